package org.iclsweep.layer;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.Preconditioning;

/**
 * The queries of one head of the mesa layer: those of linear attention, each times the inverse of
 * the sum of squares of the keys up to it. Causal linear attention with these queries answers as
 * ridge regression on keys and values does, at every token.
 *
 * <pre>
 *   A_t = γ A_{t-1} + k_t k_tᵀ,   A_0 = I / λ,   x_t = A_t⁻¹ q_t
 * </pre>
 *
 * <p>Where γ is not 1, attention's scores are {@code γ^(t-s) ⟨k_s, x_t⟩}; {@code A_0} decays, too.
 *
 * <p><b>Shapes</b> (T tokens, head size s): q, k, x [T, s, 16].
 *
 * <p><b>Writes.</b> Forward overwrites x. Backward overwrites dq and adds to dk, which holds the
 * gradient that came through attention's scores; so attention goes back first.
 *
 * <p><b>Cost</b> a token and task: {@code 5/2 s²} fused multiply-adds forward, {@code 7/2 s²}
 * backward.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), section 2</a>
 */
public final class MesaQueries {

  private final Preconditioning operands;
  private final Preconditioning.Gradient inputs;
  private final Operation forward;
  private final Operation backward;
  private final Operation inputBackward;

  /**
   * @param h which head it is
   * @param queries q, and dq for its gradient
   * @param keys k and dk
   * @param out x and dx
   */
  public MesaQueries(
      MesaWeights weights, int h, Activation queries, Activation keys, Activation out) {
    int tokens = keys.values().rows();
    operands =
        Preconditioning.of(
            queries.values(),
            keys.values(),
            out.values(),
            weights.lambda().values(h, 1),
            weights.forget().values(h, tokens));
    inputs =
        Preconditioning.Gradient.of(
            queries.gradient(), keys.gradient(), out.gradient(), null, null);
    forward = Lanes.kernels().precondition(operands);
    inputBackward = Lanes.kernels().preconditionGradient(operands, inputs);
    backward =
        Lanes.kernels()
            .preconditionGradient(
                operands,
                inputs.with(weights.lambda().sums(h, 1), weights.forget().sums(h, tokens)));
  }

  /** Queries that come out, from queries and keys. */
  public Operation forward() {
    return forward;
  }

  /** Gradients by queries, keys, λ and γ from that by the queries that came out. */
  public Operation backward() {
    return backward;
  }

  /** The same without those by λ and γ. */
  public Operation inputBackward() {
    return inputBackward;
  }

  /**
   * ρ = λ max |k|² of the last pass, by which single precision loses: x has errors of about 1e-7 (1
   * + ρ), the gradient by keys of 5e-5 at 100 and 3e-3 at 1000.
   *
   * @param lanes tasks that are looked at, the first ones
   */
  public double largestRho(int lanes) {
    LaneMatrix keys = operands.keys();
    double largest = 0;
    for (int t = 0; t < keys.rows(); t++) {
      for (int lane = 0; lane < lanes; lane++) {
        double square = 0;
        for (int i = 0; i < keys.cols(); i++) {
          square += (double) keys.get(t, i, lane) * keys.get(t, i, lane);
        }
        largest = Math.max(largest, square);
      }
    }
    return operands.lambda().get(0, 0) * largest;
  }

  /**
   * Whether the last pass went wrong: λ is not positive or γ not in (0, 1], or γ + ⟨k, R k⟩ was not
   * positive, where R was no inverse any more.
   *
   * @param lanes tasks that are looked at, the first ones
   */
  public boolean broken(int lanes) {
    boolean whole = operands.lambda().get(0, 0) > 0;
    for (int t = 0; t < operands.shares().rows(); t++) {
      float forget = operands.forget().get(0, t);
      whole &= forget > 0 && forget <= 1;
      for (int lane = 0; lane < lanes; lane++) {
        float share = operands.shares().get(t, 0, lane);
        whole &= share > 0 && share < Float.POSITIVE_INFINITY;
      }
    }
    return !whole;
  }

  /** λ. */
  public double lambda() {
    return operands.lambda().get(0, 0);
  }

  /** γ; 1 where nothing is forgotten. */
  public double forget() {
    return operands.forget().get(0, 0);
  }

  /** The inverse as the last pass back left it, elements above the diagonal and on it. */
  LaneMatrix startTakenBack() {
    return inputs.inverse();
  }
}
