package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * Draws orthogonal W from the Haar measure, one a lane: Q of a normal matrix, column by column,
 * with diag(R) > 0.
 *
 * <p>The draws of a lane are those of {@link OrthogonalMatrix}, which differs by rounding alone.
 *
 * @see <a href="https://arxiv.org/abs/math-ph/0609050">Mezzadri (2007), How to generate random
 *     matrices from the classical compact groups</a>
 */
final class OrthogonalTransitions implements TransitionSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final LaneMatrix normals;
  private final LaneMatrix transposed;
  private final Operation orthonormalise;

  OrthogonalTransitions(int dim) {
    normals = LaneMatrix.zeros(dim, dim);
    transposed = LaneMatrix.zeros(dim, dim);
    orthonormalise = OrthonormalRows.of(transposed, normals);
  }

  @Override
  public void draw(int[] state) {
    kernels.fillNormal(normals, state, 1f);
    orthonormalise.run();
  }

  @Override
  public Operation step(LaneMatrix out, LaneMatrix x) {
    return kernels.contract(out, x, transposed, false);
  }

  /** Wᵀ: the columns of W, in rows. */
  LaneMatrix transposed() {
    return transposed;
  }
}
