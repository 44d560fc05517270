package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;

/** 64 tasks: their sequences of tokens and the labels to be predicted for their queries. */
public final class TaskBlock {

  private final LaneMatrix tokens;
  private final LaneMatrix targets = LaneMatrix.zeros(1, 1);

  /** A block for tasks of this shape. */
  public TaskBlock(TaskSpec spec) {
    tokens = LaneMatrix.zeros(spec.tokens(), spec.tokenWidth());
  }

  /** Tokens, the query last: [tokens, width, 64]. */
  public LaneMatrix tokens() {
    return tokens;
  }

  /** What the query's prediction should be: [1, 1, 64]. */
  public LaneMatrix targets() {
    return targets;
  }
}
