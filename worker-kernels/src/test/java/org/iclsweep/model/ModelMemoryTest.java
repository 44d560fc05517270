package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TokenLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The count of a network's memory, held against what the JVM allocates for it. */
class ModelMemoryTest {

  private static final Initialisation INIT =
      new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.05);
  private static final MlpSpec AFTER = new MlpSpec(MlpSpec.Place.AFTER, Nonlinearity.GELU, true, 3);
  private static final MlpSpec BEFORE =
      new MlpSpec(MlpSpec.Place.BEFORE, Nonlinearity.RELU, true, 5);
  private static final InContext WIDE = new LinearRegression(450, 7, 0.5, 1);
  private static final InContext LONG = new LinearRegression(40, 300, 0.5, 1);

  private static final AttentionSpec BLOCKS =
      new AttentionSpec(
          Kind.LINEAR,
          2,
          0,
          Keys.CONTEXT,
          Scale.BY_KIND,
          Form.GRAM,
          WeightsSpec.merged(Pattern.BLOCKS, false));

  /** A model that takes several megabytes, so that what it takes is its arrays. */
  private record Large(String name, ModelSpec model, TaskSpec task) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Large> large() {
    AttentionSpec linear = attention(Kind.LINEAR, 3, Keys.CONTEXT, Form.TOKENS);
    AttentionSpec softmax = attention(Kind.SOFTMAX, 2, Keys.ALL, Form.TOKENS);
    AttentionSpec relu = attention(Kind.RELU, 7, Keys.ALL, Form.AUTO);
    AttentionSpec causal = attention(Kind.SOFTMAX, 3, Keys.CAUSAL, Form.AUTO);
    AttentionSpec factors = attention(Kind.RELU, 4, Keys.CAUSAL, Form.AUTO);
    AttentionSpec mesa = attention(Kind.SOFTMAX_THEN_MESA, 4, Keys.CAUSAL, Form.AUTO);
    AttentionSpec forgetting =
        new AttentionSpec(
            Kind.MESA,
            4,
            11,
            Keys.CAUSAL,
            Scale.BY_KIND,
            Form.AUTO,
            WeightsSpec.FACTORED,
            new MesaSpec(MesaSpec.Factor.learned(1), MesaSpec.Factor.learned(0.9)));
    AttentionSpec gram = attention(Kind.LINEAR, 2, Keys.CONTEXT, Form.GRAM);
    AttentionSpec scored = attention(Kind.SOFTMAX, 3, Keys.SCORED, Form.AUTO);
    return Stream.of(
        large("long, scored", 2, false, scored, MlpSpec.NONE, NormPlace.NONE, 0, 0, 0, LONG),
        large(
            "map",
            2,
            false,
            linear,
            new MlpSpec(MlpSpec.Place.BEFORE, Nonlinearity.RELU, true, 3, false),
            NormPlace.NONE,
            0,
            0,
            0,
            WIDE),
        large("wide", 1, false, linear, MlpSpec.NONE, NormPlace.NONE, 0, 0, 0, WIDE),
        large("wide, tied", 3, true, softmax, MlpSpec.NONE, NormPlace.NONE, 0, 0, 0, WIDE),
        large("long", 4, false, linear, MlpSpec.NONE, NormPlace.NONE, 0, 0, 0.5, LONG),
        large(
            "long, softmax", 2, false, softmax, MlpSpec.NONE, NormPlace.EVERY_LAYER, 0, 7, 0, LONG),
        large("long, relu", 2, false, relu, MlpSpec.NONE, NormPlace.NONE, 0, 0, 0, LONG),
        large("perceptrons", 2, false, softmax, AFTER, NormPlace.BETWEEN_LAYERS, 0, 0, 2, LONG),
        large("perceptrons, wide", 2, true, linear, AFTER, NormPlace.EVERY_LAYER, 200, 0, 0, WIDE),
        large("perceptron before", 2, false, linear, BEFORE, NormPlace.NONE, 120, 0, 0, LONG),
        large("features", 1, false, linear, BEFORE, NormPlace.NONE, 80, 0, 0, new Sine(300)),
        large("gram", 3, false, gram, MlpSpec.NONE, NormPlace.NONE, 130, 0, 0, LONG),
        large("merged", 2, true, merged(Pattern.FULL), MlpSpec.NONE, NormPlace.NONE, 0, 0, 0, WIDE),
        large(
            "sparse",
            2,
            false,
            merged(Pattern.SPARSE),
            MlpSpec.NONE,
            NormPlace.NONE,
            0,
            0,
            0,
            WIDE),
        large("blocks", 13, false, BLOCKS, MlpSpec.NONE, NormPlace.NONE, 0, 0, 0, LONG),
        large(
            "factors", 3, false, factors, AFTER, NormPlace.NONE, 0, 0, 0, new Dynamics(29, 70, 1)),
        large("factors, query", 2, false, factors, AFTER, NormPlace.NONE, 0, 0, 0, LONG),
        large("mesa", 3, false, mesa, AFTER, NormPlace.NONE, 0, 0, 0, new Dynamics(29, 70, 1)),
        large(
            "forgetting",
            2,
            false,
            forgetting,
            AFTER,
            NormPlace.NONE,
            0,
            0,
            0,
            new Dynamics(29, 70, 1)),
        large("mesa, query", 2, false, mesa, MlpSpec.NONE, NormPlace.NONE, 0, 0, 0, LONG),
        large("causal", 3, false, causal, AFTER, NormPlace.NONE, 0, 0, 0, new Dynamics(10, 150, 1)),
        large(
            "interleaved",
            2,
            false,
            linear,
            MlpSpec.NONE,
            NormPlace.NONE,
            0,
            0,
            0,
            LONG.laidOut(TokenLayout.INTERLEAVED)));
  }

  @ParameterizedTest
  @MethodSource("large")
  void theCountIsWhatTheNetworkTakes(Large large) {
    new Network(large.model(), large.task()); // so that classes are loaded
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Network network = new Network(large.model(), large.task());
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    ModelMemory memory = ModelMemory.of(large.model(), large.task());

    assertThat(memory.parameters()).isEqualTo(network.parameters().length);
    assertThat(memory.bytes()).isCloseTo(taken, withinPercentage(CHUNKS));
    assertThat(memory.longest()).isLessThan(memory.bytes() / Float.BYTES);
  }

  @Test
  void theCountOfAnIntegratedLossIsWhatItTakes() {
    ModelSpec model =
        large("blocks", 13, false, BLOCKS, MlpSpec.NONE, NormPlace.NONE, 0, 0, 0, LONG).model();
    Network network = new Network(model, LONG);
    network.integrated(); // so that classes are loaded
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    network.integrated();
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(IntegratedLoss.bytes(model, LONG)).isCloseTo(taken, withinPercentage(CHUNKS));
  }

  /** Small matrices share arrays of 2 MB, the last of which is not full. */
  private static final int CHUNKS = 15;

  @Test
  void aModelOfSixThousandFeaturesTakesGigabytes() {
    ModelSpec model = new ModelSpec(1, false, 1, 0, 0, INIT);
    ModelMemory memory = ModelMemory.of(model, new LinearRegression(6000, 10, 0.5, 1));

    assertThat(memory.parameters()).isEqualTo(4 * 6001.0 * 6001);
    assertThat(memory.bytes()).isBetween(6e9, 8e9);
  }

  private static AttentionSpec attention(Kind kind, int heads, Keys keys, Form form) {
    return new AttentionSpec(kind, heads, 11, keys, Scale.BY_KIND, form);
  }

  private static AttentionSpec merged(Pattern pattern) {
    WeightsSpec weights = WeightsSpec.merged(pattern, false);
    return new AttentionSpec(Kind.LINEAR, 2, 0, Keys.CONTEXT, Scale.BY_KIND, Form.AUTO, weights);
  }

  private static Large large(
      String name,
      int depth,
      boolean tied,
      AttentionSpec attention,
      MlpSpec mlp,
      NormPlace norm,
      int embedding,
      int positions,
      double clip,
      TaskSpec task) {
    return new Large(
        name,
        new ModelSpec(
            depth, tied, attention, mlp, norm, embedding, positions, 1, Update.TOKEN, clip, INIT),
        task);
  }
}
