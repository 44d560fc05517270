package org.iclsweep.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.refine.SampleRounds.oneAxis;
import static org.iclsweep.refine.SampleRounds.record;
import static org.iclsweep.refine.SampleRounds.rounds;
import static org.iclsweep.refine.SampleRounds.row;
import static org.iclsweep.refine.SampleRounds.trials;
import static org.iclsweep.refine.SampleRounds.twoAxes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.iclsweep.results.TrialRow;
import org.iclsweep.statistics.Boundary;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.sweep.RefinedAxis;
import org.iclsweep.study.sweep.Round;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;

class RoundResultsTest {

  private static double number(Object value) {
    return (Double) value;
  }

  private static double falling(List<Object> point) {
    return 1 / (1 + Math.pow(number(point.get(0)) / 0.7, 12));
  }

  private static double step(List<Object> point) {
    return number(point.get(0)) < 0.7 ? 1 : 0;
  }

  @Test
  void withoutTrialsAllAreMissingAndNothingIsToCome() {
    RoundResults none = SampleRounds.none(oneAxis());

    assertThat(none.ending()).contains(Ending.INCOMPLETE);
    assertThat(none.next()).isEmpty();
    assertThat(none.sum(PointTrials::missing)).isEqualTo(40);
    assertThat(none.extended()).isEqualTo(oneAxis());
    assertThat(none.points()).allSatisfy(point -> assertThat(point.share()).isEmpty());
  }

  @Test
  void aRoundThatLacksOneTrialIsNotOver() {
    Study study = oneAxis();
    List<TrialRow> rows = new ArrayList<>();
    trials(study).forEach(trial -> rows.add(row(trial, 0.1)));
    rows.remove(17);
    RoundResults results = RoundResults.of(study, rows.stream());

    assertThat(results.ending()).contains(Ending.INCOMPLETE);
    assertThat(results.points().get(2).missing()).isEqualTo(1);
    assertThat(results.points().get(2).told()).isEqualTo(7);
    TransformerTrial lacking = trials(study).get(17);
    rows.add(row(lacking, record(Outcome.NO_MEMORY, null, Double.NaN, List.of())));
    assertThat(RoundResults.of(study, rows.stream()).ending()).contains(Ending.INCOMPLETE);
  }

  /** Rows of other plans, and the order of rows, change nothing. */
  @Test
  void resultsAreThoseOfTheTrialsWhateverElseThereIs() {
    Study study = oneAxis();
    List<TrialRow> rows = new ArrayList<>();
    for (TransformerTrial trial : trials(study)) {
      boolean learns = SampleRounds.learns(trial.spec().seed(), 0.5);
      rows.add(row(trial, learns ? 0.1 : 0.9));
    }
    RoundResults results = RoundResults.of(study, rows.stream());
    trials(oneAxis("training.steps=900")).forEach(trial -> rows.add(row(trial, 0.9)));
    Collections.shuffle(rows, new Random(1));
    RoundResults shuffled = RoundResults.of(study, rows.stream());

    assertThat(shuffled.points()).isEqualTo(results.points());
    assertThat(shuffled.next()).isEqualTo(results.next()).isPresent();
  }

  @Test
  void trialsCountAsWhatBefellThem() {
    Study study = oneAxis();
    List<TransformerTrial> trials = trials(study);
    TrialRecord unjudged = record(Outcome.COMPLETED, null, 0.1, List.of());
    TrialRecord diverged = record(Outcome.DIVERGED, 50, Double.NaN, List.of());
    List<TrialRow> rows = new ArrayList<>();
    rows.add(row(trials.get(0), 0.1));
    rows.add(row(trials.get(1), 0.9));
    rows.add(row(trials.get(2), unjudged));
    rows.add(row(trials.get(3), diverged));
    rows.add(row(trials.get(4), record(Outcome.FAILED, null, Double.NaN, List.of())));
    rows.add(row(trials.get(5), record(Outcome.TIMED_OUT, null, Double.NaN, List.of())));
    rows.add(row(trials.get(6), 0.5)); // crossed the middle, 0.55
    PointTrials first = RoundResults.of(study, rows.stream()).points().get(0);

    assertThat(first).isEqualTo(new PointTrials(1, List.of(0.1), 1, 4, 2, 1, 1));
    assertThat(first.share().orElseThrow()).hasToString("1/4");
    Study crossed = oneAxis("sweep.refine.event=crossed");
    assertThat(RoundResults.of(crossed, rows.stream()).points().get(0).events()).isEqualTo(2);
    Study late = oneAxis("measure.learnt-for=101");
    assertThat(RoundResults.of(late, rows.stream()).points().get(0).events()).isZero();
  }

  @Test
  void whatLearntAndThenDivergedHasLearnt() {
    Study study = oneAxis();
    TrialRecord late = record(Outcome.DIVERGED, 250, 0.1, gd());
    List<TrialRow> rows = List.of(row(trials(study).get(0), late));
    assertThat(RoundResults.of(study, rows.stream()).points().get(0).events()).isEqualTo(1);
  }

