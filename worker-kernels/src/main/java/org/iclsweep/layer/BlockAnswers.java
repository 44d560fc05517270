package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * What a layer of the block form adds to the answers.
 *
 * <pre>  U = V A,   Y' = Y + U Xᵀ  </pre>
 *
 * <p><b>Shapes</b>: see {@link BlockState}; U [v, d, 16].
 *
 * <p><b>Cost</b> a task: v d² + v q d fused multiply-adds forward, up to 2 v d² + 2 v q d backward.
 */
final class BlockAnswers {

  private final LaneKernels kernels = Lanes.kernels();
  private final BlockWeights weights;
  private final BlockState in;
  private final Activation reading;
  private final Activation out;

  BlockAnswers(BlockWeights weights, BlockState in, Activation out) {
    this.weights = weights;
    this.in = in;
    this.out = out;
    reading = Activation.zeros(in.labels(), in.dim());
  }

  /** U. */
  Activation reading() {
    return reading;
  }

  Operation forward() {
    LaneMatrix queries = in.queryRows().values();
    return Operation.inOrder(
        kernels.product(
            reading.values(), weights.reading().transposed(), in.labelRows().values(), false),
        kernels.copy(out.values(), in.answers().values()),
        kernels.contract(out.values(), reading.values(), queries.transposed(), true));
  }

  /** Overwrites dU. */
  Operation readingBackward() {
    // forward was Y' = Y + U Xᵀ, so dU = dY' X
    return kernels.contract(reading.gradient(), out.gradient(), in.queryRows().values(), false);
  }

  Operation weightsBackward() {
    // forward was U = V A
    return kernels.accumulate(weights.readingSums(), in.labelRows().values(), reading.gradient());
  }

  /**
   * @param add to the gradient that is there
   */
  Operation labelsBackward(boolean add) {
    // forward was U = V A, so dV = dU Aᵀ
    return kernels.product(in.labelRows().gradient(), weights.reading(), reading.gradient(), add);
  }

  /**
   * @param add to the gradient that is there
   */
  Operation queriesBackward(boolean add) {
    // forward was Y' = Y + U Xᵀ, so dX = dY'ᵀ U
    return kernels.contract(
        in.queryRows().gradient(), out.gradient().transposed(), reading.values(), add);
  }
}
