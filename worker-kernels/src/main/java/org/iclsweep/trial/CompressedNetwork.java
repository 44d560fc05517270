package org.iclsweep.trial;

import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.task.TaskSpec;

/**
 * A stack of causal linear attention whose weights are the products of another's heads, or what is
 * left of these: in place of each block of a product, between two of the observations that a token
 * is made of, the mean of its diagonal times the identity.
 *
 * <pre>
 *   A_h = W_K W_Qᵀ,  B_h = W_V W_O  (with all factors of scores and updates)
 *   compressed     A'_h, B'_h: blocks  tr(block) / n · I
 *   interpolated   (A_h + A'_h) / 2,  (B_h + B'_h) / 2
 * </pre>
 *
 * <p>Scores and values are linear in A and B, so that a head halfway between two is four heads, one
 * for each pair of an A and a B, at a quarter each.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), CompressedAlg</a>
 */
final class CompressedNetwork {

  private final Network network;
  private final int slots;

  /** Of the same depth and heads, for weights to be written into. */
  CompressedNetwork(ModelSpec model, TaskSpec task) {
    network = new Network(model(model), task);
    slots = task.slots();
  }

  /** Refuses what cannot be told by products of heads in blocks. */
  static void refuse(ModelSpec model, TaskSpec task) {
    if (!model.readsObservations(task)
        || model.attention().kind() != Kind.LINEAR
        || model.attention().keys() != Keys.CAUSAL) {
      throw new IllegalArgumentException(
          "a network is compressed of causal linear attention to tokens that are observations side"
              + " by side, without perceptrons, LayerNorm, embedding and positions");
    }
  }

  /** What it is computed as: the products themselves are the weights. */
  static ModelSpec model(ModelSpec of) {
    AttentionSpec products = AttentionSpec.causalProducts(of.heads());
    return new ModelSpec(of.depth(), of.tied(), products, of.tokenClip(), of.initialisation());
  }

  Network network() {
    return network;
  }

  /** Takes up what is left of a trained network. */
  void compress(Network trained) {
    fill((name, layer, head) -> means(product(trained, name, layer, head)));
  }

  /** Takes up what is halfway between two networks of as many layers and heads. */
  void average(Network one, Network other) {
    fill(
        (name, layer, head) ->
            mean(product(one, name, layer, head), product(other, name, layer, head)));
  }

  /** A product of a head's weights. */
  private interface Products {
    SharedMatrix of(Name name, int layer, int head);
  }

  private void fill(Products products) {
    for (int l = 0; l < network.weights().size(); l++) {
      for (int h = 0; h < network.spec().heads(); h++) {
        for (Name name : network.spec().attention().weights().names()) {
          network.weights().get(l).weight(name, h).copyFrom(products.of(name, l, h));
        }
      }
    }
    network.prepare();
  }

  private static SharedMatrix product(Network of, Name name, int layer, int head) {
    AttentionWeights weights = of.weights().get(layer);
    return name == Name.KEY_QUERY ? weights.keyQuery(head) : weights.valueProjection(head);
  }

  private SharedMatrix means(SharedMatrix product) {
    SharedMatrix means = SharedMatrix.zeros(product.rows(), product.cols());
    int n = product.rows() / slots;
    for (int r = 0; r < product.rows(); r += n) {
      for (int c = 0; c < product.cols(); c += n) {
        double trace = 0;
        for (int i = 0; i < n; i++) {
          trace += product.get(r + i, c + i);
        }
        for (int i = 0; i < n; i++) {
          means.set(r + i, c + i, (float) (trace / n));
        }
      }
    }
    return means;
  }

  private static SharedMatrix mean(SharedMatrix one, SharedMatrix other) {
    SharedMatrix mean = SharedMatrix.zeros(one.rows(), one.cols());
    for (int r = 0; r < mean.rows(); r++) {
      for (int c = 0; c < mean.cols(); c++) {
        mean.set(r, c, (float) (((double) one.get(r, c) + other.get(r, c)) / 2));
      }
    }
    return mean;
  }
}
