package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.atLeastOne;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tokens of a sequence of observations.
 *
 * <pre>  token t = (x_0, x_1, ..),   x_j = s_{t - lag_j}, 0 where there is none  </pre>
 *
 * @param layout what they are made of
 * @param slots which parts of constructed ones are used
 * @param stack k, observations of a stacked one
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), sections 3 and 5</a>
 */
public record SequenceTokens(SequenceLayout layout, Slots slots, int stack)
    implements Serializable {

  /** (0, s_t, s_t, s_{t-1}). */
  public static final SequenceTokens CONSTRUCTED =
      new SequenceTokens(SequenceLayout.CONSTRUCTED, Slots.ALL, 1);

  /** s_t. */
  public static final SequenceTokens RAW = new SequenceTokens(SequenceLayout.RAW, Slots.ALL, 1);

  /** The lag of a part that is 0 in every token. */
  static final int NEVER = -1;

  public SequenceTokens {
    atLeastOne("stack", stack);
  }

  /** The last so many observations. */
  public static SequenceTokens stacked(int count) {
    return new SequenceTokens(SequenceLayout.STACKED, Slots.ALL, count);
  }

  /** (0, 0, s_t, s_{t-1}). */
  public static SequenceTokens innerZero() {
    return new SequenceTokens(SequenceLayout.CONSTRUCTED, Slots.INNER_ZERO, 1);
  }

  /**
   * Refuses a map of constructed tokens, whose first features are room for the answer.
   *
   * @param embedding width of the map; 0 for none
   */
  public void requireEmbedding(int embedding) {
    if (layout == SequenceLayout.CONSTRUCTED && embedding > 0) {
      throw new IllegalArgumentException(
          "the first features of a constructed token are room for its answer, which a map to "
              + embedding
              + " features mixes with all others");
    }
  }

  /** Of each part, how many observations it lies back, or {@link #NEVER}. */
  List<Integer> lags() {
    return switch (layout) {
      case CONSTRUCTED -> List.of(NEVER, slots == Slots.ALL ? 0 : NEVER, 0, 1);
      case STACKED -> IntStream.range(0, stack).boxed().toList();
      case RAW -> List.of(0);
    };
  }

  /** Parts of a token, each as wide as an observation. */
  public int parts() {
    return lags().size();
  }

  /** How many tokens there have to be for every part to be used. */
  int fewest() {
    return layout == SequenceLayout.STACKED ? Collections.max(lags()) + 1 : 1;
  }
}
