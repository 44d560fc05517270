package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A layer with constructed weights is a step of gradient descent. */
class ConstructionTest {

  /** d = 2, N = 2, worked out by hand: predictions after 1, 2 and 3 steps with η = 0.5. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.0, 0.25",
    "2, 0.0, 0.375",
    "3, 0.0, 0.41796875",
    "1, 0.1, 0.25",
    "2, 0.1, 0.313984375",
    "3, 0.1, 0.30949446939"
  })
  void handWorkedExampleHolds(int depth, double gamma, double prediction) {
    LinearRegression task = new LinearRegression(2, 2, 1, 1);
    Network network = Construction.network(task, depth, true, 0);
    Construction.write(network, List.of(0.5), List.of(gamma), 2);
    fill(network.block().tokens(), new float[][] {{1, 0, 2}, {.5f, .5f, -1}, {1, 1, 0}});
    network.forward();
    // float arithmetic on values of order 1
    assertThat(-(double) network.output().get(0, 0, 9)).isCloseTo(prediction, within(1e-6));
  }

  @Test
  void tenLayersAreTenStepsOnTheWeightVector() {
    LinearRegression task = new LinearRegression(7, 13, 0.6, 1);
    int steps = 10;
    double rate = 1.9;
    Network network = Construction.network(task, steps, false, 0);
    Construction.write(network, Collections.nCopies(steps, rate), List.of(), 13);
    task.sampler(network.block()).draw(1, Stream.EVAL, 0, 0);
    network.forward();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      double expected = gradientDescent(network.block().tokens(), lane, steps, rate);
      assertThat(-(double) network.output().get(0, 0, lane)).isCloseTo(expected, within(1e-5));
    }
  }

  /** Gradient descent on (1/2N) Σ (w·x - y)² from w = 0, then w·x_query. */
  private static double gradientDescent(LaneMatrix tokens, int lane, int steps, double rate) {
    int context = tokens.rows() - 1;
    int dim = tokens.cols() - 1;
    double[] w = new double[dim];
    for (int step = 0; step < steps; step++) {
      double[] gradient = new double[dim];
      for (int s = 0; s < context; s++) {
        double error = -tokens.get(s, dim, lane);
        for (int i = 0; i < dim; i++) {
          error += w[i] * tokens.get(s, i, lane);
        }
        for (int i = 0; i < dim; i++) {
          gradient[i] += error * tokens.get(s, i, lane) / context;
        }
      }
      for (int i = 0; i < dim; i++) {
        w[i] -= rate * gradient[i];
      }
    }
    double prediction = 0;
    for (int i = 0; i < dim; i++) {
      prediction += w[i] * tokens.get(context, i, lane);
    }
    return prediction;
  }

  private static void fill(LaneMatrix matrix, float[][] values) {
    for (int r = 0; r < values.length; r++) {
      for (int c = 0; c < values[r].length; c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          matrix.set(r, c, lane, values[r][c]);
        }
      }
    }
  }
}
