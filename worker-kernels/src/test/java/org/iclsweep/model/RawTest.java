package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.CausalSpec.Answer;
import org.iclsweep.model.CausalSpec.PositionsFor;
import org.iclsweep.model.CausalSpec.QkNorm;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.SequenceTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sequences of bare observations need of a model. */
class RawTest {

  private static final Dynamics TASK = new Dynamics(3, 7, 5).withTokens(SequenceTokens.RAW);
  private static final CausalSpec READ_OUT = CausalSpec.PLAIN.with(Answer.LINEAR);

  private static final CausalSpec PLACED = CausalSpec.PLAIN.with(PositionsFor.FIRST_KEYS);

  static Stream<Architecture> raw() {
    return Architectures.raw();
  }

  @ParameterizedTest
  @MethodSource("raw")
  void answersAreThoseOfTheDefinition(Architecture architecture) {
    new NetworkTest().outputIsThatOfTheDefinition(architecture);
  }

  @ParameterizedTest
  @MethodSource("raw")
  void gradientsAreThoseOfCentralDifferencesInDouble(Architecture architecture) {
    new NetworkTest().gradientIsThatOfCentralDifferencesInDouble(architecture);
  }

  private static ModelSpec model(int embedding, CausalSpec causal) {
    return model(Kind.SOFTMAX, embedding, causal);
  }

  private static ModelSpec model(Kind kind, int embedding, CausalSpec causal) {
    return model(kind, 5, embedding, causal);
  }

