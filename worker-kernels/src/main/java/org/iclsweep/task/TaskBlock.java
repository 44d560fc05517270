package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;

/** 16 tasks: their sequences of tokens and the labels to be predicted for their queries. */
public final class TaskBlock {

  private final LaneMatrix tokens;
  private final LaneMatrix contextInputs;
  private final LaneMatrix contextLabels;
  private final LaneMatrix queryInput;
  private final LaneMatrix targets;

  /** A block for tasks of this shape. */
  public TaskBlock(TaskSpec spec) {
    this(spec, 0);
  }

  /**
   * A block for tasks of this shape with a code of positions beside each token: never drawn, the
   * same for every task.
   *
   * @param positions width of the code; 0 for none
   */
  public TaskBlock(TaskSpec spec, int positions) {
    targets = spec.readOut().room();
    int context = spec.context();
    int dim = spec.inputDim();
    int width = spec.tokenWidth();
    tokens = LaneMatrix.zeros(spec.tokens(), width + positions);
    PositionCode.write(tokens.cols(width, width + positions));
    switch (spec.layout()) {
      case CONCATENATED -> {
        contextInputs = tokens.rows(0, context).cols(0, dim);
        contextLabels = tokens.rows(0, context).col(dim);
      }
      case INTERLEAVED -> {
        contextInputs = tokens.rows(0, context, 2).cols(0, dim);
        contextLabels = tokens.rows(1, context, 2).col(dim - 1);
      }
      default -> throw new AssertionError(spec.layout());
    }
    queryInput = tokens.row(spec.tokens() - 1).cols(0, dim);
  }

  /** Tokens with their positions, the query last: [tokens, width, 16]. */
  public LaneMatrix tokens() {
    return tokens;
  }

  /** Where the context's inputs lie among the tokens: [N, d, 16]. */
  public LaneMatrix contextInputs() {
    return contextInputs;
  }

  /** Where the context's labels lie among the tokens: [N, 1, 16]. */
  public LaneMatrix contextLabels() {
    return contextLabels;
  }

  /** Where the query's input lies among the tokens: [1, d, 16]. */
  public LaneMatrix queryInput() {
    return queryInput;
  }

  /** What the answers should be, as the task's {@link ReadOut} has them: [P, p, 16]. */
  public LaneMatrix targets() {
    return targets;
  }
}
