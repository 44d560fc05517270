package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  private static final int DIM = 3;
  private static final int UNITS = 11;
  private static final int CONTEXT = 17;
  private static final long SEED = 7;
  private static final LinearRegression PLAIN = new LinearRegression(DIM, CONTEXT, 2, 1.3);
  private static final LinearRegression TASK = PLAIN.withFeatures(new Features(UNITS, SEED));

  /** The documented draws, and φ of them in double. */
  private static final class ByHand {
    private final int[] state = new int[LaneKernels.STATE_WORDS];
    private final double[][] inner;
    private final double[][] innerBias;
    private final double[][] outer;
    private final double[][] outerBias;

    ByHand(long seed) {
      Lanes.kernels().seed(state, seed, Stream.TEACHER.number(), 0, 0);
      inner = draws(UNITS, DIM, 1 / Math.sqrt(DIM));
      innerBias = draws(1, UNITS, 1 / Math.sqrt(DIM));
      outer = draws(DIM, UNITS, 1 / Math.sqrt(UNITS));
      outerBias = draws(1, DIM, 1 / Math.sqrt(UNITS));
    }

    private double[][] draws(int rows, int cols, double bound) {
      LaneMatrix draws = LaneMatrix.zeros(rows, cols);
      Lanes.kernels().fillUniform(draws, state, (float) bound);
      double[][] values = new double[rows][cols];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < cols; j++) {
          values[i][j] = draws.get(i, j, 0);
        }
      }
      return values;
    }

    double[] of(double[] x) {
      double[] features = outerBias[0].clone();
      for (int k = 0; k < UNITS; k++) {
        double sum = innerBias[0][k];
        for (int j = 0; j < DIM; j++) {
          sum += inner[k][j] * x[j];
        }
        for (int i = 0; i < DIM; i++) {
          features[i] += sum > 0 ? outer[i][k] * sum : 0;
        }
      }
      return features;
    }
  }

  @Test
  void thePerceptronIsThatOfItsDrawsInTheirOrder() {
    RandomPerceptron perceptron = RandomPerceptron.of(DIM, UNITS, SEED);
    ByHand byHand = new ByHand(SEED);
    for (double[] x : Drawn.of(TASK, 64).query) {
      assertThat(perceptron.of(x)).containsExactly(byHand.of(x), within(1e-14));
    }
  }

  /** A teacher a task, found from its context, gives the query's label: of φ, not of inputs. */
  @Test
  void labelsAreLinearInTheFeaturesOfOnePerceptron() {
    ByHand byHand = new ByHand(SEED);
    for (LinearRegression task : List.of(TASK, TASK.ofTrial(5))) {
      Drawn drawn = Drawn.of(task, 64);
      for (int k = 0; k < drawn.tasks; k++) {
        double[][] features = new double[CONTEXT][];
        for (int s = 0; s < CONTEXT; s++) {
          features[s] = byHand.of(drawn.inputs[k][s]);
        }
        double predicted =
            solution(features, drawn.labels[k])
                .dotProduct(new ArrayRealVector(byHand.of(drawn.query[k])));
        // float labels of order 1, amplified by the solve
        assertThat(predicted).isCloseTo(drawn.target[k], within(1e-4));
      }
    }
  }

  @Test
  void tokensAndTeachersAreThoseOfPlainTasks() {
    Drawn plain = Drawn.of(PLAIN, 64);
    Drawn drawn = Drawn.of(TASK, 64);
    Drawn interleaved = Drawn.of(TASK.laidOut(TokenLayout.INTERLEAVED), 64);
    ByHand byHand = new ByHand(SEED);
    assertThat(drawn.inputs).isDeepEqualTo(plain.inputs);
    assertThat(drawn.query).isDeepEqualTo(plain.query);
    assertThat(interleaved.labels).isDeepEqualTo(drawn.labels);
    assertThat(interleaved.target).isEqualTo(drawn.target);
    for (int k = 0; k < drawn.tasks; k++) {
      ArrayRealVector teacher = solution(plain.inputs[k], plain.labels[k]);
      for (int s = 0; s < CONTEXT; s++) {
        double label = teacher.dotProduct(new ArrayRealVector(byHand.of(plain.inputs[k][s])));
        assertThat(drawn.labels[k][s]).isCloseTo(label, within(1e-5));
      }
    }
  }

  private static ArrayRealVector solution(double[][] rows, double[] labels) {
    return new ArrayRealVector(
        new QRDecomposition(new Array2DRowRealMatrix(rows))
            .getSolver()
            .solve(new ArrayRealVector(labels)));
  }

  @Test
  void anotherSeedIsAnotherPerceptronOnTheSameInputs() {
    Drawn one = Drawn.of(TASK, 64);
    Drawn other = Drawn.of(PLAIN.withFeatures(new Features(UNITS, SEED + 1)), 64);
    assertThat(other.inputs).isDeepEqualTo(one.inputs);
    for (int k = 0; k < one.tasks; k++) {
      assertThat(other.target[k]).isNotEqualTo(one.target[k]);
    }
  }

  @Test
  void aQueryThatIsChangedIsAnsweredByItsOwnFeatures() {
    TaskBlock block = new TaskBlock(TASK);
    QuerySampler sampler = TASK.sampler(block);
    sampler.draw(3, Stream.EVAL, 0, 0);
    block.queryInput().copyFrom(block.contextInputs().row(4));
    sampler.answer();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      assertThat(block.targets().get(0, 0, lane)).isEqualTo(block.contextLabels().get(4, 0, lane));
    }
  }

  @Test
  void weightsAndBiasesAreUniformWithinTheRootOfTheFanIn() {
    assertUniform(RandomPerceptron::inner, DIM);
    assertUniform(RandomPerceptron::innerBias, DIM);
    assertUniform(RandomPerceptron::outer, UNITS);
    assertUniform(RandomPerceptron::outerBias, UNITS);
  }

  private static void assertUniform(Function<RandomPerceptron, SharedMatrix> part, int fanIn) {
    int seeds = 400;
    double[] last = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      SharedMatrix matrix = part.apply(RandomPerceptron.of(DIM, UNITS, seed));
      last[seed] = matrix.get(matrix.rows() - 1, matrix.cols() - 1);
    }
    double bound = 1 / Math.sqrt(fanIn);
    assertThat(
            new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(new UniformRealDistribution(null, -bound, bound), last))
        .isGreaterThan(1e-4);
  }

  /** Of products of uniform draws: variance a²/3 b²/3. */
  @Test
  void whatIsDrawnOfAPerceptronIsIndependent() {
    int seeds = 400;
    double sum = 0;
    double outer = 0;
    for (int seed = 0; seed < seeds; seed++) {
      RandomPerceptron drawn = RandomPerceptron.of(DIM, UNITS, seed);
      sum += drawn.inner().get(0, 0) * drawn.innerBias().get(0, 0) * DIM;
      outer += drawn.inner().get(0, 0) * drawn.outer().get(0, 0) * Math.sqrt(DIM * UNITS);
    }
    assertThat(sum / seeds).isCloseTo(0, within(4 / 3.0 / Math.sqrt(seeds)));
    assertThat(outer / seeds).isCloseTo(0, within(4 / 3.0 / Math.sqrt(seeds)));
  }

  @Test
  void theGradientIsThatOfTheFeatures() {
    RandomPerceptron perceptron = RandomPerceptron.of(DIM, UNITS, SEED);
    double[] w = {0.7, -1.1, 0.4};
    double step = 1e-7;
    for (double[] x : Drawn.of(TASK, 64).query) {
      double[] gradient = perceptron.gradient(x, w);
      for (int j = 0; j < DIM; j++) {
        double[] beside = x.clone();
        beside[j] += step;
        double rise = product(w, perceptron.of(beside)) - product(w, perceptron.of(x));
        // linear but for kinks, of which none is so near; rounding of 1 over the step
        assertThat(gradient[j]).isCloseTo(rise / step, within(1e-7));
      }
    }
  }

  private static double product(double[] a, double[] b) {
    return new ArrayRealVector(a).dotProduct(new ArrayRealVector(b));
  }

  @Test
  void whatIsKnownOfLabelsLinearInInputsIsNotKnownOfOthers() {
    LinearRegression normal = TASK.withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    assertThat(PLAIN.isPlain()).isTrue();
    assertThat(TASK.isPlain()).isFalse();
    assertThatThrownBy(() -> new GramRoots(normal))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sums of normal inputs and their labels over the context are drawn, but labels are not"
                + " linear in inputs");
    assertThatThrownBy(
            () ->
                normal.withCovariance(
                    new Covariance(List.of(), TeacherLaw.INVERSE_COVARIANCE, false, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features are of inputs and teachers as they are drawn, without a covariance");
    assertThatThrownBy(() -> new Features(-1, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hidden is -1, must be positive, or 0 for none");
  }

  @Test
  void shiftsKeepTheFeatures() {
    for (Shift shift : Shift.values()) {
      assertThat(TASK.shifted(shift, 2).features()).isEqualTo(TASK.features());
    }
    assertThat(TASK.withContext(5).features()).isEqualTo(TASK.features());
    assertThat(TASK.ofAllTrials()).isEqualTo(TASK);
  }
}
