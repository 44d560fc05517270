package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iclsweep.analysis.Findings;
import org.iclsweep.analysis.OneGradientStep;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.report.ReportPage;
import org.iclsweep.report.StudyReport;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRunner;
import org.iclsweep.trial.TrialSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether a model is plain is said in one place: kernel, table, SQL, findings and figures answer
 * alike, of every departure from one layer of linear attention, of every two together.
 */
class PlainModelsTest {

  private static final String SMALL =
      "study = s, training { steps = 1, batch = 8 }, measure { every = 1, eval-tasks = 16,"
          + " against = [gd, \"gd++\"], alpha { input-range = [], teacher-scale = [] } }\n";
  private static final String PLAIN_TASK = "task.dim = 2, task.context = 3";

  /** Each with whether a model stays plain, whether the closed form holds, and levels of swaps. */
  private record Departure(String setting, boolean plain, boolean closed, boolean levels) {}

  private static final List<Departure> DEPARTURES =
      List.of(
          new Departure("model.heads = 2", true, true, true),
          new Departure("model { depth = 2, tied = true }", true, false, false),
          new Departure("model { depth = 2, tied = false }", true, false, false),
          new Departure("model.attention = softmax", false, true, false),
          new Departure("model.attention = relu", false, true, false),
          new Departure("model.keys = all", true, true, false),
          new Departure("model.score-scale = inverse-keys", true, true, true),
          new Departure("model.weights = merged", true, true, true),
          new Departure("model { weights = merged, pattern = blocks }", true, true, false),
          new Departure("model.mlp.place = before", false, true, false),
          new Departure("model.mlp.place = after", false, true, false),
          new Departure("model.norm = every-layer", false, true, false),
          new Departure("model.embedding = 3", false, true, false), // as wide as the tokens
          new Departure("model.embedding = 7", false, true, false),
          new Departure("model.positions = 4", false, true, false),
          new Departure("model.dampening = 0.5", true, true, true),
          new Departure("model.update = label", true, true, true),
          new Departure("model.token-clip = 5", true, false, false),
          new Departure("task.tokens = interleaved", false, true, false),
          new Departure("task.noise = 0.1", true, false, false),
          new Departure("task.distractors = 1", true, false, false),
          new Departure("task.inputs = normal", true, false, false),
          new Departure(
              "task { inputs = normal, spectrum = [1, 0.25], rotation = seed }",
              true,
              false,
              false),
          new Departure(
              "task { inputs = normal, condition = 4, teacher = inverse-covariance }",
              true,
              false,
              false));

  /** A trial with what it departs in. */
  private record Case(String name, List<Departure> departures, TransformerTrial trial, Run run) {

    TrialSpec trained() {
      return run.trained().orElseThrow();
    }

    boolean isPlain() {
      return departures.stream().allMatch(Departure::plain);
    }

    boolean isClosed() {
      return departures.stream().allMatch(Departure::closed);
    }

    /** Blocks have no weights for swapped roles. */
    boolean canSwap() {
      boolean blocks = departures.stream().anyMatch(each -> each.setting().contains("blocks"));
      return isPlain() && trained().model().depth() == 1 && !blocks;
    }

    boolean hasLevels() {
      return departures.stream().allMatch(Departure::levels);
    }
  }

  private static final List<Case> CASES = new ArrayList<>();

  @TempDir static Path directory;

  @BeforeAll
  static void run() throws IOException {
    add(List.of());
    for (int i = 0; i < DEPARTURES.size(); i++) {
      add(List.of(DEPARTURES.get(i)));
      for (int j = 0; j < i; j++) {
        add(List.of(DEPARTURES.get(j), DEPARTURES.get(i)));
      }
    }
    TrialTable files = TrialTable.at(new Storage(Map.of()), directory.toString());
    try (RowWriter writer = new RowWriter(files.storage(), files.file("all"))) {
      for (Case each : CASES) {
        writer.write(
            new TrialRow(
                each.name,
                TrialRow.TRANSFORMER,
                null,
                each.run.parameters(),
                each.run.record(),
                Samples.PROVENANCE));
      }
    }
  }

  /** Unless the study, or the kernel, knows no such model. */
  private static void add(List<Departure> departures) {
    String settings = String.join("\n", departures.stream().map(Departure::setting).toList());
    trial(SMALL + PLAIN_TASK + "\n" + settings)
        .ifPresent(
            trial -> {
              TrialRecord record = TrialRunner.run(trial.spec(), learners(trial));
              String name = departures.isEmpty() ? "plain" : settings.replace('\n', ',');
              Run run = Run.trial(name, trial.parameters(), record);
              CASES.add(new Case(name, departures, trial, run));
            });
  }

