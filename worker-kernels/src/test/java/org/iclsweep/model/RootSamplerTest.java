package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.random.Stream;
import org.iclsweep.task.GramRoots;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSampler;
import org.junit.jupiter.api.Test;

class RootSamplerTest {

  private static final GramRoots ROOTS =
      new GramRoots(
          new LinearRegression(3, 11, 1, 0.9)
              .withInputs(new InputDistribution(InputLaw.NORMAL, 0.7, false)));

  /** Scores with a factor of their own, so that the number of pairs is no part of the model. */
  private static Network network(LinearRegression task) {
    AttentionSpec attention =
        new AttentionSpec(
            AttentionSpec.Kind.LINEAR,
            2,
            0,
            AttentionSpec.Keys.CONTEXT,
            AttentionSpec.Scale.NONE,
            Form.GRAM);
    ModelSpec model =
        new ModelSpec(
            2,
            false,
            attention,
            MlpSpec.NONE,
            NormPlace.NONE,
            0,
            0,
            0.9,
            Update.TOKEN,
            0,
            new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.3));
    Network network = new Network(model, task);
    Initialiser.initialise(network, 3);
    network.prepare();
    return network;
  }

  /** Lossless: the pairs as tokens of another network, of fewer, give the same bits. */
  @Test
  void theNetworkAnswersAsOneThatReadsThePairs() {
    Network whole = network(ROOTS.task());
    Network small = network(ROOTS.pairs());
    TaskSampler pairs = ROOTS.sampler(small.block());
    BatchGradient sums = new BatchGradient(whole, ROOTS, 0);
    BatchGradient tokens = new BatchGradient(small, pairs, 0);
    for (int step = 1; step <= 2; step++) {
      double loss = sums.compute(5, Stream.TRAIN, step, 0, 3 * LaneMatrix.LANES);
      assertThat(loss).isEqualTo(tokens.compute(5, Stream.TRAIN, step, 0, 3 * LaneMatrix.LANES));
      assertThat(whole.gradient()).containsExactly(small.gradient());
    }
  }

  /** What lies among the network's tokens from an evaluation between two steps is not read. */
  @Test
  void aBatchIsTheSameKeptOrDrawnAgainWhateverLiesAmongTheTokens() {
    Network network = network(ROOTS.task());
    BatchGradient kept = new BatchGradient(network, ROOTS, 48);
    double first = kept.compute(5, Stream.TRAIN, 1, 0, 40);
    float[] gradient = network.gradient().clone();
    ROOTS.task().sampler(network.block()).draw(6, Stream.EVAL, 0, 0);
    network.forward();
    assertThat(kept.compute(5, Stream.TRAIN, 1, 0, 40)).isEqualTo(first);
    assertThat(network.gradient()).containsExactly(gradient);
    BatchGradient again = new BatchGradient(network, ROOTS, 0);
    assertThat(again.compute(5, Stream.TRAIN, 1, 0, 40)).isEqualTo(first);
    assertThat(network.gradient()).containsExactly(gradient);
  }
}
