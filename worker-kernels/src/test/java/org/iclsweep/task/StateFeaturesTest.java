package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;
import org.junit.jupiter.api.Test;

class StateFeaturesTest {

  private static final StateMap MAP = new StateMap(4, 1.1);
  private static final Dynamics TASK =
      new Dynamics(3, 7, 5)
          .withStates(new States(StartLaw.UNIFORM, 0.25, 0.01, 0, MAP))
          .withTransition(Transition.orthogonal());

  /** B GELU(A s), GELU in the form of tanh, and that over its norm. */
  @Test
  void areThoseOfTheDefinition() {
    TaskBlock block = new TaskBlock(TASK);
    TASK.sampler(block).draw(3, Stream.EVAL, 0, 16);
    StateFeatures features = TASK.features(block);
    features.write();
    StatePerceptron perceptron = StatePerceptron.of(MAP, 3, 5);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      for (int t = 0; t < 7; t++) {
        double[] s = row(TASK.observations(block), t, lane);
        double[] hidden = times(perceptron.inner(), s);
        for (int k = 0; k < hidden.length; k++) {
          double x = hidden[k];
          double inner = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
          hidden[k] = 0.5 * x * (1 + Math.tanh(inner));
        }
        double[] g = times(perceptron.outer(), hidden);
        double norm = Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
        for (int i = 0; i < 3; i++) {
          // a dozen products of single precision, each about 1
          assertThat((double) features.features().get(t, i, lane)).isCloseTo(g[i], within(1e-5));
          assertThat((double) features.directions().get(t, i, lane))
              .isCloseTo(g[i] / norm, within(1e-5 * (1 + 1 / norm)));
        }
      }
    }
  }

  private static double[] row(LaneMatrix matrix, int t, int lane) {
    double[] row = new double[matrix.cols()];
    for (int i = 0; i < row.length; i++) {
      row[i] = matrix.get(t, i, lane);
    }
    return row;
  }

  private static double[] times(SharedMatrix matrix, double[] x) {
    double[] product = new double[matrix.rows()];
    for (int r = 0; r < product.length; r++) {
      for (int c = 0; c < x.length; c++) {
        product[r] += (double) matrix.get(r, c) * x[c];
      }
    }
    return product;
  }
}
