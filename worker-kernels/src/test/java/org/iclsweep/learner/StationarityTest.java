package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TeacherLaw;
import org.junit.jupiter.api.Test;

/**
 * At a point of class S the expected gradient lies in class S, so that what is stationary there is
 * stationary among all weights; of sparse layers, by the gradient of the network over batches.
 *
 * <pre>
 *   A_l = -a_l Σ⁻¹;   in whitened coordinates  ∂L/∂(D A D) = D⁻¹ (∂L/∂A) D⁻¹ = c_l I,   ∂L/∂a_l = -d c_l
 * </pre>
 */
class StationarityTest {

  private static final int DIM = 5;
  private static final int BATCHES = 64;
  private static final int BATCH = 4096;

  private static final List<Double> SPECTRUM = List.of(1.0, 1.0, 0.25, 0.0625, 1.0);
  private static final LinearRegression TASK =
      new LinearRegression(DIM, 20, 1, 1)
          .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false))
          .withCovariance(new Covariance(SPECTRUM, TeacherLaw.INVERSE_COVARIANCE, false, 0));

  private static final List<Double> OPTIMUM = new ClassS(2, false).fit(TASK, 0).learningRates();

  /** A mean over batches. */
  private record Mean(double value, double error) {

    static Mean of(double[] values) {
      double sum = 0;
      double squares = 0;
      for (double value : values) {
        sum += value;
        squares += value * value;
      }
      double mean = sum / values.length;
      double variance = squares / values.length - mean * mean;
      return new Mean(mean, Math.sqrt(variance / (values.length - 1)));
    }
  }

  /** By layer, row and column in whitened coordinates: batch after batch. */
  private static double[][][][] gradients(List<Double> a) {
    Network network = new Network(model(a.size()), TASK);
    for (int l = 0; l < a.size(); l++) {
      double rate = -a.get(l);
      SharedMatrix inverse =
          Covariance.NONE.turned(SPECTRUM.stream().map(each -> rate / each).toList());
      network.weights().get(l).weight(Name.KEY_QUERY, 0).copyFrom(inverse);
    }
    BatchGradient batch = new BatchGradient(network, TASK.sampler(network.block()));
    double[][][][] all = new double[a.size()][DIM][DIM][BATCHES];
    for (int k = 0; k < BATCHES; k++) {
      batch.compute(3, Stream.TRAIN, k + 1, 0, BATCH);
      for (int l = 0; l < a.size(); l++) {
        AttentionWeights layer = network.weights().get(l);
        for (int r = 0; r < DIM; r++) {
          for (int c = 0; c < DIM; c++) {
            all[l][r][c][k] =
                layer.gradient(Name.KEY_QUERY, 0).get(r, c)
                    / Math.sqrt(SPECTRUM.get(r) * SPECTRUM.get(c));
          }
        }
      }
    }
    return all;
  }

  /** c of a layer, batch by batch. */
  private static double[] inside(double[][][] layer) {
    double[] mean = new double[BATCHES];
    for (int i = 0; i < DIM; i++) {
      for (int k = 0; k < BATCHES; k++) {
        mean[k] += layer[i][i][k] / DIM;
      }
    }
    return mean;
  }

  private static void assertNothingIsOffClassS(double[][][] layer) {
    double[] inside = inside(layer);
    for (int r = 0; r < DIM; r++) {
      for (int c = 0; c < DIM; c++) {
        double[] off = layer[r][c].clone();
        for (int k = 0; r == c && k < BATCHES; k++) {
          off[k] -= inside[k];
        }
        Mean mean = Mean.of(off);
        assertThat(Math.abs(mean.value())).isLessThan(4 * mean.error());
        assertThat(mean.error()).isLessThan(0.01);
      }
    }
  }

  @Test
  void theGradientAtAPointOfClassSLiesInIt() {
    List<Double> point = List.of(0.4, 0.9);
    double[][][][] gradients = gradients(point);
    ExpectedLoss loss = ExpectedLoss.of(TASK, 2);
    for (int l = 0; l < 2; l++) {
      assertNothingIsOffClassS(gradients[l]);
      Mean inside = Mean.of(inside(gradients[l]));
      double slope =
          (loss.at(moved(point, l, 1e-4), List.of()) - loss.at(moved(point, l, -1e-4), List.of()))
              / 2e-4;
      assertThat(-DIM * inside.value()).isCloseTo(slope, within(4 * DIM * inside.error()));
      assertThat(Math.abs(inside.value())).isGreaterThan(20 * inside.error());
    }
  }

  private static List<Double> moved(List<Double> point, int l, double by) {
    return l == 0
        ? List.of(point.get(0) + by, point.get(1))
        : List.of(point.get(0), point.get(1) + by);
  }

  @Test
  void theGradientVanishesAtTheOptimum() {
    double[][][][] gradients = gradients(OPTIMUM);
    for (int l = 0; l < 2; l++) {
      assertNothingIsOffClassS(gradients[l]);
      Mean inside = Mean.of(inside(gradients[l]));
      assertThat(Math.abs(inside.value())).isLessThan(4 * inside.error());
      assertThat(inside.error()).isLessThan(0.01);
    }
  }

  /** Of a preconditioner that is not Σ⁻¹ the gradient is off class S by far. */
  @Test
  void elsewhereItDoesNot() {
    Network network = new Network(model(1), TASK);
    network
        .weights()
        .get(0)
        .weight(Name.KEY_QUERY, 0)
        .copyFrom(Covariance.NONE.turned(List.of(-1.0, -1.0, -1.0, -1.0, -1.0)));
    new BatchGradient(network, TASK.sampler(network.block())).compute(3, Stream.TRAIN, 1, 0, BATCH);
    SharedMatrix gradient = network.weights().get(0).gradient(Name.KEY_QUERY, 0);
    double large = gradient.get(0, 0) / SPECTRUM.get(0);
    double small = gradient.get(3, 3) / SPECTRUM.get(3);
    assertThat(Math.abs(large - small)).isGreaterThan(0.5);
  }

  private static ModelSpec model(int depth) {
    return new ModelSpec(
        depth,
        false,
        new AttentionSpec(
            Kind.LINEAR,
            1,
            0,
            Keys.CONTEXT,
            Scale.INVERSE_KEYS,
            Form.AUTO,
            WeightsSpec.merged(Pattern.SPARSE, false)),
        MlpSpec.NONE,
        NormPlace.NONE,
        0,
        0,
        1,
        Update.TOKEN,
        0,
        new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.01));
  }
}
