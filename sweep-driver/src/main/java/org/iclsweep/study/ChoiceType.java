package org.iclsweep.study;

import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.iclsweep.spec.Labelled;
import org.iclsweep.spec.Labels;

/**
 * One of some words.
 *
 * @param <T> what they stand for: the constants of an enum, or the words themselves
 * @param meanings by word, in the order in which words are told
 * @param elsewhere words of the same kind that are none of them; of each what to do instead, a
 *     sentence
 */
public record ChoiceType<T>(Map<String, T> meanings, Map<String, String> elsewhere)
    implements ParameterType<T> {

  /** The word for what has a name of its own in a jar. */
  static final String PROVIDED = "provided";

  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z-]*");

  public ChoiceType {
    meanings = Collections.unmodifiableMap(new LinkedHashMap<>(meanings));
    elsewhere = Map.copyOf(elsewhere);
  }

  /** One of these words. */
  static ChoiceType<String> choice(String... words) {
    return of(List.of(words), word -> word);
  }

  /** One of the words of an enum. */
  public static <E extends Enum<E> & Labelled> ChoiceType<E> choice(Class<E> type) {
    return of(Labels.all(type), word -> Labels.of(type, word));
  }

  private static <T> ChoiceType<T> of(List<String> words, Function<String, T> meaning) {
    Map<String, T> meanings = new LinkedHashMap<>();
    words.forEach(word -> meanings.put(word, meaning.apply(word)));
    return new ChoiceType<>(meanings, Map.of());
  }

  /**
   * The same without some of its words.
   *
   * @param instead what who writes one of them is told to do, a sentence
   */
  ChoiceType<T> but(Predicate<T> others, String instead) {
    Map<String, T> left = new LinkedHashMap<>(meanings);
    left.values().removeIf(others);
    Map<String, String> told = new HashMap<>(elsewhere);
    meanings.keySet().stream()
        .filter(word -> !left.containsKey(word))
        .forEach(word -> told.put(word, instead));
    return new ChoiceType<>(left, told);
  }

  /** The words. */
  public List<String> choices() {
    return List.copyOf(meanings.keySet());
  }

  @Override
  public String rule() {
    return (meanings.size() == 1 ? "" : "one of ") + String.join(", ", meanings.keySet());
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("enum", choices());
  }

  @Override
  public T meaning(Object value) {
    T meaning = meanings.get((String) value);
    if (meaning == null) {
      throw new IllegalArgumentException("'" + value + "' is none of " + meanings.keySet());
    }
    return meaning;
  }

  @Override
  public ColumnType column() {
    return ColumnType.STRING;
  }

  @Override
  public Optional<Object> read(ConfigValue value, Complaint complaint) {
    Object plain = value.unwrapped();
    if (plain instanceof String text && meanings.containsKey(text)) {
      return Optional.of(plain);
    }
    complaint.mustBe(rule(), value, plain instanceof String text ? instead(text) : "");
    return Optional.empty();
  }

  private String instead(String text) {
    return Optional.ofNullable(elsewhere.get(text))
        .or(() -> ProvidedType.written(text).filter(any -> meanings.containsKey(PROVIDED)))
        .or(() -> Nearest.of(text, meanings.keySet()).map(word -> "Did you mean " + word + "?"))
        .orElse("");
  }

  @Override
  public String text(Object value) {
    String word = (String) value;
    return PLAIN.matcher(word).matches() ? word : ConfigUtil.quoteString(word);
  }
}
