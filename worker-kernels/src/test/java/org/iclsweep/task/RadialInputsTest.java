package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RadialInputsTest {

  private static final int DIM = 5;
  private static final int TASKS = 64 * 100;
  private static final double SCALE = 1.7;
  private static final LinearRegression PLAIN = new LinearRegression(DIM, 3, 1, 1);
  private static final LinearRegression SPHERE =
      PLAIN.withInputs(new InputDistribution(InputLaw.SPHERE, SCALE, false));

  private static LinearRegression gamma(double shape) {
    return PLAIN.withInputs(new InputDistribution(InputLaw.GAMMA_RADIUS, SCALE, false, shape));
  }

  private static double[] of(Drawn drawn, ToDoubleFunction<double[]> number) {
    return java.util.stream.Stream.concat(
            Arrays.stream(drawn.inputs).flatMap(Arrays::stream), Arrays.stream(drawn.query))
        .mapToDouble(number)
        .toArray();
  }

  private static double norm(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(each -> each * each).sum());
  }

  private static void assertLaw(RealDistribution law, double[] draws) {
    assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(law, draws)).isGreaterThan(1e-4);
  }

  @Test
  void inputsOnTheSphereHaveTheNormOfTheirScale() {
    // five squares, a root, a division and a product, each rounded once
    for (double norm : of(Drawn.of(SPHERE, TASKS), RadialInputsTest::norm)) {
      assertThat(norm / SCALE).isCloseTo(1, within(6 * 0x1p-24));
    }
  }

  /** E x_i = 0, E x_i x_j = δ/d, E x_1⁴ = 3/(d (d + 2)), in units of the scale. */
  @Test
  void directionsAreUniform() {
    Drawn drawn = Drawn.of(SPHERE, TASKS);
    for (int i = 0; i < DIM; i++) {
      int first = i;
      assertMean(of(drawn, x -> x[first] / SCALE), 0);
      assertMean(of(drawn, x -> Math.pow(x[first] / SCALE, 4)), 3.0 / (DIM * (DIM + 2)));
      for (int j = 0; j <= i; j++) {
        int second = j;
        assertMean(of(drawn, x -> x[first] * x[second] / SCALE / SCALE), i == j ? 1.0 / DIM : 0);
      }
    }
  }

  private static void assertMean(double[] draws, double expected) {
    double mean = Arrays.stream(draws).average().orElseThrow();
    double variance =
        Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(expected, within(4 * Math.sqrt(variance / draws.length)));
  }

  @ParameterizedTest
  @CsvSource({"0.1", "0.7", "1", "2.5", "9"})
  void squaredRadiiHaveTheirGammaDistribution(double shape) {
    double[] squares = of(Drawn.of(gamma(shape), TASKS), x -> Math.pow(norm(x) / SCALE, 2));
    assertLaw(new GammaDistribution(null, shape, Math.sqrt(2 * DIM / shape)), squares);
    assertMean(squares, Math.sqrt(2 * DIM * shape));
  }

  @Test
  void atHalfTheDimensionInputsAreNormal() {
    Drawn drawn = Drawn.of(gamma(DIM / 2.0), TASKS);
    for (int i = 0; i < DIM; i++) {
      int feature = i;
      assertLaw(new NormalDistribution(null, 0, SCALE), of(drawn, x -> x[feature]));
    }
  }

  /** Rejection takes as many draws as it takes, in each lane by itself. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 2.5})
  void aTaskDoesNotDependOnThoseBesideIt(double shape) {
    LinearRegression task = Disturbed.noisy(gamma(shape), 0.5);
    TaskBlock one = drawn(task, 0);
    TaskBlock other = drawn(task, 5);
    for (int lane = 5; lane < LaneMatrix.LANES; lane++) {
      for (int t = 0; t < task.context(); t++) {
        assertThat(other.contextLabels().get(t, 0, lane - 5))
            .isEqualTo(one.contextLabels().get(t, 0, lane));
      }
      assertThat(other.queryInput().get(0, 2, lane - 5))
          .isEqualTo(one.queryInput().get(0, 2, lane));
    }
  }

  private static TaskBlock drawn(LinearRegression task, int firstTask) {
    TaskBlock block = new TaskBlock(task);
    task.sampler(block).draw(3, Stream.TRAIN, 2, firstTask);
    return block;
  }

  @Test
  void radiiOfATaskAreIndependent() {
    Drawn drawn = Drawn.of(gamma(1), TASKS);
    double[] products = new double[TASKS];
    for (int k = 0; k < TASKS; k++) {
      double first = Math.pow(norm(drawn.inputs[k][0]) / SCALE, 2);
      double query = Math.pow(norm(drawn.query[k]) / SCALE, 2);
      products[k] = first * query;
    }
    assertMean(products, 2 * DIM);
  }

  @Test
  void shapesAndSizesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> gamma(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shape of gamma radii is 0.0, must be positive");
    assertThatThrownBy(() -> new LinearRegression(2, 3, 1, 1).withInputs(SPHERE.inputs()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "dim is 2, must be at least 3 for sphere inputs: fewer normal draws may all be 0,"
                + " without a direction");
    assertThat(gamma(0.3).inputs().times(2))
        .isEqualTo(new InputDistribution(InputLaw.GAMMA_RADIUS, 2 * SCALE, false, 0.3));
  }
}
