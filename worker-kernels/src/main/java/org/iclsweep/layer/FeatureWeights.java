package org.iclsweep.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.DenseWeights.Room;

/**
 * The weights of a perceptron and of the read-out behind it as maps of a token's features: the
 * token itself, a 1 if there are biases, and the perceptron's hidden units.
 *
 * <pre>
 *   φ = (x, 1, g)                g = f(Vᵀ (x, 1)),   V = (E W₁; b₁)
 *   n = e + MLP(e) = Mᵀ φ        M = (E; λ b₂; λ W₂)
 *   ⟨b_h, n⟩ = ⟨M b_h, φ⟩        b_h = last column of B_h
 * </pre>
 *
 * <p>The rows of V and M stand in the order of φ. E is the embedding, or the identity.
 *
 * <p><b>Shapes</b> (token width w, model width m, r hidden units, F = w + 1 + r features, or w + r
 * without biases): V [w + 1, r], M [F, m], M b_h [F, 1].
 */
public final class FeatureWeights implements Weights {

  private final LaneKernels kernels = Lanes.kernels();
  private final LaneMatrix one = LaneMatrix.ones(1, 1);
  private final AttentionWeights attention;
  private final Nonlinearity nonlinearity;
  private final int tokenWidth;
  private final Room units;
  private final Room features;
  private final PartialSums tokenSums;
  private final DenseWeights[] parts;
  private final Label[] labels;

  /**
   * @param attention of the read-out; prepared and closed with these weights
   * @param perceptron before it
   * @param embedding E; null where tokens are not embedded
   */
  public FeatureWeights(AttentionWeights attention, Perceptron perceptron, Trained embedding) {
    this.attention = attention;
    nonlinearity = perceptron.nonlinearity();
    SharedMatrix outer = perceptron.outer().values();
    boolean bias = perceptron.outerBias() != null;
    tokenWidth = embedding == null ? outer.cols() : embedding.values().rows();
    int inputs = bias ? tokenWidth + 1 : tokenWidth;
    units = Room.zeros(inputs, outer.rows());
    features = Room.zeros(inputs + outer.rows(), outer.cols());
    tokenSums = features.sums().rows(0, tokenWidth);
    List<DenseWeights> all = new ArrayList<>();
    embed(perceptron.inner(), embedding, all);
    if (bias) {
      all.add(DenseWeights.in(units.rows(tokenWidth, inputs), perceptron.innerBias(), 1));
      Room constant = features.rows(tokenWidth, inputs);
      all.add(DenseWeights.in(constant, perceptron.outerBias(), perceptron.scale()));
    }
    Room hidden = features.rows(inputs, inputs + outer.rows());
    all.add(DenseWeights.in(hidden, perceptron.outer(), perceptron.scale()));
    parts = all.toArray(DenseWeights[]::new);
    labels = new Label[attention.heads()];
    Arrays.setAll(labels, Label::new);
  }

  private void embed(Trained inner, Trained embedding, List<DenseWeights> all) {
    Room unitsOfTokens = units.rows(0, tokenWidth);
    Room tokens = features.rows(0, tokenWidth);
    if (embedding == null) {
      all.add(DenseWeights.in(unitsOfTokens, inner, 1));
      for (int k = 0; k < tokenWidth; k++) {
        tokens.values().set(k, k, 1f);
      }
    } else {
      all.add(DenseWeights.in(tokens, embedding, 1));
      // behind the embedding, to whose gradient it adds
      all.add(DenseWeights.composedIn(unitsOfTokens, embedding, inner));
    }
  }

  /** Those of the layer that reads out. */
  AttentionWeights attention() {
    return attention;
  }

  Nonlinearity nonlinearity() {
    return nonlinearity;
  }

  int heads() {
    return labels.length;
  }

  /** V of the last {@link #prepare}. */
  SharedMatrix unitMap() {
    return units.values();
  }

  PartialSums unitMapSums() {
    return units.sums();
  }

  /** M of the last {@link #prepare}. */
  SharedMatrix featureMap() {
    return features.values();
  }

  PartialSums featureMapSums() {
    return features.sums();
  }

  /**
   * M b_h of the last {@link #prepare} as a row, the same in every lane, [1, F, 16]; the gradient
   * is the sum over the blocks of tasks since.
   */
  Activation label(int head) {
    return labels[head].reader;
  }

  @Override
  public List<AttentionWeights> ofAttention() {
    return List.of(attention);
  }

  @Override
  public void prepare() {
    attention.prepare();
    // no part clears those of an identity
    tokenSums.clear();
    for (DenseWeights part : parts) {
      part.prepare();
    }
    for (Label label : labels) {
      label.prepare.run();
    }
  }

  @Override
  public void closeGradient(float scale) {
    for (Label label : labels) {
      label.close.run();
    }
    for (DenseWeights part : parts) {
      part.closeGradient(scale);
    }
    attention.closeGradient(scale);
  }

  /** One head's map from features to its share of the label. */
  private final class Label {
    private final Activation reader;
    private final Operation prepare;
    private final Operation close;

    Label(int h) {
      int last = features.values().cols() - 1;
      SharedMatrix projection = attention.valueProjection(h).col(last);
      PartialSums projectionSums = attention.valueProjectionSums(h).col(last);
      LaneMatrix row = LaneMatrix.zeros(1, projection.rows());
      reader = Activation.zeros(1, features.values().rows());
      prepare =
          Operation.inOrder(
              kernels.product(row, projection, one, false),
              kernels.product(reader.values(), features.values(), row, false),
              reader.gradient()::clear);
      // forward was l = M b in all tasks of all blocks alike, so dM += dl bᵀ and db = Mᵀ dl
      close =
          Operation.inOrder(
              kernels.accumulate(features.sums(), reader.gradient(), row),
              kernels.product(row, features.values().transposed(), reader.gradient(), false),
              kernels.accumulate(projectionSums, row, one));
    }
  }
}
