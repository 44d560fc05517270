package org.iclsweep.measure;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.task.TaskBlock;

/** Anything that answers a block of tasks. */
public interface Predictor {

  /** Where the tasks lie that are to be answered. */
  TaskBlock block();

  /** Computes ŷ for every task of the block: [P, p, 16], overwritten by the next call. */
  LaneMatrix predict();

  /**
   * How the answers of the last {@link #predict} depend on the query, ∂ŷ/∂x_query: [1, d, 16],
   * overwritten by the next call. Of tasks that have a query.
   */
  LaneMatrix sensitivity();
}
