package org.iclsweep.task;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.iclsweep.lanes.LaneMatrix;

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
   * The same, draw by draw, as it is for the trials of all seeds: without what is drawn once a
   * trial. Learners are fitted to this.
   */
  default TaskSpec ofAllTrials() {
    return this;
  }

  /**
   * The same, draw by draw, in the one form of tokens that learners see, whatever a model's is, and
   * as all that are evaluated on it have it, whichever tasks a training has.
   */
  default TaskSpec canonical() {
    return this;
  }

  /** The same family as pairs and a query; empty where it is not. */
  default Optional<InContext> inContext() {
    return Optional.empty();
  }

  /** Observations side by side that a token is made of; 0 where it is made of others. */
  default int slots() {
    return 0;
  }

  /**
   * Where the observations of sequences stand in a block of this family's shape, of which its
   * targets are the next ones: [T, p, 16].
   *
   * @throws IllegalArgumentException if tasks are no such sequences
   */
  default LaneMatrix observations(TaskBlock block) {
    throw new IllegalArgumentException(
        "observations are of sequences of which every next one is to be told, but the task is "
            + this);
  }
}
