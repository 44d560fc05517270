package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.Predictor;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.Disturbed;
import org.iclsweep.task.InContext;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TeacherLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coarse rates and examples that are left out, as published baselines have them. */
class BaselinesTest {

  private static final List<Double> GRID = List.of(.001, .002, .004, .008, .01, .02, .04, .08, .16);
  private static final Baselines FEWER = new Baselines(List.of(), Examples.ALL_BUT_LAST);

  private static LinearRegression task(int context) {
    return new LinearRegression(5, context, 1, 1)
        .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
  }

  /** Squared errors of 1 to 4 steps at the best of the published rates. */
  @ParameterizedTest
  @CsvSource({
    "1, 4.296, 4.241, 4.155, 4.108",
    "5, 2.760, 2.189, 1.941, 1.946",
    "10, 2.120, 1.500, 1.103, 0.859",
    "14, 1.640, 0.893, 0.566, 0.388",
    "19, 1.200, 0.542, 0.324, 0.261",
    "20, 1.160, 0.525, 0.335, 0.313"
  })
  void coarseRatesHaveThePublishedLosses(
      int context, double one, double two, double three, double four) {
    double[] losses = {one, two, three, four};
    for (int steps = 1; steps <= 4; steps++) {
      Pgd all = new Pgd(steps, GRID);
      double rate = all.fit(task(context), 0).learningRates().get(0);
      assertThat(GRID).anyMatch(each -> Math.abs(each * context - rate) < 1e-12);
      double[] shared = new double[steps];
      Arrays.fill(shared, rate);
      ClassSLoss loss = ClassSLoss.sparse(new WishartSpectrum(5, context), steps);
      assertThat(loss.at(shared)).isCloseTo(losses[steps - 1], within(6e-4));
      Learner fewer = FEWER.of(all);
      assertThat(fewer.fit(task(context + 1), 0)).isEqualTo(all.fit(task(context), 0));
    }
  }

  /** Their unit does not depend on the inputs: of x = 2 z the best rate is a quarter. */
  @Test
  void ratesAreThoseOfTheInputsAsTheyAre() {
    LinearRegression wide = task(10).withInputs(new InputDistribution(InputLaw.NORMAL, 2, false));
    double rate = new Pgd(2, GRID).fit(wide, 0).learningRates().get(0);
    assertThat(rate).isCloseTo(0.01 * 10, within(1e-12));
  }

  /** Where all directions are alike both have one loss, up to the search's tasks. */
  @Test
  void plainGradientDescentTriesTheSameRates() {
    List<Double> far = List.of(.04, .01, .16);
    Gd gd = new Gd(2, 0, far);
    assertThat(gd.fit(task(20), 3)).isEqualTo(new Pgd(2, far).fit(task(20), 0));
    assertThat(gd.fit(task(20), 3).learningRates().get(0)).isEqualTo(.04 * 20);
    assertThat(new Gd(1, 0, List.of(1.0)).fit(task(2), 0).learningRates()).containsExactly(2.0);
  }

  @Test
  void leastSquaresOfFewerExamplesLeaveOneMoreDirection() {
    LinearRegression four =
        task(4)
            .withCovariance(
                new Covariance(
                    List.of(1.0, 1.0, 0.25, 0.0625, 1.0), TeacherLaw.INVERSE_COVARIANCE, true, 3));
    Learner fewer = FEWER.of(new LeastSquares());
    Loss loss =
        Evaluator.loss(
            fewer.predictor(four, fewer.fit(four, 0)),
            new EvaluationSet(four, Stream.EVAL, 1, 20_000));
    assertThat(loss.mean()).isCloseTo((5 - 3) / 2.0, within(4 * loss.standardError()));
  }

  @Test
  void answersDoNotDependOnTheLastExample() {
    InContext task = task(7);
    for (Learner each :
        List.of(new LeastSquares(), new Gd(2, 0), new Pgd(1), new GdPerStep(1, 0))) {
      Learner fewer = FEWER.of(each);
      assertThat(fewer.label()).isEqualTo(each.label());
      Predictor predictor = fewer.predictor(task, new Pgd(1).fit(task, 0));
      TaskBlock block = predictor.block();
      task.sampler(block).draw(1, Stream.EVAL, 0, 0);
      float answer = predictor.predict().get(0, 0, 3);
      float slope = predictor.sensitivity().get(0, 1, 3);
      LaneMatrix last = block.tokens().row(6);
      last.set(0, 2, 3, 9f);
      assertThat(predictor.predict().get(0, 0, 3)).as(each.label()).isEqualTo(answer);
      assertThat(predictor.sensitivity().get(0, 1, 3)).isEqualTo(slope);
      block.tokens().row(5).set(0, 2, 3, 9f);
      assertThat(predictor.predict().get(0, 0, 3)).isNotEqualTo(answer);
      block.tokens().row(7).set(0, 2, 3, 9f);
      assertThat(predictor.predict().get(0, 0, 3)).isNotEqualTo(answer);
    }
  }

  @Test
  void theyAreOfSomeLearnersAlone() {
    assertThat(FEWER.of(new TheoremOne())).isEqualTo(new TheoremOne());
    assertThat(FEWER.of(new Ridge(1))).isEqualTo(new Ridge(1));
    assertThat(Baselines.NONE.of(new Gd(2, 0))).isEqualTo(new Gd(2, 0));
    TrialSettings trial =
        new TrialSettings(
            Construction.model(3), task(7), 1, 1, 0, new Baselines(List.of(0.5), Examples.ALL));
    assertThat(LearnerKind.GD.learner().beside(trial)).isEqualTo(new Gd(3, 0, List.of(0.5)));
    assertThat(LearnerKind.PGD.learner().beside(trial)).isEqualTo(new Pgd(3, List.of(0.5)));
    assertThat(FEWER.of(new Pgd(2)).beside(trial)).isEqualTo(FEWER.of(new Pgd(3, List.of(0.5))));
  }

  @Test
  void tasksWhoseFirstExamplesAreOthersAreRefused() {
    FEWER.refuse(task(2));
    for (InContext other :
        List.of(
            task(1),
            Disturbed.distracted(task(5), 1),
            task(5).withInputs(new InputDistribution(InputLaw.NORMAL, 1, true)),
            new Sine(5))) {
      Baselines.NONE.refuse(other);
      assertThatThrownBy(() -> FEWER.refuse(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the last example is left out of linear regression");
    }
  }
}
