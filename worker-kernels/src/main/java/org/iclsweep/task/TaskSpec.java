package org.iclsweep.task;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A family of tasks, as data: sequences of tokens with answers. One member of the family is drawn
 * per sequence.
 */
public interface TaskSpec extends Serializable {

  /** Tokens of a sequence. */
  int tokens();

  /** Width of a token, in features. */
  int tokenWidth();

  /** Where a model's answers stand. */
  ReadOut readOut();

  /** Numbers that a sequence takes to draw, by which its cost is weighed. */
  double draws();

  /**
   * What is drawn of the tasks of a block, in a fixed order; all else of it is always the same.
   *
   * @param block of this family's shape
   */
  List<TaskArray> arrays(TaskBlock block);

  /** A sampler that fills {@code block}, whose shape must be this family's. */
  TaskSampler sampler(TaskBlock block);

  /** The same as a trial of this seed has it: what is drawn once a trial is drawn by its seed. */
  default TaskSpec ofTrial(long seed) {
    return this;
  }

  /**
   * The same tasks as all that are evaluated on them have them, draw by draw, whatever their tokens
   * are and whichever tasks a training has.
   */
  default TaskSpec plain() {
    return this;
  }

  /** The same family as pairs and a query, which is what learners are of; empty where it is not. */
  default Optional<InContext> inContext() {
    return Optional.empty();
  }
}
