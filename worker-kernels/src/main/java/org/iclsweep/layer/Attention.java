package org.iclsweep.layer;

import java.util.Arrays;
import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * Self-attention with a residual connection, token by token.
 *
 * <pre>
 *   q_t = A_h n_t,   S[t,s] = ⟨q_t, n_s⟩,   P from S,   z_t = Σ_s P[t,s] n_s
 *   e'_t = e_t + Σ_h B_hᵀ z_t
 * </pre>
 *
 * <p>e is the residual stream and n what attention reads: e itself, or e normed. s runs over the
 * tokens that the {@link Mask} leaves. P is what {@link Scores} make of S. Where these tokens are
 * not the same for all t, each t is taken on its own, so that no other has any effect on it, not on
 * a bit. Where one of them is scored without a value, P is of all of them and z_t the sum over the
 * others.
 *
 * <p><b>Shapes</b> (T tokens, N keys, width m): e, n [T, m, 16]; e' as its {@link Reach} says; q, z
 * [rows, m, 16] and S [rows, N, 16] for T rows, or 1.
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
   * @param scores what becomes of the scores
   * @param mask which tokens are looked at
   * @param update the features that are updated
   */
  public record Rule(Scores scores, Mask mask, Columns update) {

    /** What it updates of the features that a reach has: those are all, or all that it updates. */
    Columns updated(Reach reach) {
      return reach.features().all() ? update : Columns.ALL;
    }

    /** The columns of the projection that it needs for that. */
    public Columns projected(Reach reach) {
      return reach.features().all() ? update : reach.features();
    }
  }

  private final LaneKernels kernels = Lanes.kernels();
  private final AttentionWeights weights;
  private final Rule rule;
  private final Wiring wiring;
  private final Residual residual;
  private final Activation keys;
  private final Pass tokens;
  private final Pass query;

  public Attention(AttentionWeights weights, Rule rule, Wiring wiring) {
    this.weights = weights;
    this.rule = rule;
    this.wiring = wiring;
    residual = new Residual(wiring.stream(), wiring.out(), wiring.reach());
    keys = rule.mask() == Mask.CONTEXT ? wiring.source().context() : wiring.source();
    tokens = new Pass(wiring.reach().tokens(wiring.source()), wiring.out(), null);
    query =
        wiring.reach().everyToken()
            ? new Pass(wiring.source().query(), wiring.out().query(), tokens)
            : tokens;
  }

  @Override
  public void forward() {
    residual.forward();
    tokens.forward.run();
  }

  @Override
  public void backward() {
    if (wiring.sourceTrained()) {
      startInputGradient();
    }
    tokens.scoresBackward.run();
    tokens.weightsBackward.run();
    if (wiring.sourceTrained()) {
      tokens.queriesBackward.run();
      tokens.keysBackward.run();
    }
  }

  @Override
  public void inputBackward() {
    startInputGradient();
    tokens.scoresBackward.run();
    tokens.queriesBackward.run();
    tokens.keysBackward.run();
  }

  @Override
  public void queryBackward() {
    residual.queryBackward();
    if (wiring.looksAside()) {
      query.in.gradient().clear();
    }
    query.scoresBackward.run();
    query.queriesBackward.run();
  }

  private void startInputGradient() {
    residual.backward();
    if (wiring.looksAside()) {
      wiring.source().gradient().clear();
    }
  }

  /**
   * The arithmetic for some of the tokens as those who look: all of them, or the query alone. What
   * all heads do alike is done in one go, on their rows below one another.
   */
  private final class Pass {
    private final Activation in;
    private final LaneMatrix queries;
    private final LaneMatrix scores;
    private final LaneMatrix slopes;
    private final LaneMatrix mix;
    private final LaneMatrix dQueries;
    private final LaneMatrix dMix;
    private final LaneMatrix dScores;
    private final Operation forward;
    private final Operation scoresBackward;
    private final Operation weightsBackward;
    private final Operation queriesBackward;
    private final Operation keysBackward;

    /**
     * @param in the tokens that look
     * @param all updated tokens
     * @param whole the pass of all tokens whose last this is, or null
     */
    Pass(Activation in, Activation all, Pass whole) {
      this.in = in;
      int width = in.values().cols();
      int keyCount = keys.values().rows();
      int rows = weights.heads() * in.values().rows();
      queries = LaneMatrix.zeros(rows, width);
      int slopeCount = rule.scores().slopes() * keyCount;
      scores = whole == null ? LaneMatrix.zeros(rows, keyCount) : whole.ofQuery(whole.scores);
      slopes = whole == null ? LaneMatrix.zeros(rows, slopeCount) : whole.ofQuery(whole.slopes);
      mix = LaneMatrix.zeros(rows, width);
      dQueries = LaneMatrix.zeros(rows, width);
      dMix = LaneMatrix.zeros(rows, width);
      dScores = LaneMatrix.zeros(rows, keyCount);
      Activation updated = all.cols(rule.updated(wiring.reach()));
      Head[] heads = new Head[weights.heads()];
      Arrays.setAll(heads, h -> new Head(this, h, updated));
      Look[] looks = looks();
      forward =
          Operation.inOrder(
              Operation.each(heads, head -> head.queriesForward),
              Operation.each(looks, look -> look.forward),
              Operation.each(heads, head -> head.mixForward));
      scoresBackward =
          Operation.inOrder(
              Operation.each(heads, head -> head.mixBackward),
              Operation.each(looks, look -> look.scoresBackward));
      weightsBackward = Operation.each(heads, head -> head.weightsBackward);
      queriesBackward = Operation.each(heads, head -> head.queriesBackward);
      keysBackward = Operation.each(looks, look -> look.keysBackward);
    }

    /** One for all tokens that look at the same, or one for each. */
    private Look[] looks() {
      int tokens = in.values().rows();
      int keyCount = keys.values().rows();
      if (rule.mask() != Mask.CAUSAL) {
        return new Look[] {new Look(this, 0, weights.heads() * tokens, 1, keyCount)};
      }
      Look[] looks = new Look[tokens];
      Arrays.setAll(
          looks, t -> new Look(this, t, weights.heads(), tokens, keyCount - tokens + t + 1));
      return looks;
    }

    /** The query token's row of every head. */
    private LaneMatrix ofQuery(LaneMatrix scores) {
      int tokens = in.values().rows();
      return scores.rows(tokens - 1, weights.heads(), tokens);
    }
  }

  /** Some rows of a pass that look at the same tokens, the first ones. */
  private final class Look {
    private final Operation forward;
    private final Operation scoresBackward;
    private final Operation keysBackward;

    Look(Pass pass, int first, int count, int step, int keyCount) {
      LaneMatrix queries = pass.queries.rows(first, count, step);
      LaneMatrix mix = pass.mix.rows(first, count, step);
      LaneMatrix dQueries = pass.dQueries.rows(first, count, step);
      LaneMatrix dMix = pass.dMix.rows(first, count, step);
      LaneMatrix scores = pass.scores.rows(first, count, step).cols(0, keyCount);
      LaneMatrix dScores = pass.dScores.rows(first, count, step).cols(0, keyCount);
      LaneMatrix slopes =
          pass.slopes.rows(first, count, step).cols(0, rule.scores().slopes() * keyCount);
      LaneMatrix seen = keys.values().rows(0, keyCount);
      LaneMatrix dSeen = keys.gradient().rows(0, keyCount);
      int valueCount = rule.mask().values(keyCount);
      LaneMatrix shares = scores.cols(0, valueCount);
      LaneMatrix dShares = dScores.cols(0, valueCount);
      LaneMatrix dNoShares = dScores.cols(valueCount, keyCount);
      LaneMatrix values = seen.rows(0, valueCount);
      LaneMatrix dValues = dSeen.rows(0, valueCount);
      forward =
          Operation.inOrder(
              kernels.contract(scores, queries, seen.transposed(), false),
              rule.scores().forward(kernels, scores, slopes),
              kernels.contract(mix, shares, values, false));
      scoresBackward =
          Operation.inOrder(
              // forward was z[t] = Σ_s P[t,s] n[s], so dP[t,s] = <dz[t], n[s]>
              kernels.contract(dShares, dMix, values.transposed(), false),
              dNoShares::clear,
              rule.scores().backward(kernels, dScores, scores, slopes),
              // forward was S[t,s] = <q[t], n[s]>, so dq[t] = Σ_s dS[t,s] n[s]
              kernels.contract(dQueries, dScores, seen, false));
      // forward was S[t,s] = <q[t], n[s]> and z[t] = Σ_s P[t,s] n[s]
      keysBackward =
          Operation.inOrder(
              kernels.contract(dSeen, dScores.transposed(), queries, true),
              kernels.contract(dValues, shares.transposed(), dMix, true));
    }
  }

  /** One head's part of a pass. */
  private final class Head {
    private final Operation queriesForward;
    private final Operation mixForward;
    private final Operation mixBackward;
    private final Operation weightsBackward;
    private final Operation queriesBackward;

    Head(Pass pass, int h, Activation out) {
      Activation in = pass.in;
      int rows = in.values().rows();
      SharedMatrix keyQuery = weights.keyQuery(h);
      Columns projected = rule.projected(wiring.reach());
      SharedMatrix projection = projected.of(weights.valueProjection(h));
      PartialSums projectionSums = projected.of(weights.valueProjectionSums(h));
      LaneMatrix queries = pass.queries.rows(h * rows, (h + 1) * rows);
      LaneMatrix mix = pass.mix.rows(h * rows, (h + 1) * rows);
      LaneMatrix dQueries = pass.dQueries.rows(h * rows, (h + 1) * rows);
      LaneMatrix dMix = pass.dMix.rows(h * rows, (h + 1) * rows);
      queriesForward = kernels.product(queries, keyQuery, in.values(), false);
      mixForward = kernels.product(out.values(), projection.transposed(), mix, true);
      // forward was e'[t] += Bᵀ z[t], so dz[t] = B de'[t]
      mixBackward = kernels.product(dMix, projection, out.gradient(), false);
      // forward was e'[t] += Bᵀ z[t] and q[t] = A n[t]
      weightsBackward =
          Operation.inOrder(
              kernels.accumulate(projectionSums, mix, out.gradient()),
              kernels.accumulate(weights.keyQuerySums(h), dQueries, in.values()));
      // forward was q[t] = A n[t], so dn[t] += Aᵀ dq[t]
      queriesBackward = kernels.product(in.gradient(), keyQuery.transposed(), dQueries, true);
    }
  }
}
