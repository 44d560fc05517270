package org.iclsweep.layer;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * Some tokens that follow one another, of one head, and all that they look at: the last of them at
 * all, every other one at one less than the next.
 *
 * <pre>
 *   S[t,s] = ⟨q_t, k_s⟩,   P from S,   z_t = Σ_{s ≤ t} P[t,s] v_s
 * </pre>
 *
 * <p>Scores are of all pairs, and those with later tokens are overwritten. A mix is summed over
 * what its token looks at and nothing else, so that no later one has any effect on it, not on a
 * bit, be it NaN.
 *
 * <p><b>Shapes</b> (h tokens that look, N that are looked at): S, P [h, N, 16]; see {@link
 * HeadTokens}.
 *
 * <p><b>Writes.</b> Forward overwrites z; backward overwrites dq.
 *
 * <p><b>Cost</b> a task: h N s fused multiply-adds for scores, and one for each feature of what is
 * looked at for mixes; 4 h N s backward.
 */
final class CausalStrip {

  /**
   * Most tokens of a strip: what is scored in vain, and what sums are loaded for, are in balance.
   */
  static final int HEIGHT = 8;

  private final LaneKernels kernels = Lanes.kernels();
  private final Scores rule;
  private final Decay decay;
  private final HeadTokens of;
  private final LaneMatrix shares;
  private final LaneMatrix slopes;
  private final LaneMatrix dScores;

  /**
   * @param rule what becomes of the scores
   * @param decay by what they fall with the distance before; null for not at all
   * @param of the tokens, of one head
   * @param shares room for P that lasts until the backward pass
   * @param slopes room for its slopes, if any are kept
   * @param dScores room for the gradient, of which nothing is read later
   */
  CausalStrip(
      Scores rule,
      Decay decay,
      HeadTokens of,
      LaneMatrix shares,
      LaneMatrix slopes,
      LaneMatrix dScores) {
    this.rule = rule;
    this.decay = decay;
    this.of = of;
    this.shares = shares;
    this.slopes = slopes;
    this.dScores = dScores;
  }

  /** Overwrites P. */
  Operation scoring() {
    float later = rule == Scores.SOFTMAX ? Float.NEGATIVE_INFINITY : 0f;
    return Operation.inOrder(
        kernels.contract(shares, of.queries().values(), of.keys().values().transposed(), false),
        () -> shares.fillAboveLast(later),
        decayed(shares),
        rule.forward(kernels, shares, slopes));
  }

  private Operation decayed(LaneMatrix scores) {
    return decay == null ? Operation.none() : decay.of(scores);
  }

  /** Overwrites z, from P. */
  Operation mixing() {
    LaneMatrix mixes = of.mixes().values();
    LaneMatrix values = of.values().values();
    int height = mixes.rows();
    int common = values.rows() - height + 1;
    List<Operation> all = new ArrayList<>();
    all.add(kernels.contract(mixes, shares.cols(0, common), values.rows(0, common), false));
    for (int t = 1; t < height; t++) {
      int end = common + t;
      all.add(
          kernels.contract(
              mixes.row(t), shares.row(t).cols(common, end), values.rows(common, end), true));
    }
    return Operation.inOrder(all);
  }

  /**
   * Overwrites dq, from P and dz.
   *
   * @param add whether dk and dv are added to, or overwritten
   */
  Operation backward(boolean add) {
    LaneMatrix dMixes = of.mixes().gradient();
    return Operation.inOrder(
        // forward was z[t] = Σ_s P[t,s] v[s], so dP[t,s] = <dz[t], v[s]> and dv[s] = Σ_t P[t,s]
        // dz[t]
        kernels.contract(dScores, dMixes, of.values().values().transposed(), false),
        kernels.contract(of.values().gradient(), shares.transposed(), dMixes, add),
        () -> dScores.fillAboveLast(0f),
        rule.backward(kernels, dScores, shares, slopes),
        decayed(dScores),
        // forward was S[t,s] = <q[t], k[s]>, so dq[t] = Σ_s dS[t,s] k[s] and dk[s] = Σ_t dS[t,s]
        // q[t]
        kernels.contract(of.queries().gradient(), dScores, of.keys().values(), false),
        kernels.contract(of.keys().gradient(), dScores.transposed(), of.queries().values(), add));
  }
}
