package org.iclsweep.task;

import java.util.Optional;
import org.iclsweep.lanes.LaneMatrix;

/** 16 tasks: their sequences of tokens and what is to be answered to them. */
public final class TaskBlock {

  private final LaneMatrix tokens;
  private final LaneMatrix targets;
  private final Optional<Pairs> pairs;

  /** Where the pairs of a context and the query lie among the tokens. */
  private record Pairs(LaneMatrix inputs, LaneMatrix labels, LaneMatrix query) {

    static Pairs of(InContext task, LaneMatrix tokens) {
      int context = task.context();
      int dim = task.inputDim();
      LaneMatrix query = tokens.row(task.tokens() - 1).cols(0, dim);
      return switch (task.layout()) {
        case CONCATENATED ->
            new Pairs(
                tokens.rows(0, context).cols(0, dim), tokens.rows(0, context).col(dim), query);
        case INTERLEAVED ->
            new Pairs(
                tokens.rows(0, context, 2).cols(0, dim),
                tokens.rows(1, context, 2).col(dim - 1),
                query);
      };
    }
  }

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
    int width = spec.tokenWidth();
    tokens = LaneMatrix.zeros(spec.tokens(), width + positions);
    PositionCode.write(tokens.cols(width, width + positions));
    pairs = spec.inContext().map(task -> Pairs.of(task, tokens));
  }

  /** Tokens with their positions, in their order: [tokens, width, 16]. */
  public LaneMatrix tokens() {
    return tokens;
  }

  /** Where the context's inputs lie among the tokens of {@link InContext} tasks: [N, d, 16]. */
  public LaneMatrix contextInputs() {
    return pairs.orElseThrow().inputs();
  }

  /** Where the context's labels lie among the tokens of {@link InContext} tasks: [N, 1, 16]. */
  public LaneMatrix contextLabels() {
    return pairs.orElseThrow().labels();
  }

  /** Where the query's input lies among the tokens of {@link InContext} tasks: [1, d, 16]. */
  public LaneMatrix queryInput() {
    return pairs.orElseThrow().query();
  }

  /** What the answers should be, as the task's {@link ReadOut} has them: [P, p, 16]. */
  public LaneMatrix targets() {
    return targets;
  }
}
