package org.iclsweep.layer;

import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.spec.Labelled;

/**
 * The weights of an attention layer with H heads, as the products that its arithmetic needs, formed
 * once a step. Constant factors of scores and updates are part of the products, so they cost
 * nothing per token.
 *
 * <pre>
 *   keyQuery_h        A_h = a W_K,h W_Q,hᵀ      score of token t at token s: e_sᵀ A_h e_t
 *   valueProjection_h B_h = b W_V,h W_O,h       what the mix of tokens z adds: B_hᵀ z
 * </pre>
 *
 * <p><b>Shapes</b> (row vectors times matrices, m = token width, s = key size): W_Q, W_K, W_V [m, H
 * s], head h in columns h s to (h+1) s; W_O [H s, m]; A_h, B_h [m, m].
 */
public final class AttentionWeights implements Weights {

  private final int heads;
  private final float scoreScale;
  private final float updateScale;
  private final SharedMatrix[] keyQuery;
  private final SharedMatrix[] valueProjection;
  private final PartialSums[] keyQuerySums;
  private final PartialSums[] valueProjectionSums;
  private final SharedMatrix[][] weights = new SharedMatrix[4][];
  private final SharedMatrix[][] transposed = new SharedMatrix[4][];
  private final SharedMatrix[][] gradients = new SharedMatrix[4][];
  private final SharedMatrix closed;
  private final SharedMatrix closedTransposed;

  /** Which of a layer's four weight matrices. */
  public enum Name implements Labelled {
    QUERY,
    KEY,
    VALUE,
    PROJECTION
  }

  /**
   * @param width token width m
   * @param heads number of heads H
   * @param keySize size s of a head's keys, queries and values
   * @param scoreScale a, by which scores are multiplied
   * @param updateScale b, by which updates are multiplied
   * @param parameters all parameters of the model
   * @param gradient of the same length; {@link #closeGradient} writes it
   * @param offset where this layer's weights start in both: W_Q, W_K, W_V, W_O, each row by row
   */
  public AttentionWeights(
      int width,
      int heads,
      int keySize,
      double scoreScale,
      double updateScale,
      float[] parameters,
      float[] gradient,
      int offset) {
    this.heads = heads;
    this.scoreScale = (float) scoreScale;
    this.updateScale = (float) updateScale;
    keyQuery = new SharedMatrix[heads];
    valueProjection = new SharedMatrix[heads];
    keyQuerySums = new PartialSums[heads];
    valueProjectionSums = new PartialSums[heads];
    for (Name name : Name.values()) {
      weights[name.ordinal()] = views(name, width, keySize, parameters, offset);
      transposed[name.ordinal()] = transposed(weights[name.ordinal()]);
      gradients[name.ordinal()] = views(name, width, keySize, gradient, offset);
    }
    for (int h = 0; h < heads; h++) {
      keyQuery[h] = SharedMatrix.zeros(width, width);
      valueProjection[h] = SharedMatrix.zeros(width, width);
      keyQuerySums[h] = PartialSums.zeros(width, width);
      valueProjectionSums[h] = PartialSums.zeros(width, width);
    }
    closed = SharedMatrix.zeros(width, width);
    closedTransposed = closed.transposed();
  }

  private SharedMatrix[] views(Name name, int width, int keySize, float[] data, int offset) {
    int inner = heads * keySize;
    int start = offset + name.ordinal() * width * inner;
    SharedMatrix[] perHead = new SharedMatrix[heads];
    for (int h = 0; h < heads; h++) {
      perHead[h] =
          name == Name.PROJECTION
              ? SharedMatrix.of(data, start + h * keySize * width, keySize, width, width)
              : SharedMatrix.of(data, start + h * keySize, width, keySize, inner);
    }
    return perHead;
  }

  private static SharedMatrix[] transposed(SharedMatrix[] matrices) {
    return Arrays.stream(matrices).map(SharedMatrix::transposed).toArray(SharedMatrix[]::new);
  }

  public int heads() {
    return heads;
  }

  /** One head's matrix as it is among the parameters: [m, s], the projection [s, m]. */
  public SharedMatrix weight(Name name, int head) {
    return weights[name.ordinal()][head];
  }

  private SharedMatrix transposedWeight(Name name, int head) {
    return transposed[name.ordinal()][head];
  }

  /** One head's part of the gradient, in the shape of {@link #weight}. */
  public SharedMatrix gradient(Name name, int head) {
    return gradients[name.ordinal()][head];
  }

  /** A_h of the last {@link #prepare}. */
  public SharedMatrix keyQuery(int head) {
    return keyQuery[head];
  }

  /** B_h of the last {@link #prepare}. */
  public SharedMatrix valueProjection(int head) {
    return valueProjection[head];
  }

  PartialSums keyQuerySums(int head) {
    return keyQuerySums[head];
  }

  PartialSums valueProjectionSums(int head) {
    return valueProjectionSums[head];
  }

  @Override
  public List<AttentionWeights> ofAttention() {
    return List.of(this);
  }

  @Override
  public void prepare() {
    for (int h = 0; h < heads; h++) {
      keyQuery[h].setProduct(weight(Name.KEY, h), transposedWeight(Name.QUERY, h));
      keyQuery[h].multiply(scoreScale);
      valueProjection[h].setProduct(weight(Name.VALUE, h), weight(Name.PROJECTION, h));
      valueProjection[h].multiply(updateScale);
      keyQuerySums[h].clear();
      valueProjectionSums[h].clear();
    }
  }

  @Override
  public void closeGradient(float scale) {
    for (int h = 0; h < heads; h++) {
      // forward was A = a W_K W_Qᵀ, so dW_K = a dA W_Q and dW_Q = a dAᵀ W_K
      closed.setSums(keyQuerySums[h], scale * scoreScale);
      gradient(Name.KEY, h).setProduct(closed, weight(Name.QUERY, h));
      gradient(Name.QUERY, h).setProduct(closedTransposed, weight(Name.KEY, h));
      // forward was B = b W_V W_O, so dW_V = b dB W_Oᵀ and dW_O = b W_Vᵀ dB
      closed.setSums(valueProjectionSums[h], scale * updateScale);
      gradient(Name.VALUE, h).setProduct(closed, transposedWeight(Name.PROJECTION, h));
      gradient(Name.PROJECTION, h).setProduct(transposedWeight(Name.VALUE, h), closed);
    }
  }
}
