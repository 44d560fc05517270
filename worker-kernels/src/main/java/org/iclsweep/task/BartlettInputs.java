package org.iclsweep.task;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;

/**
 * Normal inputs for {@link GramRoots}: the transposed of a triangular matrix, then the query's.
 *
 * <pre>  x_j = (0, .., 0, T[j,j], .., T[d-1,j])  </pre>
 *
 * <p>All normal draws come first: those below the diagonal, column by column, one for each number
 * on it that has an odd number of degrees of freedom, and the query's.
 *
 * <p><b>Shapes.</b> context [d, d, 16], whose other elements are 0 and stay so; query [1, d, 16].
 */
final class BartlettInputs implements InputSampler {

  /** From where to where normal draws go. */
  private record Copy(LaneMatrix to, LaneMatrix from) {}

  private final LaneKernels kernels = Lanes.kernels();
  private final int draws;
  private final float scale;
  private final LaneMatrix normals;
  private final Copy[] copies;

  /** T[j,j]: [1, 1, 16] each. */
  private final LaneMatrix[] diagonal;

  /**
   * @param draws N, inputs of the context that they stand for
   * @param scale standard deviation of their features
   */
  BartlettInputs(int draws, float scale, LaneMatrix context, LaneMatrix query) {
    this.draws = draws;
    this.scale = scale;
    int dim = context.rows();
    diagonal = new LaneMatrix[dim];
    List<LaneMatrix> targets = new ArrayList<>();
    for (int j = 0; j < dim; j++) {
      diagonal[j] = context.row(j).col(j);
      targets.add(context.row(j).cols(isOdd(j) ? j : j + 1, dim));
    }
    targets.add(query);
    normals = LaneMatrix.zeros(1, targets.stream().mapToInt(LaneMatrix::cols).sum());
    copies = new Copy[targets.size()];
    int next = 0;
    for (int k = 0; k < copies.length; k++) {
      LaneMatrix to = targets.get(k);
      copies[k] = new Copy(to, normals.cols(next, next + to.cols()));
      next += to.cols();
    }
  }

  /** Whether T[j,j]² has an odd number of degrees of freedom. */
  private boolean isOdd(int j) {
    return (draws - j) % 2 != 0;
  }

  @Override
  public void draw(int[] state) {
    kernels.fillNormal(normals, state, scale);
    for (Copy copy : copies) {
      copy.to.copyFrom(copy.from);
    }
    for (int j = 0; j < diagonal.length; j++) {
      if (!isOdd(j)) {
        diagonal[j].clear();
      }
      kernels.lengthen(diagonal[j], state, (draws - j) / 2, scale);
    }
  }
}
