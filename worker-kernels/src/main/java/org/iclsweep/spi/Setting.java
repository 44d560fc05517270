package org.iclsweep.spi;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something that a study may set of a provider.
 *
 * @param name its key, in kebab-case
 * @param type of its values
 * @param byDefault where a study sets nothing: a {@link Long}, {@link Double}, {@link Boolean} or
 *     {@link String}
 * @param words among which it is, if it is a word; else none
 * @param doc what it is, a sentence
 */
public record Setting(String name, Type type, Object byDefault, List<String> words, String doc)
    implements Serializable {

  /** What values are. */
  public enum Type {
    /** A whole number, {@link Long}. */
    WHOLE,
    /** A finite number, {@link Double}. */
    REAL,
    /** True or false, {@link Boolean}. */
    FLAG,
    /** One of some words, {@link String}. */
    WORD
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** Keys that stand beside settings. */
  private static final Set<String> TAKEN = Set.of("name", "version");

  public Setting {
    words = List.copyOf(words);
    if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
      throw new IllegalArgumentException(
          "a setting is named '"
              + name
              + "', must be in kebab-case, as in tail-index, and neither name nor version");
    }
    if (doc.isBlank()) {
      throw new IllegalArgumentException("the setting " + name + " has no sentence on what it is");
    }
    if (read(type, words, byDefault).isEmpty()) {
      throw new IllegalArgumentException(
          "the setting " + name + " is " + byDefault + " by default, must be " + rule(type, words));
    }
  }

  /** A whole number. */
  public static Setting whole(String name, long byDefault, String doc) {
    return new Setting(name, Type.WHOLE, byDefault, List.of(), doc);
  }

  /** A finite number. */
  public static Setting real(String name, double byDefault, String doc) {
    return new Setting(name, Type.REAL, byDefault, List.of(), doc);
  }

  /** True or false. */
  public static Setting flag(String name, boolean byDefault, String doc) {
    return new Setting(name, Type.FLAG, byDefault, List.of(), doc);
  }

  /** One of some words. */
  public static Setting word(String name, String byDefault, List<String> words, String doc) {
    return new Setting(name, Type.WORD, byDefault, words, doc);
  }

  /** Whether all of these are values of some settings. */
  public static boolean areValues(Collection<?> some) {
    return some.stream()
        .allMatch(
            each ->
                each instanceof Long
                    || each instanceof Boolean
                    || each instanceof String
                    || each instanceof Double real && Double.isFinite(real));
  }

  /** The rule for its values, to be read after "must be". */
  public String rule() {
    return rule(type, words);
  }

  private static String rule(Type type, List<String> words) {
    return switch (type) {
      case WHOLE -> "a whole number";
      case REAL -> "a number";
      case FLAG -> "true or false";
      case WORD -> "one of " + String.join(", ", words);
    };
  }

  /** The value as this type has it; empty where it is none of its values. */
  public Optional<Object> read(Object value) {
    return read(type, words, value);
  }

  private static Optional<Object> read(Type type, List<String> words, Object value) {
    return switch (type) {
      case WHOLE -> value instanceof Integer || value instanceof Long ? whole(value) : absent();
      case REAL -> value instanceof Number number ? finite(number.doubleValue()) : absent();
      case FLAG -> value instanceof Boolean ? Optional.of(value) : absent();
      case WORD ->
          value instanceof String word && words.contains(word) ? Optional.of(value) : absent();
    };
  }

  private static Optional<Object> whole(Object value) {
    return Optional.of(((Number) value).longValue());
  }

  private static Optional<Object> finite(double value) {
    return Double.isFinite(value) ? Optional.of(value) : absent();
  }

  private static Optional<Object> absent() {
    return Optional.empty();
  }
}
