package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MesaSpec;
import org.iclsweep.model.MesaSpec.Factor;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One mesa layer on tokens (0, s_t, s_t, s_{t-1}) with the past state as key, the present one as
 * query and value: it is ridge regression on what a sequence has shown.
 */
class ConstructedMesaTest {

  private static final int DIM = 5;
  private static final int TOKENS = 25;
  private static final Dynamics TASK = new Dynamics(DIM, TOKENS, 3);

  private static Network layer(double lambda) {
    AttentionSpec attention =
        new AttentionSpec(
            Kind.MESA,
            1,
            DIM,
            Keys.CAUSAL,
            Scale.BY_KIND,
            Form.AUTO,
            WeightsSpec.FACTORED,
            new MesaSpec(Factor.fixed(lambda), MesaSpec.NOTHING));
    Network network =
        new Network(
            new ModelSpec(
                1,
                false,
                attention,
                MlpSpec.NONE,
                NormPlace.NONE,
                0,
                0,
                1,
                Update.TOKEN,
                0,
                new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 1)),
            TASK);
    AttentionWeights weights = network.weights().get(0);
    for (int i = 0; i < DIM; i++) {
      weights.weight(Name.KEY, 0).set(3 * DIM + i, i, 1);
      weights.weight(Name.QUERY, 0).set(2 * DIM + i, i, 1);
      weights.weight(Name.VALUE, 0).set(DIM + i, i, 1);
      weights.weight(Name.PROJECTION, 0).set(i, i, 1);
    }
    network.prepare();
    return network;
  }

  /** λ |k|² is 20 at most, by which single precision loses. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2, 4})
  void isRidgeRegressionOfStrengthOneByLambda(double lambda) {
    Network network = layer(lambda);
    TASK.sampler(network.block()).draw(3, Stream.EVAL, 0, 0);
    network.forward();
    PrefixRule ridge = new RidgeRule(1 / lambda, DIM);
    PrefixMoments seen = new PrefixMoments(TOKENS, DIM, NewestPair.USED);
    double[] next = new double[DIM];
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      seen.read(network.block().tokens().cols(DIM, 2 * DIM), lane);
      for (int t = 0; t < TOKENS; t++) {
        seen.next();
        ridge.answer(seen, next);
        for (int i = 0; i < DIM; i++) {
          assertThat((double) network.output().get(t, i, lane)).isCloseTo(next[i], within(1e-5));
        }
      }
    }
    assertThat(Math.abs(next[0])).isGreaterThan(0.01);
  }
}
