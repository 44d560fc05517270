package org.iclsweep.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The words of enums, and the way back from a word to its constant. */
public final class Labels {

  private Labels() {}

  /** The words of all constants, in their order. */
  public static <E extends Enum<E> & Labelled> List<String> all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Labelled::label).toList();
  }

  /** The constant of this word, if there is one. */
  public static <E extends Enum<E> & Labelled> Optional<E> find(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.label().equals(word))
        .findFirst();
  }

  /**
   * The constant of this word.
   *
   * @throws IllegalArgumentException with the words that there are, if it is none of them
   */
  public static <E extends Enum<E> & Labelled> E of(Class<E> type, String word) {
    return find(type, word)
        .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is none of " + all(type)));
  }
}
