package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.SharedMatrix;

/**
 * What the block form begins with for all teachers and queries at once, whose moments are those of
 * rows f_i and g_j: labels of the teacher f_i are a row of V, so that answers [i, j] are that
 * teacher's to the query g_j.
 *
 * <pre>  C = Σ_s x_s x_sᵀ,   V = Fᵀ C,   X = Gᵀ,   Y = Fᵀ G  </pre>
 *
 * <p>An answer begins with its target, so that it ends with its error, and the square sum of the
 * errors is the mean of the squared error over teacher and query.
 *
 * <p><b>Shapes</b> (N context tokens of d inputs and a label): F, G [d, d]; see {@link BlockState},
 * with v = q = d.
 *
 * <p><b>Writes.</b> X and Y when it is made; forward overwrites C and V. No token gets a gradient.
 *
 * <p><b>Cost.</b> N d² + d³ fused multiply-adds a task.
 */
public final class ContextProducts extends OperationLayer {

  private final Passes passes;

  /**
   * @param tokens the query last, the label in the last column
   * @param out where C, V, X and Y lie
   * @param teachers F
   * @param queries G
   */
  public ContextProducts(
      Activation tokens, BlockState out, SharedMatrix teachers, SharedMatrix queries) {
    LaneKernels kernels = Lanes.kernels();
    LaneMatrix x = tokens.context().cols(0, out.dim()).values();
    LaneMatrix gram = out.gram().values();
    LaneMatrix labels = out.labelRows().values().transposed();
    Operation forward =
        Operation.inOrder(
            kernels.contract(gram, x.transposed(), x, false),
            kernels.product(labels, teachers.transposed(), gram, false));
    SharedMatrix targets = SharedMatrix.zeros(out.dim(), out.dim());
    targets.setProduct(teachers.transposed(), queries);
    fill(out.queryRows().values(), queries.transposed());
    fill(out.answers().values(), targets);
    // nothing before it has weights; errors are of no query and no label of the tokens
    passes = new Passes(forward, Operation.none(), Operation.none(), Operation.none());
  }

  @Override
  Passes passes() {
    return passes;
  }

  private static void fill(LaneMatrix matrix, SharedMatrix values) {
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.cols(); c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          matrix.set(r, c, lane, values.get(r, c));
        }
      }
    }
  }
}
