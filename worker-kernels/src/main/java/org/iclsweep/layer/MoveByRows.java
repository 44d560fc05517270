package org.iclsweep.layer;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.SharedMatrix;

/**
 * Moves a few rows without T, where nothing behind reads C.
 *
 * <pre>  K_h = R A_hᵀ,   M_h = K_h C,   R' = R + Σ_h M_h B_h  </pre>
 *
 * <p><b>Shapes</b> (r rows): R, K_h, M_h [r, d, 16].
 *
 * <p><b>Cost</b> a head and task: 3 r d² fused multiply-adds forward, up to 6 r d² backward.
 */
final class MoveByRows implements BlockMove {

  private final LaneKernels kernels = Lanes.kernels();
  private final BlockWeights weights;
  private final BlockState in;
  private final BlockState out;
  private final Activation moved;
  private final Head[] heads;

  MoveByRows(BlockWeights weights, BlockState in, BlockState out) {
    this.weights = weights;
    this.in = in;
    this.out = out;
    moved = in.rowsToMove();
    heads = new Head[weights.heads()];
    Arrays.setAll(heads, Head::new);
  }

  @Override
  public Activation moved() {
    return moved;
  }

  @Override
  public Operation forward() {
    return Operation.inOrder(
        kernels.copy(out.rows().values(), moved.values()), Operation.each(heads, Head::forward));
  }

  @Override
  public Operation backward() {
    return Operation.inOrder(
        kernels.copy(moved.gradient(), out.rows().gradient()),
        Operation.each(heads, Head::backward));
  }

  @Override
  public Operation queryBackward() {
    return backward();
  }

  @Override
  public Operation weightsBackward() {
    return Operation.each(heads, Head::weightsBackward);
  }

  @Override
  public Operation gramBackward(LaneMatrix dGram) {
    return Operation.each(heads, head -> head.gramBackward(dGram));
  }

  /** One head's part. */
  private final class Head {
    private final int head;
    private final SharedMatrix keyQuery;
    private final SharedMatrix projection;
    private final Activation keys = Activation.zeros(rows(), in.dim());
    private final Activation mix = Activation.zeros(rows(), in.dim());

    Head(int head) {
      this.head = head;
      keyQuery = weights.keyQuery(head);
      projection = weights.valueProjection(head);
    }

    private int rows() {
      return moved.values().rows();
    }

    Operation forward() {
      return Operation.inOrder(
          kernels.product(keys.values(), keyQuery, moved.values(), false),
          kernels.contract(mix.values(), keys.values(), in.gram().values(), false),
          kernels.product(out.rows().values(), projection.transposed(), mix.values(), true));
    }

    Operation backward() {
      // forward was R' = R + M B, M = K C, K = R Aᵀ, so dM = dR' Bᵀ, dK = dM C, dR = dR' + dK A
      return Operation.inOrder(
          kernels.product(mix.gradient(), projection, out.rows().gradient(), false),
          kernels.contract(keys.gradient(), mix.gradient(), in.gram().values(), false),
          kernels.product(moved.gradient(), keyQuery.transposed(), keys.gradient(), true));
    }

    Operation weightsBackward() {
      // forward was R' = R + M B and K = R Aᵀ, so dB += Mᵀ dR' and dA += dKᵀ R
      return Operation.inOrder(
          kernels.accumulate(
              weights.valueProjectionSums(head), mix.values(), out.rows().gradient()),
          kernels.accumulate(weights.keyQuerySums(head), keys.gradient(), moved.values()));
    }

    Operation gramBackward(LaneMatrix dGram) {
      // forward was M = K C, so dC += Kᵀ dM
      return kernels.contract(dGram, keys.values().transposed(), mix.gradient(), true);
    }
  }
}
