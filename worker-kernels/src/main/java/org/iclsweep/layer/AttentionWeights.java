package org.iclsweep.layer;

import java.util.Arrays;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * The weights of a linear attention layer with H heads, as the products that its arithmetic needs,
 * formed once a step. Layers of a tied model share one of these.
 *
 * <pre>
 *   keyQuery_h        A_h = W_K,h W_Q,hᵀ      score of token t at token s: e_sᵀ A_h e_t
 *   valueProjection_h B_h = W_V,h W_O,h       what the mix of tokens z adds: B_hᵀ z
 * </pre>
 *
 * <p><b>Shapes</b> (row vectors times matrices, m = token width, s = key size): W_Q, W_K, W_V [m, H
 * s], head h in columns h s to (h+1) s; W_O [H s, m]; A_h, B_h [m, m].
 */
public final class AttentionWeights {

  private final int heads;
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
  public enum Name {
    QUERY,
    KEY,
    VALUE,
    PROJECTION
  }

  /**
   * @param width token width m
   * @param heads number of heads H
   * @param keySize size s of a head's keys, queries and values
   * @param parameters all parameters of the model
   * @param gradient of the same length; {@link #closeGradient} writes it
   * @param offset where this layer's weights start in both: W_Q, W_K, W_V, W_O, each row by row
   */
  public AttentionWeights(
      int width, int heads, int keySize, float[] parameters, float[] gradient, int offset) {
    this.heads = heads;
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

  /** Number of parameters of a layer. */
  public static int count(int width, int heads, int keySize) {
    return 4 * width * heads * keySize;
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

  /** A_h of the last {@link #merge}. */
  public SharedMatrix keyQuery(int head) {
    return keyQuery[head];
  }

  /** B_h of the last {@link #merge}. */
  public SharedMatrix valueProjection(int head) {
    return valueProjection[head];
  }

  PartialSums keyQuerySums(int head) {
    return keyQuerySums[head];
  }

  PartialSums valueProjectionSums(int head) {
    return valueProjectionSums[head];
  }

  /** Forms the products of the present parameters. */
  public void merge() {
    for (int h = 0; h < heads; h++) {
      keyQuery[h].setProduct(weight(Name.KEY, h), transposedWeight(Name.QUERY, h));
      valueProjection[h].setProduct(weight(Name.VALUE, h), weight(Name.PROJECTION, h));
    }
  }

  /** Sets the sums of the products' gradients to zero. */
  public void clearSums() {
    for (int h = 0; h < heads; h++) {
      keyQuerySums[h].clear();
      valueProjectionSums[h].clear();
    }
  }

  /**
   * Overwrites this layer's part of the gradient with {@code scale} times what the sums amount to.
   */
  public void closeGradient(float scale) {
    for (int h = 0; h < heads; h++) {
      // forward was A = W_K W_Qᵀ, so dW_K = dA W_Q and dW_Q = dAᵀ W_K
      close(keyQuerySums[h], scale);
      gradient(Name.KEY, h).setProduct(closed, weight(Name.QUERY, h));
      gradient(Name.QUERY, h).setProduct(closedTransposed, weight(Name.KEY, h));
      // forward was B = W_V W_O, so dW_V = dB W_Oᵀ and dW_O = W_Vᵀ dB
      close(valueProjectionSums[h], scale);
      gradient(Name.VALUE, h).setProduct(closed, transposedWeight(Name.PROJECTION, h));
      gradient(Name.PROJECTION, h).setProduct(transposedWeight(Name.VALUE, h), closed);
    }
  }

  private void close(PartialSums sums, float scale) {
    for (int r = 0; r < closed.rows(); r++) {
      for (int c = 0; c < closed.cols(); c++) {
        closed.set(r, c, scale * sums.sum(r, c));
      }
    }
  }
}
