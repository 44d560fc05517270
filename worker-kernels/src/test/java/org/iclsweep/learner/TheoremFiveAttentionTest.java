package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TokenLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Theorem 5: one layer of ReLU attention on inputs N(0, I) and teachers N(0, I).
 *
 * <pre>
 *   label of the query = (1/n) Σ_i y_i max(0, -c ⟨x_i, x⟩)
 *   E (y* - ŷ)² = d (1 - c + c² / (2 c*)),   c* = 2 n / (2 (d + 2) + n - 1)
 * </pre>
 *
 * <p>The parabola follows from the least value d (1 - c* / 2), there, and d at c = 0.
 *
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), theorem 5</a>
 */
class TheoremFiveAttentionTest {

  private static final int DIM = 5;
  private static final int CONTEXT = 20;
  private static final double BEST = 2.0 * CONTEXT / (2 * (DIM + 2) + CONTEXT - 1);

  @ParameterizedTest
  @ValueSource(doubles = {0.4, BEST, 2})
  void lossIsThatOfTheTheorem(double c) {
    Loss loss = loss((float) c);
    double expected = DIM * (1 - c + c * c / (2 * BEST)) / 2;
    assertThat(loss.mean()).isCloseTo(expected, within(4 * loss.standardError()));
    assertThat(loss.standardError()).isLessThan(0.02);
  }

  private static Loss loss(float c) {
    LinearRegression task =
        new LinearRegression(
            DIM,
            CONTEXT,
            new InputDistribution(InputLaw.NORMAL, 1, false),
            1,
            0,
            0,
            TokenLayout.CONCATENATED);
    Network network = new Network(model(), task);
    SharedMatrix keyQuery = SharedMatrix.zeros(DIM + 1, DIM + 1);
    SharedMatrix valueProjection = SharedMatrix.zeros(DIM + 1, DIM + 1);
    for (int i = 0; i < DIM; i++) {
      keyQuery.set(i, i, -c);
    }
    valueProjection.set(DIM, DIM, 1);
    Construction.write(network.weights().get(0), keyQuery, valueProjection);
    network.prepare();
    return Evaluator.loss(
        new NetworkPredictor(network), new EvaluationSet(task, Stream.EVAL, 0, 100_000));
  }

  private static ModelSpec model() {
    AttentionSpec relu =
        new AttentionSpec(Kind.RELU, 1, 0, Keys.CONTEXT, Scale.INVERSE_KEYS, Form.AUTO);
    Initialisation unused = new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 1);
    return new ModelSpec(
        1, true, relu, MlpSpec.NONE, NormPlace.NONE, 0, 0, 1, Update.TOKEN, 0, unused);
  }
}
