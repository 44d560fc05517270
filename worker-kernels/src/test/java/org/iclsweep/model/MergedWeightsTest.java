package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TokenLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Weight products that are trained themselves, whole or in blocks. */
class MergedWeightsTest {

  private static final int TASKS = 37;

  private static Network network(
      int depth, boolean tied, int heads, Form form, Pattern pattern, boolean symmetric) {
    return NetworkTest.network(Architectures.merged(depth, tied, heads, form, pattern, symmetric));
  }

  private static TaskSpec task() {
    return Architectures.merged(1, true, 1, Form.TOKENS, Pattern.FULL, false).task();
  }

  private static void gradient(Network network) {
    new BatchGradient(network, task().sampler(network.block()))
        .compute(3, Stream.TRAIN, 1, 0, TASKS);
  }

  private static float[] outputs(Network network) {
    NetworkTest.draw(network, task());
    network.forward();
    float[] outputs = new float[LaneMatrix.LANES];
    for (int lane = 0; lane < outputs.length; lane++) {
      outputs[lane] = network.output().get(0, 0, lane);
    }
    return outputs;
  }

  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"TOKENS", "GRAM"})
  void blocksAreTheWholeWithZerosAndOne(Form form) {
    Network blocks = network(3, false, 2, form, Pattern.BLOCKS, false);
    Network full = network(3, false, 2, form, Pattern.FULL, false);
    Arrays.fill(full.parameters(), 0f);
    copyBlocks(blocks, full);
    full.prepare();

    // blocks have a Gram form of their own
    float error = form == Form.GRAM ? 1e-6f : 0;
    assertThat(outputs(blocks)).containsExactly(outputs(full), within(error));

    gradient(blocks);
    gradient(full);
    for (int l = 0; l < 3; l++) {
      for (int h = 0; h < 2; h++) {
        for (Name name : new Name[] {Name.KEY_QUERY, Name.VALUE_PROJECTION}) {
          SharedMatrix block = blocks.weights().get(l).gradient(name, h);
          SharedMatrix whole = full.weights().get(l).gradient(name, h);
          for (int r = 0; r < block.rows(); r++) {
            for (int c = 0; c < block.cols(); c++) {
              assertThat(block.get(r, c)).isCloseTo(whole.get(r, c), within(error));
            }
          }
        }
      }
    }
  }

  private static void copyBlocks(Network blocks, Network full) {
    for (int l = 0; l < full.weights().size(); l++) {
      AttentionWeights to = full.weights().get(l);
      for (int h = 0; h < to.heads(); h++) {
        for (Name name : new Name[] {Name.KEY_QUERY, Name.VALUE_PROJECTION}) {
          SharedMatrix block = blocks.weights().get(l).weight(name, h);
          SharedMatrix rows = to.weight(name, h).rows(0, block.rows());
          rows.transposed().rows(0, block.cols()).copyFrom(block.transposed());
        }
        int label = to.keyQuery(h).rows() - 1;
        to.weight(Name.VALUE_PROJECTION, h).set(label, label, 1f);
      }
    }
  }

  @Test
  void sparseIsBlocksWithoutB() {
    Network sparse = network(3, false, 2, Form.TOKENS, Pattern.SPARSE, false);
    Network blocks = network(3, false, 2, Form.TOKENS, Pattern.BLOCKS, false);
    Arrays.fill(blocks.parameters(), 0f);
    for (int l = 0; l < 3; l++) {
      for (int h = 0; h < 2; h++) {
        blocks
            .weights()
            .get(l)
            .weight(Name.KEY_QUERY, h)
            .copyFrom(sparse.weights().get(l).weight(Name.KEY_QUERY, h));
      }
    }
    blocks.prepare();
    assertThat(outputs(sparse)).isEqualTo(outputs(blocks));
    assertThat(sparse.slices()).extracting(ParameterSlice::name).containsOnly("key-query");
  }

  /** W_K W_Qᵀ = A and W_V W_O = B where W_Q and W_V are the identity. */
  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"TOKENS", "GRAM"})
  void productsAreThoseOfFactorsOneOfWhichIsTheIdentity(Form form) {
    Network merged = network(2, false, 3, form, Pattern.FULL, false);
    ModelSpec spec = merged.spec();
    AttentionSpec factors =
        new AttentionSpec(Kind.LINEAR, 3, 0, Keys.CONTEXT, Scale.INVERSE_KEYS, form);
    Network factored = new Network(with(spec, factors), task());
    for (int l = 0; l < 2; l++) {
      for (int h = 0; h < 3; h++) {
        AttentionWeights to = factored.weights().get(l);
        AttentionWeights from = merged.weights().get(l);
        for (int k = 0; k < to.keyQuery(h).rows(); k++) {
          to.weight(Name.QUERY, h).set(k, k, 1f);
          to.weight(Name.VALUE, h).set(k, k, 1f);
        }
        to.weight(Name.KEY, h).copyFrom(from.weight(Name.KEY_QUERY, h));
        to.weight(Name.PROJECTION, h).copyFrom(from.weight(Name.VALUE_PROJECTION, h));
      }
    }
    factored.prepare();
    assertThat(outputs(factored)).isEqualTo(outputs(merged));

    gradient(merged);
    gradient(factored);
    for (int l = 0; l < 2; l++) {
      for (int h = 0; h < 3; h++) {
        AttentionWeights of = factored.weights().get(l);
        AttentionWeights products = merged.weights().get(l);
        assertSame(of.gradient(Name.KEY, h), products.gradient(Name.KEY_QUERY, h));
        assertSame(of.gradient(Name.PROJECTION, h), products.gradient(Name.VALUE_PROJECTION, h));
      }
    }
  }

  private static void assertSame(SharedMatrix one, SharedMatrix other) {
    for (int r = 0; r < one.rows(); r++) {
      for (int c = 0; c < one.cols(); c++) {
        assertThat(one.get(r, c)).isEqualTo(other.get(r, c));
      }
    }
  }

  private static ModelSpec with(ModelSpec spec, AttentionSpec attention) {
    return new ModelSpec(
        spec.depth(),
        spec.tied(),
        attention,
        spec.mlp(),
        spec.norm(),
        spec.embedding(),
        spec.positions(),
        spec.dampening(),
        spec.update(),
        spec.tokenClip(),
        spec.initialisation());
  }

  /**
   * Lemma 1 of Ahn et al. (2023): w ← w + λ A_lᵀ ∇R(w) from w = 0, R(w) = Σ (w·x - y)² / 2N; an
   * answer is w·x.
   */
  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"TOKENS", "GRAM"})
  void sparseLayersAreStepsOfPreconditionedGradientDescent(Form form) {
    Network network = network(3, false, 1, form, Pattern.SPARSE, false);
    DoubleNetwork reference = new DoubleNetwork(network);
    float[] outputs = outputs(network);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      double[][] tokens = NetworkTest.tokens(network, lane);
      double answer = descent(network, tokens);
      assertThat(answer).isNotZero();
      assertThat(-reference.output(tokens)).isCloseTo(answer, within(1e-10));
      assertThat(-outputs[lane]).isCloseTo((float) answer, within(1e-5f));
    }
  }

  private static double descent(Network network, double[][] tokens) {
    int context = tokens.length - 1;
    int dim = tokens[0].length - 1;
    double[] w = new double[dim];
    for (AttentionWeights layer : network.weights()) {
      double[] slope = new double[dim];
      for (int s = 0; s < context; s++) {
        double error = dot(w, tokens[s]) - tokens[s][dim];
        for (int i = 0; i < dim; i++) {
          slope[i] += error * tokens[s][i] / context;
        }
      }
      for (int i = 0; i < dim; i++) {
        for (int j = 0; j < dim; j++) {
          w[i] += network.spec().dampening() * layer.weight(Name.KEY_QUERY, 0).get(j, i) * slope[j];
        }
      }
    }
    return dot(w, tokens[context]);
  }

  private static double dot(double[] w, double[] x) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * x[i];
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void symmetricProductsStartSymmetricAndHaveASymmetricGradient(Pattern pattern) {
    Network network = network(2, false, 3, Form.TOKENS, pattern, true);
    gradient(network);
    for (AttentionWeights layer : network.weights()) {
      for (Name name : network.spec().attention().weights().names()) {
        for (int h = 0; h < layer.heads(); h++) {
          assertSame(layer.weight(name, h), layer.weight(name, h).transposed());
          assertSame(layer.gradient(name, h), layer.gradient(name, h).transposed());
        }
      }
    }
    Network free = network(2, false, 3, Form.TOKENS, pattern, false);
    assertThat(network.parameters()).isNotEqualTo(free.parameters());
    assertThat(network.weights().get(1).weight(Name.KEY_QUERY, 2).get(0, 2))
        .isEqualTo(free.weights().get(1).weight(Name.KEY_QUERY, 2).get(0, 2));
  }

  @Test
  void patternsLeaveFewerParametersAndTheSameArithmetic() {
    assertThat(network(2, false, 3, Form.TOKENS, Pattern.FULL, false).parameters())
        .hasSize(2 * 3 * 2 * 16);
    assertThat(network(2, false, 3, Form.TOKENS, Pattern.BLOCKS, false).parameters())
        .hasSize(2 * 3 * 2 * 9);
    assertThat(network(2, false, 3, Form.TOKENS, Pattern.SPARSE, false).parameters())
        .hasSize(2 * 3 * 9);
    AttentionSpec factors =
        new AttentionSpec(Kind.LINEAR, 3, 0, Keys.CONTEXT, Scale.INVERSE_KEYS, Form.TOKENS);
    for (Pattern pattern : Pattern.values()) {
      ModelSpec spec = Architectures.merged(2, false, 3, Form.TOKENS, pattern, false).model();
      assertThat(ModelCost.of(spec, task())).isEqualTo(ModelCost.of(with(spec, factors), task()));
    }
  }

  @ParameterizedTest
  @CsvSource({"SOFTMAX", "SOFTMAX_THEN_LINEAR"})
  void softmaxLeavesAFixedShareOfLabelsNoSign(Kind kind) {
    for (Pattern pattern : new Pattern[] {Pattern.BLOCKS, Pattern.SPARSE}) {
      assertThatThrownBy(() -> attention(kind, pattern))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("which a softmax makes a mean of them");
    }
    assertThat(attention(kind, Pattern.FULL).weights().isMerged()).isTrue();
    assertThat(attention(Kind.RELU, Pattern.SPARSE).weights().isMerged()).isTrue();
  }

  private static AttentionSpec attention(Kind kind, Pattern pattern) {
    return new AttentionSpec(
        kind, 1, 0, Keys.CONTEXT, Scale.BY_KIND, Form.AUTO, WeightsSpec.merged(pattern, false));
  }

  @Test
  void blocksAreOfTokensWhoseLastFeatureIsTheLabel() {
    WeightsSpec blocks = WeightsSpec.merged(Pattern.BLOCKS, false);
    LinearRegression pairs = new LinearRegression(3, 5, 1, 1);
    ModelSpec.requirePattern(blocks, 0, 0, pairs);
    ModelSpec.requirePattern(WeightsSpec.merged(Pattern.FULL, true), 7, 5, pairs);
    refused(blocks, 7, 0, pairs, "but tokens are embedded");
    refused(blocks, 0, 5, pairs, "but a code of positions stands behind it");
    refused(blocks, 0, 0, pairs.laidOut(TokenLayout.INTERLEAVED), "but tokens are no pairs");
    refused(blocks, 0, 0, new Dynamics(3, 5, 1), "but tokens are no pairs");
  }

  private static void refused(
      WeightsSpec weights, int embedding, int positions, TaskSpec task, String why) {
    assertThatThrownBy(() -> ModelSpec.requirePattern(weights, embedding, positions, task))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("blocks of weights have the label as a token's last feature, ")
        .hasMessageContaining(why);
  }
}
