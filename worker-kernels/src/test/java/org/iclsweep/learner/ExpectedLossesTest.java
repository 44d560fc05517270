package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TeacherLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What formulas say of learners is what these come to on sampled tasks. */
class ExpectedLossesTest {

  private static final int TASKS = 100_000;
  private static final List<Double> SKEWED = List.of(1.0, 1.0, 0.25, 0.0625, 1.0);
  private static final LinearRegression NORMAL =
      new LinearRegression(5, 10, 1, 3)
          .withInputs(new InputDistribution(InputLaw.NORMAL, 0.5, false));
  private static final LinearRegression LIKE_FLAT =
      NORMAL.withCovariance(new Covariance(SKEWED, TeacherLaw.INVERSE_COVARIANCE, true, 2));
  private static final LinearRegression ISOTROPIC =
      NORMAL.withCovariance(new Covariance(SKEWED, TeacherLaw.ISOTROPIC, true, 2));

  static java.util.stream.Stream<Arguments> learners() {
    return java.util.stream.Stream.of(
        Arguments.of(new GdClosedForm(1, 0), new LinearRegression(3, 7, 0.5, 2)),
        Arguments.of(new TheoremOne(), NORMAL),
        Arguments.of(new TheoremOne(), LIKE_FLAT),
        Arguments.of(new TheoremOne(), ISOTROPIC),
        Arguments.of(new TheoremFive(), NORMAL),
        Arguments.of(new Pgd(2), NORMAL),
        Arguments.of(new Pgd(3), ISOTROPIC),
        Arguments.of(new ClassS(2, false), LIKE_FLAT),
        Arguments.of(new ClassS(2, true), NORMAL));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void theyAreTheMeansOverManyTasks(Learner learner, LinearRegression task) {
    LearnerFit fit = learner.fit(task, 0);
    Loss loss =
        Evaluator.loss(
            learner.predictor(task, fit), new EvaluationSet(task, Stream.EVAL, 1, TASKS));
    assertThat(loss.standardError()).isLessThan(.02 * loss.mean());
    assertThat(learner.expectedLoss(task).orElseThrow())
        .isCloseTo(loss.mean(), within(4 * loss.standardError()));
  }

  @Test
  void learnersThatAreSearchedOrFittedToEachTaskHaveNone() {
    for (Learner learner : List.of(new Gd(1, 0), new GdPlusPlus(2, false, 0), new LeastSquares())) {
      assertThat(learner.expectedLoss(NORMAL)).as(learner.label()).isEmpty();
    }
  }

  /** Of a million examples and four layers double precision cannot tell f from 0. */
  @Test
  void aSearchThatFindsNothingHasNone() {
    LinearRegression many =
        new LinearRegression(1, 1_000_000, 1, 1)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    assertThat(new ClassS(4, true).expectedLoss(many)).isEmpty();
  }

  @Test
  void theClosedFormIsOfPlainTasksAlone() {
    assertThat(new GdClosedForm(1, 0).expectedLoss(NORMAL)).isEmpty();
  }
}
