package org.iclsweep.task;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * Draws W of given eigenvalues, one a lane: first G, then the eigenvalues.
 *
 * <pre>
 *   W = G diag(e) G⁻¹,   G = Q R,   G⁻¹ = R⁻¹ Qᵀ;   column j of R⁻¹ is what becomes of e_j along with column j of G
 * </pre>
 *
 * <p><b>Error.</b> Of W some cond(G) 2^-24 |W|; cond(G) is above 1000 in 2 % of draws of 10 x 10.
 * Such W lead to large states, which {@code stateClip} bounds.
 *
 * <p><b>Cost.</b> 5 n³ fused multiply-adds a task: orthonormal columns 3 n³, two products.
 */
final class ContractingTransitions implements TransitionSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final LaneMatrix columns;
  private final LaneMatrix eigenvalues;
  private final LaneMatrix drawn;
  private final LaneMatrix middle;
  private final float halfWidth;
  private final LaneMatrix transposed;
  private final Operation product;

  ContractingTransitions(int dim, Transition law) {
    halfWidth = (float) ((law.eigenvalueMax() - law.eigenvalueMin()) / 2);
    eigenvalues = LaneMatrix.zeros(1, dim);
    Constants.fill(eigenvalues, (float) law.eigenvalueMax());
    drawn = eigenvalues.cols(0, dim - 1);
    middle = LaneMatrix.zeros(1, dim - 1);
    Constants.fill(middle, (float) ((law.eigenvalueMax() + law.eigenvalueMin()) / 2));
    LaneMatrix beside = LaneMatrix.zeros(dim, 2 * dim);
    columns = beside.cols(0, dim);
    for (int j = 0; j < dim; j++) {
      Constants.fill(beside.row(j).col(dim + j), 1);
    }
    transposed = LaneMatrix.zeros(dim, dim);
    product = product(dim, beside);
  }

  private Operation product(int dim, LaneMatrix beside) {
    LaneMatrix orthonormal = LaneMatrix.zeros(dim, 2 * dim);
    LaneMatrix inverse = LaneMatrix.zeros(dim, dim);
    LaneMatrix scaled = LaneMatrix.zeros(dim, dim);
    List<Operation> all = new ArrayList<>();
    all.add(OrthonormalRows.of(orthonormal, beside));
    LaneMatrix q = orthonormal.cols(0, dim);
    LaneMatrix inverseOfR = orthonormal.cols(dim, 2 * dim);
    all.add(kernels.contract(inverse, inverseOfR.transposed(), q, false));
    for (int j = 0; j < dim; j++) {
      all.add(kernels.contract(scaled.row(j), eigenvalues.col(j), columns.row(j), false));
    }
    all.add(kernels.contract(transposed, inverse.transposed(), scaled, false));
    return Operation.inOrder(all);
  }

  @Override
  public void draw(int[] state) {
    kernels.fillNormal(columns, state, 1f);
    kernels.fillUniform(drawn, state, halfWidth);
    kernels.add(drawn, drawn, middle);
    product.run();
  }

  @Override
  public Operation step(LaneMatrix out, LaneMatrix x) {
    return kernels.contract(out, x, transposed, false);
  }

  /** Wᵀ. */
  LaneMatrix transposed() {
    return transposed;
  }

  /** e: [1, n, 16]. */
  LaneMatrix eigenvalues() {
    return eigenvalues;
  }
}
