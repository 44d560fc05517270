package org.iclsweep.study;

import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.iclsweep.spec.Labelled;
import org.iclsweep.spec.Labels;

/**
 * One of some words.
 *
 * @param <T> what they stand for: the constants of an enum, or the words themselves
 * @param meanings by word, in the order in which words are told
 */
public record ChoiceType<T>(Map<String, T> meanings) implements ParameterType<T> {

  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z-]*");

  public ChoiceType {
    meanings = Collections.unmodifiableMap(new LinkedHashMap<>(meanings));
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
    return new ChoiceType<>(meanings);
  }

  /** The same without the word that stands for this. */
  ChoiceType<T> but(T meaning) {
    Map<String, T> others = new LinkedHashMap<>(meanings);
    others.values().remove(meaning);
    return new ChoiceType<>(others);
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
    Optional<String> meant =
        plain instanceof String text ? Nearest.of(text, meanings.keySet()) : Optional.empty();
    complaint.mustBe(rule(), value, meant.map(word -> "Did you mean " + word + "?").orElse(""));
    return Optional.empty();
  }

  @Override
  public String text(Object value) {
    String word = (String) value;
    return PLAIN.matcher(word).matches() ? word : ConfigUtil.quoteString(word);
  }
}
