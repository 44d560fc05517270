package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.Disturbed;
import org.iclsweep.task.InContext;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TeacherLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The preconditioner of theorem 1 against the published one, and against sampled contexts. */
class TheoremOneTest {

  private static final List<Double> SKEWED = List.of(1.0, 1.0, 0.25, 0.0625, 1.0);
  private static final List<Double> FLAT = List.of(1.0, 1.0, 1.0, 1.0, 1.0);
  private static final int CONTEXTS = 20_000;

  private static LinearRegression task(int dim, int context, double scale, double teacher) {
    return new LinearRegression(dim, context, 1, teacher)
        .withInputs(new InputDistribution(InputLaw.NORMAL, scale, false));
  }

  @Test
  void preconditionerIsThePublishedOne() {
    assertThat(TheoremOne.preconditioner(SKEWED, 20))
        .usingComparatorForType((x, y) -> Math.abs(x - y) < 5e-6 ? 0 : 1, Double.class)
        .containsExactly(.82262, .82262, 2.33577, 4.32432, .82262);
    assertThat(TheoremOne.preconditioner(FLAT, 20))
        .usingComparatorForType((x, y) -> Math.abs(x - y) < 5e-6 ? 0 : 1, Double.class)
        .containsExactly(.76923, .76923, .76923, .76923, .76923);
    assertThat(TheoremOne.preconditionerOfWhitened(SKEWED, 20))
        .usingComparatorForType((x, y) -> Math.abs(x - y) < 5e-5 ? 0 : 1, Double.class)
        .containsExactly(.76923, .76923, 3.07692, 12.30769, .76923);
  }

  /** Squared errors: published for 10 and more examples, the theorem's formula for 3. */
  @ParameterizedTest
  @CsvSource({"20, .681756", "10, 1.103572", "40, .393533", "100, .177124", "3, 2.03496"})
  void lossOfSkewedInputsIsTheTheorems(int context, double expected) {
    List<Double> best = TheoremOne.preconditioner(SKEWED, context);
    double[][] losses = losses(context, SKEWED, FLAT, List.of(best));
    assertThat(mean(losses[0])).isCloseTo(expected, within(4 * error(losses[0]) + 5e-5));
    assertThat(error(losses[0])).isLessThan(.01 * expected);
  }

  @ParameterizedTest
  @CsvSource({"20, 1.15385", "10, 1.8750", "3, 3.33333"})
  void lossOfWhitenedTeachersIsTheTheorems(int context, double expected) {
    List<Double> best = TheoremOne.preconditionerOfWhitened(SKEWED, context);
    List<Double> teachers = SKEWED.stream().map(eigenvalue -> 1 / eigenvalue).toList();
    double[][] losses = losses(context, SKEWED, teachers, List.of(best));
    assertThat(mean(losses[0])).isCloseTo(expected, within(4 * error(losses[0])));
    assertThat(error(losses[0])).isLessThan(.01 * expected);
  }

  /** On the same contexts every other rate is worse. */
  @ParameterizedTest
  @CsvSource({"20, true", "20, false", "3, true", "3, false"})
  void noOtherRateIsAsGood(int context, boolean isotropic) {
    List<Double> teachers =
        isotropic ? FLAT : SKEWED.stream().map(eigenvalue -> 1 / eigenvalue).toList();
    List<Double> best =
        isotropic
            ? TheoremOne.preconditioner(SKEWED, context)
            : TheoremOne.preconditionerOfWhitened(SKEWED, context);
    List<List<Double>> tried = new ArrayList<>(List.of(best));
    for (int i = 0; i < 5; i++) {
      for (double factor : new double[] {0.8, 1.25}) {
        List<Double> other = new ArrayList<>(best);
        other.set(i, factor * best.get(i));
        tried.add(other);
      }
    }
    double[][] losses = losses(context, SKEWED, teachers, tried);
    for (int k = 1; k < tried.size(); k++) {
      double[] worse = new double[CONTEXTS];
      for (int task = 0; task < CONTEXTS; task++) {
        worse[task] = losses[k][task] - losses[0][task];
      }
      assertThat(mean(worse)).isGreaterThan(3 * error(worse));
    }
  }

  /**
   * Of every context the squared error, expected over teachers of variances κ and queries: Σ_ij κ_i
   * (I - Ĝ A)_ij² λ_j.
   */
  private static double[][] losses(
      int context, List<Double> spectrum, List<Double> teachers, List<List<Double>> rates) {
    TaskBlock block = new TaskBlock(task(5, context, 1, 1));
    double[][] losses = new double[rates.size()][CONTEXTS];
    for (int task = 0; task < CONTEXTS; task++) {
      int lane = task % LaneMatrix.LANES;
      if (lane == 0) {
        task(5, context, 1, 1).sampler(block).draw(7, Stream.EVAL, 0, task);
      }
      double[][] gram = gram(block.contextInputs(), lane, spectrum);
      for (int k = 0; k < rates.size(); k++) {
        for (int i = 0; i < 5; i++) {
          for (int j = 0; j < 5; j++) {
            double left = (i == j ? 1 : 0) - gram[i][j] * rates.get(k).get(j);
            losses[k][task] += teachers.get(i) * left * left * spectrum.get(j);
          }
        }
      }
    }
    return losses;
  }

