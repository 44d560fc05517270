package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Staircase;
import org.iclsweep.analysis.StoredRuns;
import org.iclsweep.measure.Fate;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.study.read.LossUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows, told by the goals that a study may have; four seeds, worked out by hand. */
class GoalOfTableTest {
  @TempDir Path directory;

  @BeforeEach
  void writeTable() throws IOException {
    TrialTable files = TrialTable.at(new Storage(Map.of()), directory.toString());
    List<double[]> curves = List.of(Staircase.ONE, Staircase.TWO, Staircase.STUCK, Staircase.ALL);
    try (RowWriter writer = new RowWriter(files.storage(), files.file("all"))) {
      for (int seed = 0; seed < curves.size(); seed++) {
        writer.write(
            new TrialRow(
                "seed-" + seed,
                TrialRow.TRANSFORMER,
                null,
                Staircase.parameters(1, seed),
                Staircase.record(curves.get(seed)),
                Samples.PROVENANCE));
      }
    }
  }

  private ResultTable table(String goal) throws IOException {
    Files.createDirectories(directory.resolve("_study"));
    Files.writeString(
        directory.resolve("_study/study.conf"),
        """
        study = s
        task.kind = dynamics
        model { attention = linear, keys = causal }
        measure.prefix-learners = [gd-prefix, ridge-prefix]
        """
            + goal);
    return ResultTable.open(directory.toString(), SharedSpark.settings());
  }

  /**
   * What befell every seed by the view, with its steps, where the findings have to agree; and how
   * the share falls, by one seed in four, of which nobody is lost sight of before.
   */
  private record Told(List<String> events, List<String> survival) {}

  private Told told(String goal) throws IOException {
    try (ResultTable table = table(goal)) {
      return new Told(events(table), survival(table));
    }
  }

  private static List<String> events(ResultTable table) throws IOException {
    List<List<Object>> rows =
        table.sql("SELECT fate, crossed_step, learnt_step FROM transitions ORDER BY seed").rows();
    List<String> byFindings =
        StoredRuns.forFindings(table, LossUnit.HALF_SQUARED_ERROR).stream()
            .map(GoalOfTableTest::told)
            .toList();
    List<String> byView =
        rows.stream().map(row -> told(row.get(0), row.get(1), row.get(2))).toList();
    assertThat(byFindings).isEqualTo(byView);
    List<String> twice =
        StoredRuns.forFindings(table, LossUnit.SQUARED_ERROR).stream()
            .map(GoalOfTableTest::told)
            .toList();
    assertThat(twice).as("in another unit").isEqualTo(byView);
    return byView;
  }

  private static String told(Run run) {
    LearningEvents events = run.events();
    return events == null
        ? told(null, null, null)
        : told(
            run.fate().map(Fate::label).orElseThrow(),
            events.crossed() == null ? null : events.crossed().step(),
            events.learnt() == null ? null : events.learnt().step());
  }

  private static String told(Object fate, Object crossed, Object learnt) {
    return Arrays.asList(fate, crossed, learnt).stream()
        .map(each -> each instanceof Double step ? "%.2f".formatted(step) : "" + each)
        .reduce((a, b) -> a + " " + b)
        .orElseThrow();
  }

  @Test
  void withoutTheLossOfGradientDescentThereIsNoVerdict() throws IOException {
    Told none = told("");
    assertThat(none.events).containsOnly("null null null");
    assertThat(none.survival).isEmpty();
  }

  /** Straight to the middle, 0.35; by logarithms to 0.315, from a floor of 0.3 / sqrt(1.05). */
  @Test
  void theGoalIsThatOfALearnerOfSequences() throws IOException {
    Told told = told("measure.learnt-at = gd-prefix");
    assertThat(told.events)
        .containsExactly(
            "learnt 155.56 186.06", "learnt 55.56 86.06", "late null null", "learnt 25.64 43.59");
    assertThat(told.survival)
        .containsExactly("43.59 4 1 0.75", "86.06 3 1 0.50", "186.06 2 1 0.25");
  }

  @Test
  void anotherLearnersIsAnotherLevelOfTheSameCurves() throws IOException {
    Told told = told("measure.learnt-at = ridge-prefix");
    assertThat(told.events)
        .containsExactly(
            "late null null", "between 257.14 null", "late null null", "learnt 76.92 294.86");
    assertThat(told.survival).containsExactly("294.86 4 1 0.75");
  }

  @Test
  void aLossThatIsGivenIsALevelBetweenThem() throws IOException {
    Told told = told("measure.learnt-at = 0.2");
    assertThat(told.events)
        .containsExactly(
            "late null null", "learnt 209.52 283.26", "late null null", "learnt 51.28 86.45");
    assertThat(told.survival).containsExactly("86.45 4 1 0.75", "283.26 3 1 0.50");
    assertThat(told("measure.learnt-at = 0.37").events).containsOnly("null null null");
  }

  private static List<String> survival(ResultTable table) throws IOException {
    List<String> rows = new ArrayList<>();
    for (List<Object> row :
        table.sql("SELECT step, at_risk, learnt, survival FROM survival ORDER BY step").rows()) {
      rows.add("%.2f %s %s %.2f".formatted(row.toArray()));
    }
    return rows;
  }

  @Test
  void countsAreOfTheGoalAndRatiosOfGradientDescent() throws IOException {
    try (ResultTable table = table("measure.learnt-at = 0.2")) {
      List<List<Object>> phases =
          table
              .sql(
                  "SELECT trials, judged, crossed, learnt, late, median_loss_ratio, median_step"
                      + " FROM phases")
              .rows();
      assertThat(phases).hasSize(1);
      assertThat(phases.get(0).subList(0, 6)).isEqualTo(Arrays.asList(4L, 4L, 2L, 2L, 2L, null));
      assertThat((Double) phases.get(0).get(6)).isCloseTo(283.26, within(0.01));
      assertThat(table.sql("SELECT DISTINCT gd_loss, ratio FROM transitions").rows())
          .isEqualTo(List.of(Arrays.asList(null, null)));
      assertThat(table.sql("SELECT count(transition_step) FROM trials").rows())
          .isEqualTo(List.of(List.of(2L)));
    }
  }
}
