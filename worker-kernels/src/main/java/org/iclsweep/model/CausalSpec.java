package org.iclsweep.model;

import java.io.Serializable;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.spec.Labelled;
import org.iclsweep.task.TaskSpec;

/**
 * What models of sequences may have and others have not, as data.
 *
 * @param answer how answers are read
 * @param positions what reads a code of positions
 * @param norm where queries and keys have one length
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023)</a>
 */
public record CausalSpec(Answer answer, PositionsFor positions, QkNorm norm)
    implements Serializable {

  /** None of it. */
  public static final CausalSpec PLAIN =
      new CausalSpec(Answer.SLOT, PositionsFor.TOKENS, QkNorm.NONE);

  /** How answers are read of what the last layer puts out. */
  public enum Answer implements Labelled {
    /** They are features of it: a constructed token has room for them. */
    SLOT,
    /** By a trained linear map of each token, without a bias. */
    LINEAR
  }

  /** What reads a code of positions. */
  public enum PositionsFor implements Labelled {
    /** All that reads tokens, if a model has a code. */
    TOKENS,
    /**
     * Queries and keys of the first layer, behind what these read of a token, as wide as that. In
     * the mesa layer of the released code it is queries and values instead, where projections are
     * named the other way round.
     */
    FIRST_KEYS
  }

  /** Where the queries and keys of each head are divided by their lengths. */
  public enum QkNorm implements Labelled {
    NONE,
    /** In all layers but the first. */
    AFTER_FIRST,
    ALL
  }

  /** The same with answers that are read so. */
  public CausalSpec with(Answer other) {
    return new CausalSpec(other, positions, norm);
  }

  /** The same with such a code of positions. */
  public CausalSpec with(PositionsFor other) {
    return new CausalSpec(answer, other, norm);
  }

  /** The same with such queries and keys. */
  public CausalSpec with(QkNorm other) {
    return new CausalSpec(answer, positions, other);
  }

  /** Refuses all of it where there is one answer, to a query. */
  public void requireSequences(TaskSpec task) {
    if (task.inContext().isPresent() && !equals(PLAIN)) {
      throw new IllegalArgumentException(
          "sequences with an answer at every token have " + this + ", but this task has a query");
    }
  }

  /** Refuses two codes of positions. */
  public void requireOneCode(int width) {
    if (positions == PositionsFor.FIRST_KEYS && width > 0) {
      throw new IllegalArgumentException(
          "queries and keys of the first layer read a code as wide as the model, but one of "
              + width
              + " features stands beside tokens, too");
    }
  }

  /** Refuses a first layer that is not like others where layers are one. */
  public void requireLayers(boolean tied, int depth) {
    if (tied && depth > 1 && (positions == PositionsFor.FIRST_KEYS || norm == QkNorm.AFTER_FIRST)) {
      throw new IllegalArgumentException(
          "the first layer's queries and keys are not like others, but layers are tied: the one"
              + " layer is first and not first");
    }
  }

  /** Refuses what is of queries and keys where there are none. */
  public void requireKeys(WeightsSpec.Kind weights) {
    if (weights != WeightsSpec.Kind.FACTORED
        && (positions == PositionsFor.FIRST_KEYS || norm != QkNorm.NONE)) {
      throw new IllegalArgumentException(
          "it is of queries and keys, but weights are " + weights.label() + " and have none");
    }
  }

  /** Whether answers are a map of the stream, not features of it. */
  boolean mapsAnswers() {
    return answer == Answer.LINEAR;
  }

  /** The queries and keys of distinct layer {@code l}. */
  Looks looks(int l) {
    return new Looks(
        l == 0 && positions == PositionsFor.FIRST_KEYS,
        norm == QkNorm.ALL || l > 0 && norm == QkNorm.AFTER_FIRST);
  }
}
