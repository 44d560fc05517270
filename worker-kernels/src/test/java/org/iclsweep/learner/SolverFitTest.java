package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.learner.NewestPair.AUTHORS_LAG;
import static org.iclsweep.learner.NewestPair.USED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.random.Stream;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SolverFitTest {

  private static final RawSequences TASK = new RawSequences(3, 5, .05);
  private static final int STEPS = 4;
  private static final double RIDGE = .01;
  private static final long SEED = 5;

  /** α, then β; the first of these has no effect. */
  private static final double[] SOME = {1.03, 3.2, 2.5, 1.7, .4, .6, -.3, 1.2};

  private static SecondOrder learner(int steps, int fitSteps, NewestPair newest) {
    return new SecondOrder(new SolverSpec(SolverValues.FITTED, steps, RIDGE, fitSteps), newest);
  }

  private static SolverBatches batches(NewestPair newest, int count) {
    return new SolverBatches(learner(STEPS, 1, newest), TASK, SEED, count);
  }

  /** Of the solver at work, sequence by sequence. */
  private static double loss(double[] values, NewestPair newest, int batch) {
    TaskBlock block = new TaskBlock(TASK);
    TaskSampler sampler = TASK.sampler(block);
    PrefixMoments seen = new PrefixMoments(5, 3, newest);
    PrefixRule rule = new SolverRule(list(values, 0), list(values, STEPS), RIDGE, 3);
    double[] next = new double[3];
    double sum = 0;
    for (int task = 0; task < SolverBatches.BATCH; task++) {
      int lane = task % LaneMatrix.LANES;
      if (lane == 0) {
        sampler.draw(SEED, Stream.SEARCH, 0, batch * SolverBatches.BATCH + task);
      }
      seen.read(TASK.observations(block), lane);
      for (int t = 0; t < 5; t++) {
        seen.next();
        rule.answer(seen, next);
        for (int i = 0; i < 3; i++) {
          double error = block.targets().get(t, i, lane) - next[i];
          sum += error * error / 2;
        }
      }
    }
    return sum / SolverBatches.BATCH / 5;
  }

  private static List<Double> list(double[] values, int from) {
    List<Double> some = new ArrayList<>();
    for (int k = 0; k < STEPS; k++) {
      some.add(values[from + k]);
    }
    return some;
  }

  @ParameterizedTest
  @EnumSource
  void theLossOfABatchIsThatOfItsSequences(NewestPair newest) {
    SolverBatches batches = batches(newest, 2);
    double[] coefficients = new SolverPolynomial(STEPS).of(SOME);
    for (int batch = 0; batch < 2; batch++) {
      assertThat(batches.loss(batch, coefficients))
          .isCloseTo(loss(SOME, newest, batch), within(1e-12));
    }
    assertThat(loss(SOME, newest, 0)).isNotEqualTo(loss(SOME, newest, 1));
  }

  /** Central differences of a step of 1e-4 err by 1e-8 of third derivatives of size one. */
  @ParameterizedTest
  @EnumSource
  void theGradientIsThatOfDifferences(NewestPair newest) {
    SolverBatches batches = batches(newest, 2);
    SolverPolynomial polynomial = new SolverPolynomial(STEPS);
    double[] byCoefficients = new double[STEPS + 1];
    double[] gradient = new double[2 * STEPS];
    batches.gradient(byCoefficients, 1, polynomial.of(SOME));
    polynomial.gradient(gradient, SOME, byCoefficients);
    for (int i = 0; i < SOME.length; i++) {
      double difference = loss(moved(i, 1e-4), newest, 1) - loss(moved(i, -1e-4), newest, 1);
      assertThat(gradient[i]).as("of %d", i).isCloseTo(difference / 2e-4, within(1e-6));
    }
    assertThat(gradient[STEPS]).as("of the first β").isZero();
    assertThat(Arrays.stream(gradient).filter(g -> Math.abs(g) > 1e-3).count()).isEqualTo(7);
  }

  private static double[] moved(int i, double by) {
    double[] moved = SOME.clone();
    moved[i] += by;
    return moved;
  }

  /** By the book: powers for its corrections, and the schedule's rise of 500 steps. */
  @Test
  void firstStepsAreThoseOfAdamW() {
    SolverBatches batches = batches(USED, 2);
    SolverPolynomial polynomial = new SolverPolynomial(STEPS);
    double[] values = {1, 1, 1, 1, 0, 0, 0, 0};
    double[] first = new double[8];
    double[] second = new double[8];
    double[] byCoefficients = new double[STEPS + 1];
    double[] gradient = new double[8];
    for (int step = 1; step <= 4; step++) {
      batches.gradient(byCoefficients, (step - 1) % 2, polynomial.of(values));
      polynomial.gradient(gradient, values, byCoefficients);
      double rate = 3e-4 * (step - 1) / 500;
      for (int i = 0; i < 8; i++) {
        first[i] = .9 * first[i] + .1 * gradient[i];
        second[i] = .999 * second[i] + .001 * gradient[i] * gradient[i];
        double mean = first[i] / (1 - Math.pow(.9, step));
        double square = second[i] / (1 - Math.pow(.999, step));
        values[i] -= rate * (mean / (Math.sqrt(square) + 1e-8) + .05 * values[i]);
      }
    }
    SolverFit fit = new SolverFit(batches);
    fit.train(4);
    double[] trained = fit.values();
    for (int i = 0; i < 8; i++) {
      assertThat(trained[i]).isCloseTo(values[i], within(1e-15));
    }
    assertThat(trained[0]).isNotEqualTo(1);
  }

  @Test
  void trainingBeatsItsStart() {
    SolverBatches batches = batches(USED, 8);
    SolverFit fit = new SolverFit(batches);
    double start = fit.loss();
    fit.train(2000);
    double between = fit.loss();
    fit.train(18_000);
    assertThat(between).isLessThan(.99 * start);
    assertThat(fit.loss()).isLessThan(.99 * between);
  }

  /** Neumann's series, on the sequences of the search and on others; bits are the same again. */
  @Test
  void theLearnerIsFittedToItsTask() {
    SecondOrder learner = learner(3, 20_000, USED);
    LearnerFit fit = learner.fit(TASK, SEED);
    assertThat(fit.learningRates()).hasSize(3);
    assertThat(fit.gammas()).hasSize(3).startsWith(0.0);
    assertThat(fit.penalty()).isEqualTo(RIDGE);
    assertThat(learner.fit(TASK, SEED)).isEqualTo(fit);
    LearnerFit none = learner(3, 0, USED).fit(TASK, SEED);
    assertThat(none.learningRates()).containsExactly(1.0, 1.0, 1.0);
    assertThat(loss(learner, TASK, fit).mean()).isLessThan(.98 * loss(learner, TASK, none).mean());
    assertThat(learner.searched()).isPositive();
    assertThat(new SecondOrder(SolverSpec.DEFAULT, USED).searched()).isZero();
  }

  /** Theirs have the lag: .2299 of 2,000 sequences; 4,096 of the search tell as good values. */
  @Test
  void atFullSizeTheyAreAsGoodAsTheStoredValues() {
    RawSequences full = new RawSequences(10, 50, .01);
    SolverSpec solver = new SolverSpec(SolverValues.FITTED, 6, .001);
    SecondOrder learner = new SecondOrder(solver, AUTHORS_LAG);
    SolverFit fit = new SolverFit(new SolverBatches(learner, full, SEED, 16));
    fit.train(solver.fitSteps());
    Loss loss = loss(learner, full, fit.result(.001));
    LearnerFit stored = new SecondOrder(SolverSpec.DEFAULT, AUTHORS_LAG).fit(full, SEED);
    assertThat(loss.mean())
        .isCloseTo(.230, within(4 * Math.hypot(loss.standardError(), .0014)))
        .isCloseTo(loss(learner, full, stored).mean(), within(.003));
  }

  private static Loss loss(Learner learner, RawSequences task, LearnerFit fit) {
    return Evaluator.loss(
        learner.predictor(task, fit), new EvaluationSet(task, Stream.EVAL, SEED, 2000));
  }
}
