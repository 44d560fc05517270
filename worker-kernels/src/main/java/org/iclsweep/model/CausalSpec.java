package org.iclsweep.model;

import java.io.Serializable;
import org.iclsweep.spec.Labelled;
import org.iclsweep.task.TaskSpec;

/**
 * What models of sequences may have and others have not, as data.
 *
 * @param answer how answers are read
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023)</a>
 */
public record CausalSpec(Answer answer) implements Serializable {

  /** None of it. */
  public static final CausalSpec PLAIN = new CausalSpec(Answer.SLOT);

  /** How answers are read of what the last layer puts out. */
  public enum Answer implements Labelled {
    /** They are features of it: a constructed token has room for them. */
    SLOT,
    /** By a trained linear map of each token, without a bias. */
    LINEAR
  }

  /** Refuses all of it where there is one answer, to a query. */
  public void requireSequences(TaskSpec task) {
    if (task.inContext().isPresent() && !equals(PLAIN)) {
      throw new IllegalArgumentException(
          "sequences with an answer at every token have " + this + ", but this task has a query");
    }
  }

  /** Whether answers are a map of the stream, not features of it. */
  boolean mapsAnswers() {
    return answer == Answer.LINEAR;
  }
}
