package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.learner.NewestPair.AUTHORS_LAG;
import static org.iclsweep.learner.NewestPair.USED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;
import org.junit.jupiter.api.Test;

/**
 * Learners of sequences against losses that others have computed, and fits against brute force.
 *
 * <p>Expected losses and rates are those of 2,000 to 3,000 sequences of an independent generator in
 * double, of 10 features and length 50 with noise .01; each is compared within four of its and our
 * standard errors together.
 */
class PrefixFitTest {

  private static final RawSequences TASK = new RawSequences(10, 50, .01);
  private static final RawSequences SMALL = new RawSequences(3, 9, .05);
  private static final int TASKS = 4000;

  /** Sequences of the searches of polynomials here, a quarter of what they are fitted to. */
  private static final int SEARCHED = 1 << 13;

  /** {@link SolverFitTest} has the others. */
  private static final List<SolverValues> STORED =
      Arrays.stream(SolverValues.values()).filter(values -> !values.areFitted()).toList();

  private static Loss loss(Learner learner, TaskSpec task, LearnerFit fit, Stream of, int tasks) {
    return Evaluator.loss(learner.predictor(task, fit), new EvaluationSet(task, of, 5, tasks));
  }

  private static void assertLoss(Learner learner, double mean, double standardError) {
    assertLoss(learner, learner.fit(TASK, 5), mean, standardError);
  }

  private static void assertLoss(
      Learner learner, LearnerFit fit, double mean, double standardError) {
    Loss loss = loss(learner, TASK, fit, Stream.EVAL, TASKS);
    assertThat(loss.mean())
        .isCloseTo(mean, within(4 * Math.hypot(loss.standardError(), standardError)));
  }

  @Test
  void oneStepHasTheKnownRateAndLoss() {
    GdPrefix learner = new GdPrefix(USED);
    LearnerFit fit = learner.fit(TASK, 5, SEARCHED);
    assertThat(fit.learningRates())
        .singleElement()
        // of 60,000 sequences elsewhere: .03242; batches of 3,000 have a deviation of .00067
        .satisfies(rate -> assertThat(rate).isCloseTo(.03242, within(1e-3)));
    assertLoss(learner, fit, .905, .009);
  }

  @Test
  void twoTermsHaveTheKnownCoefficientsAndLoss() {
    GdPrefixK learner = new GdPrefixK(2, USED);
    LearnerFit fit = learner.fit(TASK, 5, SEARCHED);
    List<Double> coefficients = fit.learningRates();
    // of 60,000 sequences elsewhere; batches of 3,000 have deviations of .0038 and .0001
    assertThat(coefficients.get(0)).isCloseTo(.06225, within(6e-3));
    assertThat(coefficients.get(1)).isCloseTo(-.000647, within(1.6e-4));
    assertLoss(learner, fit, .662, .013);
  }

  @Test
  void sixTermsHaveTheKnownLoss() {
    GdPrefixK learner = new GdPrefixK(6, USED);
    assertLoss(learner, learner.fit(TASK, 5, SEARCHED), .337, .003);
  }

  @Test
  void polynomialsAreFittedToFourTimesAsMany() {
    RawSequences tiny = new RawSequences(1, 2, .1);
    GdPrefix learner = new GdPrefix(USED);
    assertThat(learner.fit(tiny, 5))
        .isEqualTo(learner.fit(tiny, 5, 4 * SEARCHED))
        .isNotEqualTo(learner.fit(tiny, 5, SEARCHED));
  }

  @Test
  void ridgeHasTheKnownLosses() {
    assertLoss(new RidgePrefix(.001, USED), .1834, .0012);
    assertLoss(new RidgePrefix(.001, AUTHORS_LAG), .2093, .0012);
    assertLoss(new RidgePrefix(1, USED), .2474, .0015);
  }

  @Test
  void theSolverHasTheKnownLossesOfItsStoredValues() {
    assertLoss(new SecondOrder(SolverSpec.DEFAULT, USED), .206, .0014);
    assertLoss(new SecondOrder(SolverSpec.DEFAULT, AUTHORS_LAG), .230, .0014);
    SolverSpec two = new SolverSpec(SolverValues.ORTHOGONAL, 2, .001);
    assertLoss(new SecondOrder(two, AUTHORS_LAG), .304, .0017);
  }

