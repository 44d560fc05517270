package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * Linear self-attention with a residual connection: every token looks at the context tokens, never
 * at the query.
 *
 * <pre>
 *   q_t = A_h e_t,   S[t,s] = ⟨q_t, e_s⟩,   z_t = Σ_s S[t,s] e_s,   e'_t = e_t + Σ_h B_hᵀ z_t
 * </pre>
 *
 * <p>The last layer of a network computes its read-out only: the label feature of the query token.
 *
 * <p><b>Shapes</b> (N context tokens, T = N + 1, width m): in [T, m, 64]; out [T, m, 64], or [1, 1,
 * 64] for the read-out; q, z [rows, m, 64] and S [rows, N, 64] for T rows, or 1.
 *
 * <p><b>Cost</b> a head and task: rows (2 m² + 2 N m) fused multiply-adds forward, up to rows (4 m²
 * + 4 N m) backward; for the read-out m² + 2 N m + m forward.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 2</a>
 */
public final class LinearAttention implements Layer {

  private final LaneKernels kernels = Lanes.kernels();
  private final AttentionWeights weights;
  private final boolean readOut;
  private final boolean first;
  private final Activation in;
  private final Activation out;
  private final Activation context;
  private final LaneMatrix contextTransposed;
  private final Pass tokens;
  private final Pass query;
  private final Activation inLabel;

  private LinearAttention(
      AttentionWeights weights, Activation in, Activation out, boolean readOut, boolean first) {
    this.weights = weights;
    this.in = in;
    this.out = out;
    this.readOut = readOut;
    this.first = first;
    context = in.context();
    contextTransposed = context.values().transposed();
    inLabel = in.query().label();
    query = new Pass(in.query(), readOut ? out : out.query());
    tokens = readOut ? query : new Pass(in, out);
  }

  /** A layer that updates all features of all tokens. */
  public static LinearAttention full(
      AttentionWeights weights, Activation in, Activation out, boolean first) {
    return new LinearAttention(weights, in, out, false, first);
  }

  /**
   * A last layer that computes the label feature of the query token only; {@code out} is [1, 1].
   */
  public static LinearAttention readOut(
      AttentionWeights weights, Activation in, Activation out, boolean first) {
    return new LinearAttention(weights, in, out, true, first);
  }

  @Override
  public void forward() {
    out.values().copyFrom(readOut ? inLabel.values() : in.values());
    for (int h = 0; h < weights.heads(); h++) {
      tokens.forward(h);
    }
  }

  @Override
  public void backward() {
    if (!first) {
      residualBackward(tokens.out.gradient(), in.gradient());
    }
    for (int h = 0; h < weights.heads(); h++) {
      tokens.scoresBackward(h);
      tokens.weightsBackward(h);
      if (!first) {
        tokens.queriesBackward(h);
        tokens.keysBackward(h);
      }
    }
  }

  @Override
  public void queryBackward() {
    residualBackward(query.out.gradient(), query.in.gradient());
    for (int h = 0; h < weights.heads(); h++) {
      query.scoresBackward(h);
      query.queriesBackward(h);
    }
  }

  // forward was e'[t] = e[t] + ..., so de[t] = de'[t] + ...
  private void residualBackward(LaneMatrix dOut, LaneMatrix dIn) {
    if (readOut) {
      dIn.clear();
      inLabel.gradient().copyFrom(dOut);
    } else {
      dIn.copyFrom(dOut);
    }
  }

  /** The arithmetic for some of the tokens as those who look: all of them, or the query alone. */
  private final class Pass {
    private final Activation in;
    private final Activation out;
    private final SharedMatrix[] projection;
    private final SharedMatrix[] projectionTransposed;
    private final SharedMatrix[] keyQueryTransposed;
    private final PartialSums[] projectionSums;
    private final LaneMatrix[] queries;
    private final LaneMatrix[] scores;
    private final LaneMatrix[] scoresTransposed;
    private final LaneMatrix[] mix;
    private final LaneMatrix dQueries;
    private final LaneMatrix dScores;
    private final LaneMatrix dScoresTransposed;
    private final LaneMatrix dMix;

    Pass(Activation in, Activation out) {
      this.in = in;
      this.out = out;
      int rows = in.values().rows();
      int width = in.values().cols();
      int keys = context.values().rows();
      int heads = weights.heads();
      projection = new SharedMatrix[heads];
      projectionTransposed = new SharedMatrix[heads];
      keyQueryTransposed = new SharedMatrix[heads];
      projectionSums = new PartialSums[heads];
      queries = new LaneMatrix[heads];
      scores = new LaneMatrix[heads];
      scoresTransposed = new LaneMatrix[heads];
      mix = new LaneMatrix[heads];
      int label = width - 1;
      for (int h = 0; h < heads; h++) {
        SharedMatrix whole = weights.valueProjection(h);
        projection[h] = readOut ? whole.col(label) : whole;
        projectionTransposed[h] = projection[h].transposed();
        keyQueryTransposed[h] = weights.keyQuery(h).transposed();
        PartialSums sums = weights.valueProjectionSums(h);
        projectionSums[h] = readOut ? sums.col(label) : sums;
        queries[h] = LaneMatrix.zeros(rows, width);
        scores[h] = LaneMatrix.zeros(rows, keys);
        scoresTransposed[h] = scores[h].transposed();
        mix[h] = LaneMatrix.zeros(rows, width);
      }
      dQueries = LaneMatrix.zeros(rows, width);
      dScores = LaneMatrix.zeros(rows, keys);
      dScoresTransposed = dScores.transposed();
      dMix = LaneMatrix.zeros(rows, width);
    }

    void forward(int h) {
      kernels.product(queries[h], weights.keyQuery(h), in.values(), false);
      kernels.contract(scores[h], queries[h], contextTransposed, false);
      kernels.contract(mix[h], scores[h], context.values(), false);
      kernels.product(out.values(), projectionTransposed[h], mix[h], true);
    }

    /** From the outputs' gradient to that of q. */
    void scoresBackward(int h) {
      // forward was e'[t] += Bᵀ z[t], so dz[t] = B de'[t]
      kernels.product(dMix, projection[h], out.gradient(), false);
      // forward was z[t] = Σ_s S[t,s] e[s], so dS[t,s] = <dz[t], e[s]>
      kernels.contract(dScores, dMix, contextTransposed, false);
      // forward was S[t,s] = <q[t], e[s]>, so dq[t] = Σ_s dS[t,s] e[s]
      kernels.contract(dQueries, dScores, context.values(), false);
    }

    void weightsBackward(int h) {
      // forward was e'[t] += Bᵀ z[t] and q[t] = A e[t]
      kernels.accumulate(projectionSums[h], mix[h], out.gradient());
      kernels.accumulate(weights.keyQuerySums(h), dQueries, in.values());
    }

    void queriesBackward(int h) {
      // forward was q[t] = A e[t], so de[t] += Aᵀ dq[t]
      kernels.product(in.gradient(), keyQueryTransposed[h], dQueries, true);
    }

    void keysBackward(int h) {
      // forward was S[t,s] = <q[t], e[s]> and z[t] = Σ_s S[t,s] e[s]
      kernels.contract(context.gradient(), dScoresTransposed, queries[h], true);
      kernels.contract(context.gradient(), scoresTransposed[h], dMix, true);
    }
  }
}
