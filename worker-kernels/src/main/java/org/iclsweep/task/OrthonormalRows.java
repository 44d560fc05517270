package org.iclsweep.task;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * Makes vectors of each task orthonormal, one after the other: Gram-Schmidt that goes over each
 * twice, without a branch.
 *
 * <pre>
 *   x_j = Σ_{k<=j} R[k,j] q_k,   R[j,j] > 0,   ⟨q_j, q_k⟩ = 1 if j = k, else 0
 *   z_j = Σ_{k<=j} R[k,j] y_k                                         what is carried along
 * </pre>
 *
 * <p>A vector of zeros counts as one of 2^-60 along its own axis, so that every task has a result.
 *
 * <p><b>Shapes.</b> x and q [n, n, 16], vectors in rows; z and y [n, c, 16] beside them, as further
 * columns of the same matrices.
 *
 * <p><b>Writes.</b> Overwrites q and y; allocates nothing.
 *
 * <p><b>Error.</b> Twice is enough: |QᵀQ - I| is of some n 2^-24, however near to each other
 * vectors are.
 *
 * <p><b>Cost.</b> n² (n + c) + n³ fused multiply-adds and n roots a task.
 *
 * @see <a href="https://doi.org/10.1007/s00211-005-0615-4">Giraud, Langou, Rozložník and van den
 *     Eshof (2005), on twice is enough</a>
 */
final class OrthonormalRows {

  /** Its square is a float. */
  private static final float TINY = 0x1p-60f;

  private final LaneKernels kernels = Lanes.kernels();
  private final LaneMatrix out;
  private final LaneMatrix row;
  private final LaneMatrix along;
  private final LaneMatrix lost;
  private final LaneMatrix factor = LaneMatrix.zeros(1, 1);
  private final LaneMatrix tiny = LaneMatrix.zeros(1, 1);
  private final int dim;

  private OrthonormalRows(LaneMatrix out) {
    this.out = out;
    dim = out.rows();
    row = LaneMatrix.zeros(1, out.cols());
    lost = LaneMatrix.zeros(1, out.cols());
    along = LaneMatrix.zeros(1, dim);
    Constants.fill(tiny, TINY);
  }

  /**
   * @param out q, and y behind it
   * @param x x, and z behind it
   */
  static Operation of(LaneMatrix out, LaneMatrix x) {
    OrthonormalRows rows = new OrthonormalRows(out);
    List<Operation> all = new ArrayList<>();
    for (int j = 0; j < out.rows(); j++) {
      all.add(rows.kernels.copy(rows.row, x.row(j)));
      all.add(rows.lengthen(j));
      if (j > 0) {
        all.add(rows.clear(j));
        all.add(rows.clear(j));
      }
      all.add(rows.normalise(j));
    }
    return Operation.inOrder(all);
  }

  /** Adds what changes no sum but one of zeros, of which there is no direction. */
  private Operation lengthen(int j) {
    LaneMatrix element = row.col(j);
    return () -> kernels.add(element, element, tiny);
  }

  /** Takes from the row what lies along the vectors before it. */
  private Operation clear(int j) {
    LaneMatrix before = out.rows(0, j);
    LaneMatrix parts = along.cols(0, j);
    return Operation.inOrder(
        kernels.contract(parts, row.cols(0, dim), before.cols(0, dim).transposed(), false),
        kernels.contract(lost, parts, before, false),
        () -> kernels.subtract(row, row, lost));
  }

  private Operation normalise(int j) {
    LaneMatrix vector = row.cols(0, dim);
    return Operation.inOrder(
        kernels.contract(factor, vector, vector.transposed(), false),
        () -> kernels.reciprocalRoot(factor, factor, 1f),
        kernels.contract(out.row(j), factor, row, false));
  }
}