  private static List<TrialRecord.FittedLearner> gd() {
    return row(trials(oneAxis()).get(0), 0.1).record().learners();
  }

  @Test
  void aStepIsFoundAndLiesInTheBand() {
    RoundResults results = rounds(oneAxis(), RoundResultsTest::step, 30);
    RefinedAxis axis = results.refinement().axes().get(0);

    assertThat(results.ending()).contains(Ending.FOUND);
    assertThat(results.boundary().uncertain()).isLessThanOrEqualTo(0.05);
    assertThat(results.verdict().course()).isEqualTo(Boundary.Course.CROSSING);
    assertThat(results.boundary().above(List.of(axis.place(0.6)))).isGreaterThan(0.99);
    assertThat(results.boundary().above(List.of(axis.place(0.8)))).isLessThan(0.01);
  }

  /** The grid of 39 points of 40 seeds tells between which of them the share is crossed. */
  @Test
  void aBoundaryIsWhereADenseGridHasIt() {
    RoundResults results = rounds(oneAxis(), RoundResultsTest::falling, 30);
    RefinedAxis axis = results.refinement().axes().get(0);
    int crossed = -1;
    for (int i = 0; i <= 38; i++) {
      Object value = axis.value(i / 38.0);
      double p = falling(List.of(value));
      long learnt = 0;
      for (long seed = 0; seed < 40; seed++) {
        learnt += SampleRounds.learns(1_000_000 + 40L * i + seed, p) ? 1 : 0;
      }
      crossed = learnt > 20 ? i : crossed;
    }
    double grid = (crossed + 0.5) / 38;

    assertThat(results.ending()).contains(Ending.FOUND);
    assertThat(results.rounds().trials()).isLessThan(39 * 40 / 4);
    assertThat(results.boundary().above(List.of(grid - 0.05))).isGreaterThan(0.9);
    assertThat(results.boundary().above(List.of(grid + 0.05))).isLessThan(0.1);
  }

  @Test
  void pointsOfRoundsAreWhereTheShareIsCrossed() {
    RoundResults first = rounds(oneAxis(), RoundResultsTest::step, 1);
    Round next = first.next().orElseThrow();

    assertThat(first.extended().rounds().orElseThrow().rounds()).hasSize(2).endsWith(next);
    assertThat(next.points()).hasSize(4);
    // 0.4472 learnt, 0.9457 did not
    assertThat(next.points()).allSatisfy(p -> assertThat(number(p.get(0))).isBetween(0.2, 2.0));
    RoundResults second = SampleRounds.once(first.extended(), RoundResultsTest::step);
    assertThat(second.points().get(5).round()).isEqualTo(2);
    assertThat(second.points()).hasSize(9);
  }

  @Test
  void ofTwoAxesThereIsABoundary() {
    RoundResults results =
        rounds(twoAxes(), p -> number(p.get(0)) * (1 + number(p.get(1))) < 0.9 ? 0.95 : 0.05, 12);
    assertThat(results.ending()).contains(Ending.FOUND);
    assertThat(results.boundary().uncertain()).isLessThanOrEqualTo(0.15);
    List<RefinedAxis> axes = results.refinement().axes();
    for (double other : new double[] {0.2, 0.5, 0.8}) {
      double edge = 0.9 / (1 + other);
      double y = axes.get(1).place(other);
      assertThat(results.boundary().above(List.of(axes.get(0).place(edge / 1.5), y)))
          .isGreaterThan(0.9);
      assertThat(results.boundary().above(List.of(axes.get(0).place(edge * 1.5), y)))
          .isLessThan(0.1);
    }
  }

  @Test
  void aRegionOnOneSideHasNone() {
    assertThat(rounds(oneAxis(), p -> 1, 30).ending()).contains(Ending.ABOVE);
    assertThat(rounds(oneAxis(), p -> 0, 30).ending()).contains(Ending.BELOW);
  }

  @Test
  void aBudgetIsForWholeRounds() {
    Study tight = oneAxis("sweep.refine.budget=71");
    assertThat(rounds(tight, RoundResultsTest::falling, 9).ending()).contains(Ending.BUDGET);
    assertThat(rounds(tight, RoundResultsTest::falling, 9).rounds().trials()).isEqualTo(40);
    Study wide = oneAxis("sweep.refine.budget=72");
    assertThat(rounds(wide, RoundResultsTest::falling, 9).rounds().trials()).isEqualTo(72);
  }

  @Test
  void aCurveOfOnePointTellsNothing() {
    Study study = oneAxis();
    TrialRecord empty =
        record(Outcome.COMPLETED, null, 0.1, gd()).with(Measures.CURVE, List.<CurvePoint>of());
    List<TrialRow> rows = new ArrayList<>();
    trials(study).forEach(trial -> rows.add(row(trial, empty)));
    RoundResults results = RoundResults.of(study, rows.stream());
    assertThat(results.sum(PointTrials::untold)).isEqualTo(40);
    assertThat(results.ending()).contains(Ending.UNTOLD);
  }
}