  private static Optional<TransformerTrial> trial(String study) {
    try {
      return Optional.of(Study.parse(study, "x.conf", List.of()).plan().trial(0));
    } catch (StudyException impossible) {
      return Optional.empty();
    }
  }

  /** As if they had been fitted. */
  private static List<TrialRecord> learners(TransformerTrial trial) {
    boolean deep = trial.spec().model().depth() > 1;
    List<TrialRecord> rows = new ArrayList<>();
    rows.add(learner(new FittedLearner(LearnerKind.GD, 0.03, 0, List.of(1.0), List.of())));
    if (deep) {
      int layers = trial.spec().model().distinctLayers();
      List<Double> each = Collections.nCopies(layers, 0.5);
      rows.add(learner(new FittedLearner(LearnerKind.GD_PLUS_PLUS, 0.02, 0, each, each)));
    }
    return rows;
  }

  private static TrialRecord learner(FittedLearner fitted) {
    return TrialRecord.ended(Outcome.COMPLETED)
        .zeroLoss(0.08, null)
        .finalLoss(fitted.loss(), 0.0)
        .with(Measures.LEARNERS, List.of(fitted))
        .build();
  }

  @AfterAll
  static void forget() {
    CASES.clear();
  }

  @Test
  void manyPairsAreThere() {
    assertThat(CASES).hasSizeGreaterThan(130);
  }

  @Test
  void whatWasTrainedIsReadOffItsRow() {
    assertThat(CASES)
        .allSatisfy(each -> assertThat(each.trained()).as(each.name).isEqualTo(each.trial.spec()));
  }

  @Test
  void kernelAndRowSayWhetherItIsPlain() {
    assertThat(CASES)
        .allSatisfy(
            each -> {
              assertThat(each.trained().isPlain()).as(each.name).isEqualTo(each.isPlain());
              assertThat(each.trained().hasClosedForm()).as(each.name).isEqualTo(each.isClosed());
              assertThat(each.trained().hasSwapLevels()).as(each.name).isEqualTo(each.hasLevels());
              assertThat(OneGradientStep.of(each.run).isPresent())
                  .as(each.name)
                  .isEqualTo(each.isClosed());
            });
  }

  @Test
  void interpolationIsOfPlainModelsAlone() {
    assertThat(CASES)
        .allSatisfy(
            each -> {
              boolean one =
                  each.trial.spec().model().distinctLayers() == 1
                      && each.trial.spec().model().heads() == 1;
              assertThat(each.run.record().interpolatedLoss() != null)
                  .as(each.name)
                  .isEqualTo(each.isPlain() && one);
            });
  }

  @Test
  void sqlTellsRolesOfPlainModelsAlone() {
    Map<String, Boolean> told = new LinkedHashMap<>();
    try (ResultTable table = ResultTable.open(directory.toString(), SharedSpark.settings())) {
      table
          .sql("SELECT trial_id, count(role) > 0, count(product) > 0 FROM heads GROUP BY trial_id")
          .rows()
          .forEach(
              row -> {
                assertThat(row.get(1)).isEqualTo(row.get(2));
                told.put((String) row.get(0), (Boolean) row.get(1));
              });
    }
    assertThat(told).hasSameSizeAs(CASES);
    assertThat(CASES).allSatisfy(each -> assertThat(told).containsEntry(each.name, each.isPlain()));
  }

  @Test
  void findingsAndFiguresShowTheoryWhereItHoldsAlone() {
    for (Case each : CASES) {
      Summary summary = Summary.of(List.of(each.run));
      String findings = Findings.of(summary).text().replaceAll("\\s+", " ");
      assertThat(findings.contains("role-swapped heads")).as(each.name).isEqualTo(each.hasLevels());
      assertThat(findings.contains("in theory")).as(each.name).isEqualTo(each.isClosed());
      boolean oneLayer = each.trial.spec().model().depth() == 1;
      assertThat(findings.contains("show a head with label and inputs swapped"))
          .as(each.name)
          .isEqualTo(each.canSwap());
      String page =
          new ReportPage(
                  new StudyReport("s", List.of(each.run), List.of(), null, null, null, null, null))
              .html();
      assertThat(page.contains(">1 head swapped<")).as(each.name).isEqualTo(each.hasLevels());
      boolean construction = each.isPlain() && (!oneLayer || each.isClosed());
      assertThat(page.contains(">construction<") || page.contains(">GD++, loss "))
          .as(each.name)
          .isEqualTo(construction);
      assertThat(page.contains("the label y last"))
          .as(each.name)
          .isEqualTo(each.trained().readsPairs());
    }
  }
}
