package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.iclsweep.analysis.Quartiles;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.StoredRuns;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Fate;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.statistics.Survival;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views of settings give what the findings are made of, on the same table. */
class SettingViewsTest {
  private static final FittedLearner GD =
      new FittedLearner(LearnerKind.GD, 0.2, 0.01, List.of(6.0), List.of());

  /** Both take the same logarithms and powers, some in another order. */
  private static final double ROUNDING = 1e-13;

  @TempDir static Path directory;
  private static ResultTable table;
  private static List<SettingSummary> settings;

  @BeforeAll
  static void writeTable() throws IOException {
    TrialTable files = TrialTable.at(new Storage(Map.of()), directory.toString());
    try (RowWriter writer = new RowWriter(files.storage(), files.file("all"))) {
      for (TrialRow row : rows()) {
        writer.write(row);
      }
      writer.write(Samples.learner("learner"));
    }
    table = ResultTable.open(directory.toString(), SharedSpark.settings());
    settings = Summary.of(StoredRuns.all(table, LossUnit.HALF_SQUARED_ERROR)).settings();
  }

  /** By heads: ties and losses on the way; all in time; none in time; none of which it is known. */
  static List<TrialRow> rows() {
    List<TrialRow> rows = new ArrayList<>();
    int[] steps = {210, 130, 130, 400, 390, 80, 210};
    for (int k = 0; k < steps.length; k++) {
      rows.add(row(1, k, completed(steps[k], 0.2 + 0.01 * k)));
      rows.add(row(2, k, completed(steps[k], 0.3)));
    }
    rows.add(row(1, 10, record(Outcome.DIVERGED, 130, null, Double.NaN, List.of(GD))));
    rows.add(row(1, 11, record(Outcome.DIVERGED, 240, 80, Double.NaN, List.of(GD))));
    rows.add(row(1, 12, completed(null, 0.41)));
    rows.add(row(1, 13, TrialRecord.failed(new IllegalStateException("boom"))));
    rows.add(row(1, 14, TrialRecord.timedOut("1 s")));
    rows.add(row(3, 0, completed(null, 0.4)));
    rows.add(row(3, 1, completed(null, 0.5)));
    rows.add(row(4, 0, record(Outcome.COMPLETED, null, null, 0.4, List.of())));
    return rows;
  }

  private static TrialRecord completed(Integer learntBy, double finalLoss) {
    return record(Outcome.COMPLETED, null, learntBy, finalLoss, List.of(GD));
  }

  private static TrialRecord record(
      Outcome outcome,
      Integer outcomeStep,
      Integer learntBy,
      double finalLoss,
      List<FittedLearner> learners) {
    return TrialRecord.ended(outcome, outcomeStep)
        .zeroLoss(0.4, null)
        .finalLoss(finalLoss, null)
        .with(Measures.CURVE, curve(learntBy, outcomeStep == null ? 500 : outcomeStep, finalLoss))
        .with(Measures.LEARNERS, learners)
        .build();
  }

  /** A point every 10 steps: at GD's loss from a step on, and at the end where it ends. */
  private static List<CurvePoint> curve(Integer learntBy, int end, double finalLoss) {
    List<CurvePoint> curve = new ArrayList<>();
    for (int step = 0; step <= end; step += 10) {
      double loss = learntBy != null && step >= learntBy ? 0.2 : 0.4;
      curve.add(new CurvePoint(step, null, step == 500 ? finalLoss : loss, null));
    }
    return curve;
  }