  private static ModelSpec model(Kind kind, int keySize, int embedding, CausalSpec causal) {
    AttentionSpec attention =
        new AttentionSpec(
            kind,
            2,
            keySize,
            AttentionSpec.Keys.CAUSAL,
            AttentionSpec.Scale.BY_KIND,
            AttentionSpec.Form.AUTO);
    return new ModelSpec(
            2,
            false,
            attention,
            MlpSpec.NONE,
            NormPlace.NONE,
            embedding,
            0,
            1,
            Update.TOKEN,
            0,
            new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.1))
        .withCausal(causal);
  }

  /** All features of the last layer are read, and the map of each token. */
  @Test
  void aReadOutIsAMapBehindAllLayers() {
    Network network = new Network(model(11, READ_OUT), TASK);
    ParameterSlice last = network.slices().get(network.slices().size() - 1);
    assertThat(last.name()).isEqualTo("read-out");
    assertThat(last.isOfLayer()).isFalse();
    assertThat(last.rows()).isEqualTo(11);
    assertThat(last.cols()).isEqualTo(3);
    assertThat(network.firstLayers(1).output().cols()).isEqualTo(11);
    Network slot = new Network(model(11, CausalSpec.PLAIN), TASK);
    assertThat(network.parameters()).hasSize(slot.parameters().length + 33);
    ModelCost cost = ModelCost.of(model(11, READ_OUT), TASK);
    ModelCost slots = ModelCost.of(model(11, CausalSpec.PLAIN), TASK);
    // the map itself, and 8 features more of the last projection
    assertThat(cost.forward() - slots.forward()).isEqualTo(7 * 33 + 7 * 8 * 10);
    assertThat(cost.backward() - slots.backward()).isEqualTo(2 * (7 * 33 + 7 * 8 * 10));
  }

  @Test
  void anEmbeddingMayBeNarrowerThanAnAnswerThatIsAMapOfIt() {
    new Network(model(2, READ_OUT), TASK);
    assertThatThrownBy(() -> new Network(model(2, CausalSpec.PLAIN), TASK))
        .hasMessage("answers have 3 features, but tokens are embedded to 2");
  }

  @Test
  void whatIsOfSequencesIsRefusedWhereThereIsAQuery() {
    assertThatThrownBy(() -> new Network(model(11, READ_OUT), new LinearRegression(2, 3, 1, 1)))
        .hasMessage(
            "sequences with an answer at every token have CausalSpec[answer=LINEAR,"
                + " positions=TOKENS, norm=NONE], but this task"
                + " has a query");
  }

  @Test
  void queriesAndKeysOfTheFirstLayerAloneReadPositions() {
    Network network = new Network(model(11, PLACED), TASK);
    for (ParameterSlice slice : network.slices()) {
      boolean placed = slice.layer() == 0 && List.of("query", "key").contains(slice.name());
      if (slice.layer() >= 0 && !slice.name().equals("projection")) {
        assertThat(slice.rows()).as(slice.toString()).isEqualTo(placed ? 22 : 11);
      }
    }
    // formed once a step: tasks pay no multiply-adds for it
    assertThat(ModelCost.of(model(11, PLACED.with(QkNorm.ALL)), TASK))
        .isEqualTo(ModelCost.of(model(11, CausalSpec.PLAIN.with(QkNorm.ALL)), TASK));
  }

  @Test
  void productsAreThoseOfTokensWithoutPositions() {
    Network network = new Network(model(11, PLACED), TASK);
    Initialiser.initialise(network, 3);
    AttentionWeights first = network.weights().get(0);
    assertThat(first.valueProjection(1).rows()).isEqualTo(11);
    assertThat(first.keyQuery(1).cols()).isEqualTo(11);
    assertThat(first.weight(Name.KEY, 1).rows()).isEqualTo(22);
    double expected = 0;
    for (int k = 0; k < 5; k++) {
      expected += first.weight(Name.KEY, 1).get(3, k) * first.weight(Name.QUERY, 1).get(7, k);
    }
    assertThat((double) first.keyQuery(1).get(3, 7))
        .isCloseTo(expected / Math.sqrt(5), within(1e-8));
  }

  @Test
  void unitVectorsCostTheirElements() {
    ModelCost plain = ModelCost.of(model(11, CausalSpec.PLAIN), TASK);
    ModelCost all = ModelCost.of(model(11, CausalSpec.PLAIN.with(QkNorm.ALL)), TASK);
    ModelCost behind = ModelCost.of(model(11, CausalSpec.PLAIN.with(QkNorm.AFTER_FIRST)), TASK);
    assertThat(all.multiplyAdds()).isEqualTo(plain.multiplyAdds());
    // queries and keys of 7 tokens, 2 heads of 5 features, in both layers or one
    assertThat(all.elementwise() - plain.elementwise()).isEqualTo(5 * 2 * 2 * 7 * 10);
    assertThat(behind.elementwise() - plain.elementwise()).isEqualTo(5 * 2 * 7 * 10);
  }

  @ParameterizedTest
  @MethodSource("raw")
  void firstLayersAndTheirInputsGradientAreThoseOfTheDefinition(Architecture architecture) {
    if (architecture.model().depth() == 1) {
      return;
    }
    Network network = NetworkTest.network(architecture);
    NetworkTest.draw(network, architecture.task());
    Stack layers = network.firstLayers(1);
    layers.prepare();
    layers.forward();
    DoubleNetwork reference = new DoubleNetwork(network);
    double[][] tokens = NetworkTest.tokens(network, 9);
    double[][] expected = reference.stream(tokens, 1);
    LaneMatrix out = layers.output();
    for (int t = 0; t < out.rows(); t++) {
      for (int c = 0; c < out.cols(); c++) {
        assertThat((double) out.get(t, c, 9))
            .isCloseTo(expected[t][c], within(2e-5 * Math.max(1, Math.abs(expected[t][c]))));
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          layers.outputGradient().set(t, c, lane, (float) Math.cos(3 * t + 5 * c));
        }
      }
    }
    layers.inputBackward();
    for (int t = 0; t < tokens.length; t++) {
      for (int c = 0; c < tokens[t].length; c++) {
        double kept = tokens[t][c];
        tokens[t][c] = kept + 1e-6;
        double above = weighted(reference.stream(tokens, 1));
        tokens[t][c] = kept - 1e-6;
        double below = weighted(reference.stream(tokens, 1));
        tokens[t][c] = kept;
        double slope = (above - below) / 2e-6;
        assertThat((double) layers.inputGradient().get(t, c, 9))
            .isCloseTo(slope, within(5e-5 * Math.max(1, Math.abs(slope))));
      }
    }
  }

  private static double weighted(double[][] out) {
    double sum = 0;
    for (int t = 0; t < out.length; t++) {
      for (int c = 0; c < out[t].length; c++) {
        sum += Math.cos(3 * t + 5 * c) * out[t][c];
      }
    }
    return sum;
  }

  /** Else the cases above would say nothing of it. */
  @Test
  void theClipOfRawTokensCuts() {
    List<Architecture> clipped = raw().filter(each -> each.model().tokenClip() > 0).toList();
    assertThat(clipped).hasSize(2);
    for (Architecture architecture : clipped) {
      float bound = (float) architecture.model().tokenClip();
      Network network = NetworkTest.network(architecture);
      NetworkTest.draw(network, architecture.task());
      Stack layers = network.firstLayers(1);
      layers.prepare();
      layers.forward();
      int cut = 0;
      int all = layers.output().rows() * layers.output().cols() * LaneMatrix.LANES;
      float[] values = new float[all];
      layers.output().copyTo(values, 0);
      for (float value : values) {
        assertThat(Math.abs(value)).isLessThanOrEqualTo(bound);
        cut += Math.abs(value) == bound ? 1 : 0;
      }
      assertThat(cut).as(architecture.name()).isBetween(1, all - 1);
    }
  }

  /** Queries and keys of zeros have no direction: they stay zeros and have no gradient. */
  @Test
  void noVectorOfZerosIsDividedByItsLength() {
    for (Kind kind : List.of(Kind.LINEAR, Kind.SOFTMAX, Kind.MESA)) {
      Network network =
          new Network(model(kind, 11, PLACED.with(QkNorm.ALL).with(Answer.LINEAR)), TASK);
      Initialiser.initialise(network, 3);
      for (ParameterSlice slice : network.slices()) {
        if (slice.layer() == 0 && slice.name().equals("key")
            || slice.layer() == 1 && slice.name().equals("query")) {
          Arrays.fill(network.parameters(), slice.offset(), slice.offset() + slice.count(), 0f);
        }
      }
      double loss =
          new BatchGradient(network, TASK.sampler(network.block()))
              .compute(3, org.iclsweep.random.Stream.TRAIN, 1, 0, 35);
      assertThat(loss).isFinite();
      double largest = 0;
      for (float each : network.gradient()) {
        assertThat(each).isFinite();
        largest = Math.max(largest, Math.abs(each));
      }
      assertThat(largest).isBetween(1e-4, 10.0);
    }
  }

  @Test
  void theMemoryIsWhatTheNetworkTakes() {
    Dynamics task = new Dynamics(10, 120, 1).withTokens(SequenceTokens.RAW);
    ModelSpec model = model(Kind.SOFTMAX, 19, 120, PLACED.with(QkNorm.ALL).with(Answer.LINEAR));
    new Network(model, task); // so that classes are loaded
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Network network = new Network(model, task);
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    ModelMemory memory = ModelMemory.of(model, task);
    assertThat(memory.parameters()).isEqualTo(network.parameters().length);
    assertThat(memory.bytes()).isCloseTo(taken, withinPercentage(15));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> PLACED.requireOneCode(5))
        .hasMessage(
            "queries and keys of the first layer read a code as wide as the model, but one of 5"
                + " features stands beside tokens, too");
    assertThatThrownBy(() -> PLACED.requireLayers(true, 2))
        .hasMessage(
            "the first layer's queries and keys are not like others, but layers are tied: the one"
                + " layer is first and not first");
    assertThatThrownBy(() -> CausalSpec.PLAIN.with(QkNorm.AFTER_FIRST).requireLayers(true, 2))
        .hasMessageContaining("layers are tied");
    assertThatThrownBy(() -> CausalSpec.PLAIN.with(QkNorm.ALL).requireKeys(WeightsSpec.Kind.MERGED))
        .hasMessage("it is of queries and keys, but weights are merged and have none");
    assertThatThrownBy(() -> PLACED.requireKeys(WeightsSpec.Kind.MERGED))
        .hasMessageContaining("weights are merged");
    CausalSpec.PLAIN.with(QkNorm.ALL).requireLayers(true, 2);
    PLACED.requireLayers(true, 1);
    PLACED.requireLayers(false, 2);
    PLACED.requireOneCode(0);
    CausalSpec.PLAIN.requireOneCode(5);
  }
}