  /** Values of any kind of sequences solve others, if less well: a digit that is wrong does not. */
  @Test
  void valuesOfAllKindsSolve() {
    double best = loss(SolverSpec.DEFAULT, SolverSpec.DEFAULT.steps());
    for (SolverValues values : STORED) {
      assertThat(loss(new SolverSpec(values, 6, .001), 6))
          .as(values.label())
          .isBetween(best - .005, 1.3 * best);
    }
  }

  private static double loss(SolverSpec solver, int steps) {
    SecondOrder learner = new SecondOrder(solver, USED);
    LearnerFit fit = learner.fit(TASK, 0);
    assertThat(fit.learningRates()).hasSize(steps);
    assertThat(fit.gammas()).hasSize(steps).startsWith(0.0);
    return loss(learner, TASK, fit, Stream.EVAL, 1000).mean();
  }

  /** The loss is a parabola of each coefficient, with its bottom where the fit says. */
  @Test
  void noOtherCoefficientsAreBetterOnTheSequencesOfTheSearch() {
    GdPrefixK learner = new GdPrefixK(8, USED);
    List<Double> best = learner.fit(SMALL, 5, SEARCHED).learningRates();
    double at = searchLoss(learner, best);
    for (int k = 0; k < 8; k++) {
      double step = .05 * Math.abs(best.get(k));
      double below = searchLoss(learner, changed(best, k, -step));
      double above = searchLoss(learner, changed(best, k, step));
      double bottom = (below - above) / (below - 2 * at + above) / 2;
      // in steps; answers that are rounded to float leave 1e-3 of the curvature
      assertThat(bottom).as("of %d", k).isCloseTo(0, within(5e-3));
    }
  }

  private static double searchLoss(Learner learner, List<Double> coefficients) {
    LearnerFit fit = LearnerFit.of(new Rates(coefficients, List.of()));
    return loss(learner, SMALL, fit, Stream.SEARCH, SEARCHED).mean();
  }

  private static List<Double> changed(List<Double> coefficients, int k, double by) {
    List<Double> changed = new ArrayList<>(coefficients);
    changed.set(k, changed.get(k) + by);
    return changed;
  }

  @Test
  void theBestRidgeIsTheBestOfThreeADecade() {
    RidgePrefix learner = new RidgePrefix(0, USED);
    double found = learner.fit(SMALL, 5).penalty();
    double thirds = 3 * Math.log10(found);
    assertThat(thirds).isCloseTo(Math.rint(thirds), within(1e-9));
    double best = searchLoss(learner, LearnerFit.ofPenalty(found), 1 << 12);
    for (int third = -18; third <= 6; third++) {
      LearnerFit other = LearnerFit.ofPenalty(Math.pow(10, third / 3.0));
      assertThat(searchLoss(learner, other, 1 << 12)).isGreaterThanOrEqualTo(best - 1e-12);
    }
    assertThat(found).isBetween(1e-4, 1.0);
    assertThat(new RidgePrefix(.25, USED).fit(SMALL, 5).penalty()).isEqualTo(.25);
  }

