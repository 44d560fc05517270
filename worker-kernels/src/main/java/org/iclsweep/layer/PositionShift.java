package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * What a code of positions beside tokens adds to their queries or keys: the same for all tasks, so
 * it is formed once a step.
 *
 * <pre>  p_t = a Uᵀ c_t  </pre>
 *
 * <p><b>Shapes</b> (T tokens, a code of D features, H heads of s features): c [T, D]; U [D, H s]; p
 * [T, H s, 16], alike in every lane.
 *
 * <p><b>Cost.</b> T H s additions a task, forward and backward, and 2 T D H s fused multiply-adds a
 * step.
 */
final class PositionShift implements Weights {

  private final LaneKernels kernels = Lanes.kernels();
  private final SharedMatrix code;
  private final SharedMatrix codeTransposed;
  private final Trained map;
  private final float scale;
  private final SharedMatrix shift;
  private final LaneMatrix values;
  private final PartialSums sums;

  /**
   * @param code c
   * @param map U
   * @param scale a
   */
  PositionShift(SharedMatrix code, Trained map, double scale) {
    this.code = code;
    codeTransposed = code.transposed();
    this.map = map;
    this.scale = (float) scale;
    int cols = map.values().cols();
    shift = SharedMatrix.zeros(code.rows(), cols);
    values = LaneMatrix.zeros(code.rows(), cols);
    sums = PartialSums.zeros(code.rows(), cols);
  }

  /** Overwrites by p. */
  Operation forward(LaneMatrix out) {
    return kernels.copy(out, values);
  }

  /** Adds to the sums of the gradient by p. */
  Operation backward(LaneMatrix gradient) {
    int tokens = gradient.rows();
    LaneMatrix[] each = new LaneMatrix[tokens];
    PartialSums[] sumsOfEach = new PartialSums[tokens];
    for (int t = 0; t < tokens; t++) {
      each[t] = gradient.row(t);
      sumsOfEach[t] = sums.rows(t, t + 1);
    }
    return () -> {
      for (int t = 0; t < tokens; t++) {
        kernels.accumulateRows(sumsOfEach[t], each[t]);
      }
    };
  }

  @Override
  public void prepare() {
    shift.setProduct(code, map.values());
    shift.multiply(scale);
    values.copyFrom(shift);
    sums.clear();
  }

  @Override
  public void closeGradient(float scale) {
    // forward was P = a C U, so dU = a Cᵀ dP
    shift.setSums(sums, scale * this.scale);
    map.gradient().setProduct(codeTransposed, shift);
  }
}
