package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.SharedMatrix;

/**
 * From inputs and teachers as they are drawn to those of a {@link Covariance}.
 *
 * <p><b>Cost.</b> d² fused multiply-adds an input and teacher; none without a covariance, where
 * both lie in one place.
 *
 * @param drawnContext z of the context: [N, d, 16]
 * @param drawnQuery z of the query: [1, d, 16]
 * @param drawnTeacher v: [1, d, 16]
 * @param write overwrites the block's inputs and the teacher by what is drawn
 */
record CovarianceMap(
    LaneMatrix drawnContext, LaneMatrix drawnQuery, LaneMatrix drawnTeacher, Operation write) {

  static CovarianceMap of(Covariance covariance, TaskBlock block, LaneMatrix teacher) {
    LaneMatrix context = block.contextInputs();
    LaneMatrix query = block.queryInput();
    if (covariance.equals(Covariance.NONE)) {
      return new CovarianceMap(context, query, teacher, Operation.none());
    }
    int dim = teacher.cols();
    SharedMatrix ofInputs = covariance.ofInputs(dim);
    LaneMatrix drawnContext = LaneMatrix.zeros(context.rows(), dim);
    LaneMatrix drawnQuery = LaneMatrix.zeros(1, dim);
    LaneMatrix drawnTeacher = LaneMatrix.zeros(1, dim);
    LaneKernels kernels = Lanes.kernels();
    Operation write =
        Operation.inOrder(
            kernels.product(context, ofInputs, drawnContext, false),
            kernels.product(query, ofInputs, drawnQuery, false),
            kernels.product(teacher, covariance.ofTeachers(dim), drawnTeacher, false));
    return new CovarianceMap(drawnContext, drawnQuery, drawnTeacher, write);
  }
}