  /** (1/N) Σ x xᵀ of x = √λ z. */
  private static double[][] gram(LaneMatrix inputs, int lane, List<Double> spectrum) {
    return AttentionMatrices.matrix(
        5,
        5,
        (i, j) -> {
          double sum = 0;
          for (int s = 0; s < inputs.rows(); s++) {
            sum += (double) inputs.get(s, i, lane) * inputs.get(s, j, lane);
          }
          return sum * Math.sqrt(spectrum.get(i) * spectrum.get(j)) / inputs.rows();
        });
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double error(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares) / values.length;
  }

  /** Half of d (d + 1) / (N + d + 1), times both scales squared. */
  @ParameterizedTest
  @CsvSource({"5, 20, 1, 1, 0.576923", "3, 7, 0.5, 2, 0.545455", "7, 5, 1, 1, 2.153846"})
  void theLearnerHasTheLossOfItsTask(
      int dim, int context, double scale, double teacher, double expected) {
    LinearRegression task = task(dim, context, scale, teacher);
    TheoremOne learner = new TheoremOne();
    Loss loss =
        Evaluator.loss(
            learner.predictor(task, learner.fit(task, 0)),
            new EvaluationSet(task, Stream.EVAL, 1, 50_000));
    assertThat(loss.mean()).isCloseTo(expected, within(4 * loss.standardError()));
  }

  /** Half of the squared errors above, in whatever directions the eigenvalues lie. */
  @ParameterizedTest
  @CsvSource({
    "ISOTROPIC, 20, .681756",
    "ISOTROPIC, 3, 2.03496",
    "INVERSE_COVARIANCE, 20, 1.15385",
    "INVERSE_COVARIANCE, 3, 3.33333"
  })
  void besideACovarianceItHasTheLossOfItsTeachers(TeacherLaw teacher, int context, double squared) {
    TheoremOne learner = new TheoremOne();
    double[] means = new double[2];
    for (boolean rotated : new boolean[] {false, true}) {
      LinearRegression task =
          task(5, context, 0.5, 2).withCovariance(new Covariance(SKEWED, teacher, rotated, 4));
      Loss loss =
          Evaluator.loss(
              learner.predictor(task, learner.fit(task, 0)),
              new EvaluationSet(task, Stream.EVAL, 1, 50_000));
      assertThat(loss.mean()).isCloseTo(squared / 2, within(4 * loss.standardError()));
      assertThat(loss.standardError()).isLessThan(.01 * squared);
      means[rotated ? 1 : 0] = loss.mean();
    }
    assertThat(means[1]).isCloseTo(means[0], within(1e-5 * means[0]));
  }

  /** With y = 2 and -1. */
  @Test
  void eachFeatureHasItsRate() {
    LinearRegression task = task(2, 2, 1, 1);
    SharedMatrix rates = Covariance.NONE.turned(List.of(0.5, 2.0));
    NetworkPredictor predictor = new NetworkPredictor(TheoremOne.network(task, rates));
    AttentionMatrices.fill(
        predictor.block().tokens(), new double[][] {{1, 0, 2}, {.5, .5, -1}, {-1, 1, 0}});
    // (1/2) (2 · 0.5 · 1 · -1  -  1 · (0.5 · 0.5 · -1 + 2 · 0.5 · 1))
    assertThat(predictor.predict().get(0, 0, 3)).isCloseTo(-0.875f, within(1e-6f));
  }

  @Test
  void otherTasksAreRefused() {
    LinearRegression known = task(3, 7, 1, 1);
    List<Learner> learners = List.of(new TheoremOne(), new Pgd(1), new ClassS(1, true));
    for (InContext other :
        List.of(
            new LinearRegression(3, 7, 1, 1),
            known.withInputs(new InputDistribution(InputLaw.LAPLACE, 1, false)),
            known.withInputs(new InputDistribution(InputLaw.NORMAL, 1, true)),
            Disturbed.noisy(known, 0.1),
            Disturbed.distracted(known, 1))) {
      for (Learner learner : learners) {
        assertThatThrownBy(() -> learner.fit(other, 0))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                learner.label()
                    + " is known for linear regression with normal inputs, without noise and"
                    + " distractors, only");
      }
    }
  }
}
