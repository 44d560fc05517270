package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.trial.Falls.Fall;
import org.iclsweep.trial.Falls.Losses;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;

class FallsTest {

  /**
   * The training loss falls from 1 to 0.1 between 90 and 200; the other twice, at 90 and at 800.
   */
  @Test
  void bothLossesAreReadAndTheirFallsNumbered() {
    List<CurvePoint> curve = new ArrayList<>();
    int[] steps = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 200, 400, 800, 1600, 3200, 6400};
    for (int step : steps) {
      Double training = step == 0 ? null : (Double) (step < 100 ? 1 : 0.1);
      double evaluation = step < 100 ? 2 : step < 1000 ? 0.4 : 0.02;
      curve.add(new CurvePoint(step, training, evaluation, 1.0));
    }
    List<Fall> falls = Falls.of(curve);
    assertThat(falls)
        .extracting(Fall::loss, Fall::number)
        .containsExactly(
            tuple(Losses.EVALUATION, 1), tuple(Losses.EVALUATION, 2), tuple(Losses.TRAINING, 1));
    Fall training = falls.get(2);
    assertThat(training.step()).isCloseTo(145, within(1e-9));
    assertThat(training.fromLoss()).isCloseTo(1, within(1e-9));
    assertThat(training.toLoss()).isCloseTo(0.1, within(1e-9));
    assertThat(training.begins()).isCloseTo(101, within(1e-9)); // a tenth of the way
    assertThat(training.ends()).isCloseTo(189, within(1e-9));
  }

  @Test
  void aTrialThatFailedHasNone() {
    assertThat(Falls.of(List.of())).isEmpty();
  }
}
