package org.iclsweep.measure;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.task.TaskBlock;

/** Anything that answers the queries of a block of tasks. */
public interface Predictor {

  /** Where the tasks lie that are to be answered. */
  TaskBlock block();

  /** Computes ŷ for every task of the block: [1, 1, 64], overwritten by the next call. */
  LaneMatrix predict();
}
