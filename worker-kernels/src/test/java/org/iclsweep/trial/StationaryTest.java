package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.iclsweep.learner.ClassS;
import org.iclsweep.learner.Learner;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.Pgd;
import org.iclsweep.learner.StationaryPoint.Shape;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.trial.Stationary.NumberedPoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.Test;

/** What the row of the learner class-s keeps. */
class StationaryTest {

  private static TrialRecord row(Learner learner) {
    LinearRegression task =
        new LinearRegression(5, 20, 1, 1)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    return LearnerRunner.run(
        new LearnerSpec(learner, task, 1000, 0, new OodSpec(Map.of(), 1), List.of()));
  }

  /** Losses are half of the table's, γ is a b / N. */
  @Test
  void itsRowHasAllPointsByTheirNumbers() {
    TrialRecord row = row(new ClassS(2, true));
    List<NumberedPoint> points = row.measured(Measures.STATIONARY);
    assertThat(points).extracting(NumberedPoint::point).containsExactly(1, 2, 3);
    assertThat(points)
        .extracting(NumberedPoint::loss)
        .usingComparatorForType((x, y) -> Math.abs(x - y) < 1e-6 ? 0 : 1, Double.class)
        .containsExactly(0.0575012 / 2, 0.0865479 / 2, 0.102345 / 2);
    assertThat(points).allMatch(point -> point.shape() == Shape.MINIMUM);
    assertThat(points.get(1).learningRates().get(1)).isCloseTo(2.6440, within(6e-5));
    assertThat(points.get(1).gammas().get(0)).isCloseTo(.7693 * .3535 / 20, within(3e-6));
    FittedLearner itself = row.learners().get(0);
    assertThat(itself.kind()).isEqualTo(LearnerKind.CLASS_S);
    assertThat(itself.learningRates()).isEqualTo(points.get(0).learningRates());
    assertThat(itself.gammas()).isEqualTo(points.get(0).gammas());
  }

  @Test
  void otherLearnersKeepNone() {
    assertThat(row(new Pgd(2)).measured(Measures.STATIONARY)).isEmpty();
  }
}
