package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * Self-attention with a residual connection, token by token.
 *
 * <pre>
 *   q_t = A_h n_t,   S[t,s] = ⟨q_t, n_s⟩,   P = S or softmax over s,   z_t = Σ_s P[t,s] n_s
 *   e'_t = e_t + Σ_h B_hᵀ z_t
 * </pre>
 *
 * <p>e is the residual stream and n what attention reads: e itself, or e normed. s runs over the
 * context tokens, or over all tokens.
 *
 * <p><b>Shapes</b> (T tokens, N keys, width m): e, n [T, m, 64]; e' as its {@link Reach} says; q, z
 * [rows, m, 64] and S [rows, N, 64] for T rows, or 1.
 *
 * <p><b>Writes.</b> Forward overwrites e'; backward overwrites de and, where n is not e, dn.
 *
 * <p><b>Cost</b> a head and task: rows (2 m² + 2 N m) fused multiply-adds forward, up to rows (4 m²
 * + 4 N m) backward; for the read-out m² + 2 N m + m forward.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 2</a>
 */
public final class Attention implements Layer {

  /**
   * What kind of attention it is.
   *
   * @param softmax whether each token's scores go through a softmax
   * @param allKeys whether all tokens have keys, or all but the query
   * @param labelOnly whether the last feature alone is updated
   */
  public record Rule(boolean softmax, boolean allKeys, boolean labelOnly) {}

  private final LaneKernels kernels = Lanes.kernels();
  private final AttentionWeights weights;
  private final Rule rule;
  private final Wiring wiring;
  private final Residual residual;
  private final Activation keys;
  private final LaneMatrix keysTransposed;
  private final Pass tokens;
  private final Pass query;

  public Attention(AttentionWeights weights, Rule rule, Wiring wiring) {
    this.weights = weights;
    this.rule = rule;
    this.wiring = wiring;
    residual = new Residual(wiring.stream(), wiring.out(), wiring.reach());
    keys = rule.allKeys() ? wiring.source() : wiring.source().context();
    keysTransposed = keys.values().transposed();
    Activation querySource = wiring.source().query();
    if (wiring.reach() == Reach.ALL) {
      tokens = new Pass(wiring.source(), wiring.out(), null);
      query = new Pass(querySource, wiring.out().query(), tokens);
    } else {
      tokens = new Pass(querySource, wiring.out(), null);
      query = tokens;
    }
  }

  @Override
  public void forward() {
    residual.forward();
    for (int h = 0; h < weights.heads(); h++) {
      tokens.forward(h);
    }
  }

  @Override
  public void backward() {
    if (wiring.sourceTrained()) {
      startInputGradient();
    }
    for (int h = 0; h < weights.heads(); h++) {
      tokens.scoresBackward(h);
      tokens.weightsBackward(h);
      if (wiring.sourceTrained()) {
        tokens.queriesBackward(h);
        tokens.keysBackward(h);
      }
    }
  }

  @Override
  public void inputBackward() {
    startInputGradient();
    for (int h = 0; h < weights.heads(); h++) {
      tokens.scoresBackward(h);
      tokens.queriesBackward(h);
      tokens.keysBackward(h);
    }
  }

  @Override
  public void queryBackward() {
    residual.queryBackward();
    if (wiring.looksAside()) {
      query.in.gradient().clear();
    }
    for (int h = 0; h < weights.heads(); h++) {
      query.scoresBackward(h);
      query.queriesBackward(h);
    }
  }

  private void startInputGradient() {
    residual.backward();
    if (wiring.looksAside()) {
      wiring.source().gradient().clear();
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

    /**
     * @param in the tokens that look
     * @param all updated tokens
     * @param whole the pass of all tokens whose last this is, or null
     */
    Pass(Activation in, Activation all, Pass whole) {
      this.in = in;
      boolean label = rule.labelOnly() || wiring.reach() == Reach.READ_OUT;
      out = label ? all.label() : all;
      int rows = in.values().rows();
      int width = in.values().cols();
      int keyCount = keys.values().rows();
      int heads = weights.heads();
      projection = new SharedMatrix[heads];
      projectionTransposed = new SharedMatrix[heads];
      keyQueryTransposed = new SharedMatrix[heads];
      projectionSums = new PartialSums[heads];
      queries = new LaneMatrix[heads];
      scores = new LaneMatrix[heads];
      scoresTransposed = new LaneMatrix[heads];
      mix = new LaneMatrix[heads];
      for (int h = 0; h < heads; h++) {
        SharedMatrix products = weights.valueProjection(h);
        PartialSums sums = weights.valueProjectionSums(h);
        projection[h] = label ? products.col(width - 1) : products;
        projectionSums[h] = label ? sums.col(width - 1) : sums;
        projectionTransposed[h] = projection[h].transposed();
        keyQueryTransposed[h] = weights.keyQuery(h).transposed();
        queries[h] = LaneMatrix.zeros(rows, width);
        scores[h] =
            whole == null
                ? LaneMatrix.zeros(rows, keyCount)
                : whole.scores[h].row(whole.scores[h].rows() - 1);
        scoresTransposed[h] = scores[h].transposed();
        mix[h] = LaneMatrix.zeros(rows, width);
      }
      dQueries = LaneMatrix.zeros(rows, width);
      dScores = LaneMatrix.zeros(rows, keyCount);
      dScoresTransposed = dScores.transposed();
      dMix = LaneMatrix.zeros(rows, width);
    }

    void forward(int h) {
      kernels.product(queries[h], weights.keyQuery(h), in.values(), false);
      kernels.contract(scores[h], queries[h], keysTransposed, false);
      if (rule.softmax()) {
        kernels.softmax(scores[h], scores[h]);
      }
      kernels.contract(mix[h], scores[h], keys.values(), false);
      kernels.product(out.values(), projectionTransposed[h], mix[h], true);
    }

    /** From the outputs' gradient to that of q. */
    void scoresBackward(int h) {
      // forward was e'[t] += Bᵀ z[t], so dz[t] = B de'[t]
      kernels.product(dMix, projection[h], out.gradient(), false);
      // forward was z[t] = Σ_s P[t,s] n[s], so dP[t,s] = <dz[t], n[s]>
      kernels.contract(dScores, dMix, keysTransposed, false);
      if (rule.softmax()) {
        kernels.softmaxGradient(dScores, scores[h], dScores);
      }
      // forward was S[t,s] = <q[t], n[s]>, so dq[t] = Σ_s dS[t,s] n[s]
      kernels.contract(dQueries, dScores, keys.values(), false);
    }

    void weightsBackward(int h) {
      // forward was e'[t] += Bᵀ z[t] and q[t] = A n[t]
      kernels.accumulate(projectionSums[h], mix[h], out.gradient());
      kernels.accumulate(weights.keyQuerySums(h), dQueries, in.values());
    }

    void queriesBackward(int h) {
      // forward was q[t] = A n[t], so dn[t] += Aᵀ dq[t]
      kernels.product(in.gradient(), keyQueryTransposed[h], dQueries, true);
    }

    void keysBackward(int h) {
      // forward was S[t,s] = <q[t], n[s]> and z[t] = Σ_s P[t,s] n[s]
      kernels.contract(keys.gradient(), dScoresTransposed, queries[h], true);
      kernels.contract(keys.gradient(), scoresTransposed[h], dMix, true);
    }
  }
}