  @Test
  void theBestSoftmaxIsTheBestOfForty() {
    KernelPrefix learner = new KernelPrefix(USED);
    double found = learner.fit(SMALL, 5).bandwidth();
    double best = searchLoss(learner, LearnerFit.ofBandwidth(found), 1 << 10);
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < 40; k++) {
      double beta = 1e-4 + k * (4 - 1e-4) / 39;
      least = Math.min(least, searchLoss(learner, LearnerFit.ofBandwidth(beta), 1 << 10));
    }
    assertThat(best).isCloseTo(least, within(1e-12));
    assertThat(found).isBetween(.1, 4.0);
  }

  private static double searchLoss(Learner learner, LearnerFit fit, int tasks) {
    return loss(learner, SMALL, fit, Stream.SEARCH, tasks).mean();
  }

  /** One state has no pairs, and no learner anything to fit. */
  @Test
  void sequencesOfOneStateAreAnsweredByZero() {
    RawSequences one = new RawSequences(2, 1, .1);
    for (Learner learner : all(USED)) {
      LearnerFit fit = learner.fit(one, 1);
      Loss loss = loss(learner, one, fit, Stream.EVAL, 100);
      Loss zero =
          Evaluator.zeroLoss(
              learner.predictor(one, fit), new EvaluationSet(one, Stream.EVAL, 5, 100));
      assertThat(loss).as(learner.label()).isEqualTo(zero);
    }
  }

  /** Constructed tokens show the same states. */
  @Test
  void anyFormOfTokensDoes() {
    Dynamics constructed = new Dynamics(4, 12, 42);
    Learner learner = new RidgePrefix(1e-6, USED);
    Loss loss = loss(learner, constructed, learner.fit(constructed, 0), Stream.EVAL, 500);
    assertThat(loss.mean()).isLessThan(.4 * 4 / 6);
  }

  private static List<Learner> all(NewestPair newest) {
    return List.of(
        new GdPrefix(newest),
        new GdPrefixK(3, newest),
        new RidgePrefix(0, newest),
        new KernelPrefix(newest),
        new SecondOrder(SolverSpec.DEFAULT, newest));
  }

  @Test
  void tasksOfAnotherFamilyAreRefused() {
    LinearRegression pairs = new LinearRegression(2, 3, 1, 1);
    LearnerFit any = new LearnerFit(List.of(1.0), List.of(0.0), 1.0, 1.0, null, List.of());
    for (Learner learner : all(USED)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> learner.requireFamily(pairs))
          .withMessageContaining(
              learner.label()
                  + " is of sequences of which every next state is to be told, but the task is"
                  + " LinearRegression");
      assertThat(learner.unknownBeside(Construction.model(1), pairs)).isPresent();
      assertThat(learner.unknownBeside(Construction.model(1), SMALL)).isEmpty();
      assertThatIllegalArgumentException().isThrownBy(() -> learner.predictor(pairs, any));
    }
    Learner gd = new Gd(1, 0);
    assertThatThrownBy(() -> gd.fit(SMALL, 0)).hasMessageContaining("are of tasks with a query");
    assertThat(gd.unknownBeside(Construction.model(1), SMALL))
        .contains("gd is of tasks with a query");
  }

  @Test
  void moreThanEightTermsAreRefused() {
    GdPrefixK.requireTerms(8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GdPrefixK.requireTerms(9))
        .withMessage("gd-prefix-k would have 9 terms, and double precision tells 8 of them apart");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GdPrefixK(9, USED))
        .withMessage("terms is 9, must be 1 to 8");
  }

  @Test
  void stepsWithoutValuesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SolverSpec(SolverValues.FIXED, 2, .001))
        .withMessage(
            "values of second-order were trained and stored for 6 steps, and of orthogonal"
                + " sequences for 2; there are none of fixed sequences for 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SolverSpec(SolverValues.ORTHOGONAL, 6, 0))
        .withMessage("ridge is 0.0, must be positive");
  }

  @Test
  void learnersTakeWhatATrialAsks() {
    SolverSpec solver = new SolverSpec(SolverValues.PARTIAL, 6, 10);
    Baselines late = new Baselines(List.of(), Examples.ALL, AUTHORS_LAG, solver, 0, List.of());
    TrialSettings trial = new TrialSettings(Construction.model(3), SMALL, 1, 1, .5, late);
    assertThat(LearnerKind.GD_PREFIX.learner().beside(trial)).isEqualTo(new GdPrefix(AUTHORS_LAG));
    assertThat(LearnerKind.GD_PREFIX_K.learner().beside(trial))
        .isEqualTo(new GdPrefixK(3, AUTHORS_LAG));
    Baselines five = new Baselines(List.of(), Examples.ALL, USED, solver, 5, List.of());
    assertThat(
            LearnerKind.GD_PREFIX_K
                .learner()
                .beside(new TrialSettings(Construction.model(3), SMALL, 1, 1, .5, five)))
        .isEqualTo(GdPrefixK.asked(5, USED));
    assertThat(LearnerKind.RIDGE_PREFIX.learner().beside(trial))
        .isEqualTo(new RidgePrefix(.5, AUTHORS_LAG));
    assertThat(LearnerKind.KERNEL_PREFIX.learner().beside(trial))
        .isEqualTo(new KernelPrefix(AUTHORS_LAG));
    assertThat(LearnerKind.SECOND_ORDER.learner().beside(trial))
        .isEqualTo(new SecondOrder(solver, AUTHORS_LAG));
  }
}
