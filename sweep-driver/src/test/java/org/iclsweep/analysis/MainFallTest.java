package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.iclsweep.trial.Falls;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;

class MainFallTest {
  private static final int EVERY = 50;

  /** A step between two points is told within them. */
  @Test
  void bothLossesFallWhereTheyDo() {
    List<Run> runs = List.of(run(400, 1000), run(500, 1100), run(600, 1600));
    MainFall training = MainFall.ofTraining(runs).orElseThrow();
    assertThat(training.seeds()).isEqualTo(3);
    assertThat(training.median()).isCloseTo(500, within((double) EVERY));
    assertThat(MainFall.ofEvaluation(runs).orElseThrow().median())
        .isCloseTo(1100, within((double) EVERY));
  }

  @Test
  void theLargestFallOfACurveCounts() {
    Run run = curve(step -> step < 300 ? 1 : step < 1200 ? 0.7 : 0.1);
    assertThat(MainFall.ofEvaluation(List.of(run)).orElseThrow().median())
        .isCloseTo(1200, within((double) EVERY));
  }

  @Test
  void aSeedThatStaysOnItsPlateauHasNone() {
    Run flat = curve(step -> 0.4);
    assertThat(MainFall.ofEvaluation(List.of(flat))).isEmpty();
    assertThat(MainFall.ofEvaluation(List.of(flat, run(400, 1000))).orElseThrow().seeds())
        .isEqualTo(1);
  }

  private static Run curve(IntToDoubleFunction loss) {
    return run(loss, loss);
  }

  private static Run run(int training, int evaluation) {
    return run(step -> step < training ? 0.4 : 0.01, step -> step < evaluation ? 0.4 : 0.2);
  }

  private static Run run(IntToDoubleFunction training, IntToDoubleFunction evaluation) {
    List<CurvePoint> curve = new ArrayList<>();
    for (int step = 0; step <= 2000; step += EVERY) {
      Double before = step == 0 ? null : (Double) training.applyAsDouble(step);
      curve.add(new CurvePoint(step, before, evaluation.applyAsDouble(step), 0.1));
    }
    TrialRecord record =
        TrialRecord.ended(Outcome.COMPLETED)
            .zeroLoss(0.4, null)
            .finalLoss(0.2, null)
            .with(Measures.CURVE, curve)
            .with(Measures.FALLS, Falls.of(curve))
            .build();
    return Run.trial("trial", Map.of(), record);
  }
}
