package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;

/**
 * The perceptron of a {@link StateMap}, the same for all sequences: A, then B, by the teacher's
 * seed.
 *
 * @param inner A [r n, n]
 * @param outer B [n, r n]
 */
record StatePerceptron(SharedMatrix inner, SharedMatrix outer) {

  /** Of the key's counter: 0 is that of matrices W. */
  private static final int STEP = 1;

  static StatePerceptron of(StateMap map, int dim, long seed) {
    int[] state = new int[LaneKernels.STATE_WORDS];
    Lanes.kernels().seed(state, seed, Stream.TEACHER.number(), STEP, 0);
    int units = map.widening() * dim;
    // arguments are drawn from left to right
    return new StatePerceptron(
        normal(state, units, dim, map.scale()), normal(state, dim, units, map.scale()));
  }

  private static SharedMatrix normal(int[] state, int rows, int cols, double scale) {
    LaneMatrix draws = LaneMatrix.zeros(rows, cols);
    Lanes.kernels().fillNormal(draws, state, (float) scale);
    return SharedMatrix.ofFirst(draws);
  }

  /**
   * Writes f(h).
   *
   * <p><b>Shapes</b>: out and h [1, n, 16].
   *
   * <p><b>Cost.</b> 2 r n² fused multiply-adds and r n GELUs a task.
   */
  Operation write(LaneMatrix out, LaneMatrix h) {
    return write(out, LaneMatrix.zeros(1, h.cols()), h);
  }

  /** Writes f(h), and g of it, alike. */
  Operation write(LaneMatrix out, LaneMatrix g, LaneMatrix h) {
    LaneKernels kernels = Lanes.kernels();
    LaneMatrix hidden = LaneMatrix.zeros(1, inner.rows());
    LaneMatrix slope = LaneMatrix.zeros(1, inner.rows());
    LaneMatrix factor = LaneMatrix.zeros(1, 1);
    return Operation.inOrder(
        kernels.product(slope, inner, h, false),
        () -> kernels.gelu(hidden, slope, slope),
        kernels.product(g, outer, hidden, false),
        kernels.contract(factor, g, g.transposed(), false),
        () -> kernels.reciprocalRoot(factor, factor, 1f),
        kernels.contract(out, factor, g, false));
  }
}