  /** Most parameters are null in all rows. */
  private static TrialRow row(int heads, long seed, TrialRecord record) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("seed", seed);
    parameters.put("heads", heads);
    parameters.put("steps", 500);
    parameters.put("alpha_input_range", List.of(0.5, 1.0));
    String id = heads + "-" + seed;
    return new TrialRow(id, TrialRow.TRANSFORMER, null, parameters, record, Samples.PROVENANCE);
  }

  @AfterAll
  static void closeTable() {
    table.close();
  }

  @Test
  void survivalIsThatOfTheFindings() {
    List<List<Object>> expected = new ArrayList<>();
    for (SettingSummary setting : settings) {
      for (Survival.Fall fall : falls(setting)) {
        expected.add(
            List.of(
                heads(setting),
                fall.time(),
                (long) fall.watched(),
                (long) fall.made(),
                fall.share(),
                fall.low(),
                fall.high()));
      }
    }
    assertThat(expected).hasSizeGreaterThan(6);
    assertAlike(
        rows(
            "SELECT heads, step, at_risk, learnt, survival, low, high FROM survival"
                + " ORDER BY heads, step"),
        expected);
  }

  /**
   * Of ten seeds two each learn by 80, 130 and 210, one by 390; one diverges at 130, and two are
   * watched to the end, of which one comes to the loss too late. So shares are of ten, their
   * standard errors those of shares, and the band is Kalbfleisch and Prentice's.
   */
  @Test
  void survivalIsThatWorkedOutByHand() {
    List<List<Object>> actual =
        rows(
            "SELECT at_risk, learnt, survival, low, high FROM survival WHERE heads = 1"
                + " ORDER BY step");
    List<List<Object>> expected =
        List.of(
            List.of(10L, 2L, 0.8, 0.408691, 0.945873),
            List.of(8L, 2L, 0.6, 0.252669, 0.827221),
            List.of(5L, 2L, 0.4, 0.122693, 0.670205),
            List.of(3L, 1L, 0.3, 0.071134, 0.577867));
    assertThat(actual).hasSize(4);
    for (int row = 0; row < 4; row++) {
      assertThat(actual.get(row).subList(0, 2)).isEqualTo(expected.get(row).subList(0, 2));
      for (int column = 2; column < 5; column++) {
        assertThat((Double) actual.get(row).get(column))
            .isCloseTo((Double) expected.get(row).get(column), within(1e-6));
      }
    }
  }

  @Test
  void phasesAreThoseOfTheFindings() {
    List<List<Object>> expected = new ArrayList<>();
    for (SettingSummary setting : settings) {
      List<Object> row = new ArrayList<>(List.of(heads(setting), (long) setting.runs().size()));
      Proportion share = setting.shareLearnt().orElse(null);
      row.add(share == null ? 0L : (long) share.trials());
      row.add((long) setting.crossings().size());
      row.add(share == null ? 0L : (long) share.successes());
      for (Fate fate : List.of(Fate.RELAPSED, Fate.BETWEEN, Fate.LATE, Fate.DIVERGED)) {
        row.add((long) setting.count(fate));
      }
      row.add(share == null ? null : (Double) share.share());
      row.add(share == null ? null : (Double) share.low());
      row.add(share == null ? null : (Double) share.high());
      var median = setting.survival().map(Survival::median);
      row.add(median.isPresent() && median.get().isPresent() ? median.get().getAsDouble() : null);
      row.add(lossRatio(setting));
      expected.add(row);
    }
    assertThat(expected).hasSize(4);
    assertAlike(
        rows(
            "SELECT heads, trials, judged, crossed, learnt, relapsed, between, late, diverged, share,"
                + " share_low, share_high, median_step,"
                + " median_loss_ratio FROM phases ORDER BY heads"),
        expected);
  }

  private static Double lossRatio(SettingSummary setting) {
    List<Double> ratios =
        setting.runs().stream()
            .filter(run -> run.ended(Outcome.COMPLETED) && !run.record().learners().isEmpty())
            .map(run -> run.record().finalLoss() / GD.loss())
            .toList();
    return Quartiles.of(ratios).map(Quartiles::median).orElse(null);
  }

  private static List<Survival.Fall> falls(SettingSummary setting) {
    return setting.survival().map(Survival::falls).orElse(List.of());
  }

  private static Object heads(SettingSummary setting) {
    return setting.runs().get(0).parameters().get("heads");
  }

  private static void assertAlike(List<List<Object>> actual, List<List<Object>> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int row = 0; row < expected.size(); row++) {
      for (int column = 0; column < expected.get(row).size(); column++) {
        Object mine = actual.get(row).get(column);
        Object theirs = expected.get(row).get(column);
        if (theirs instanceof Double value && mine instanceof Double) {
          assertThat((Double) mine).as("%s, %s", row, column).isCloseTo(value, within(ROUNDING));
        } else {
          assertThat(Objects.equals(mine, theirs))
              .as("row %s, column %s: %s, expected %s", row, column, mine, theirs)
              .isTrue();
        }
      }
    }
  }

  private static List<List<Object>> rows(String query) {
    return table.sql(query).rows();
  }
}
