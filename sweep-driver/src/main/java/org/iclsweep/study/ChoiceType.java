package org.iclsweep.study;

import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.iclsweep.spec.Labelled;
import org.iclsweep.spec.Labels;

/**
 * One of some words.
 *
 * @param choices the words
 */
public record ChoiceType(List<String> choices) implements ParameterType {

  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z-]*");

  public ChoiceType {
    choices = List.copyOf(choices);
  }

  /** One of these words. */
  static ChoiceType choice(String... words) {
    return new ChoiceType(List.of(words));
  }

  /** One of the words of an enum. */
  static <E extends Enum<E> & Labelled> ChoiceType choice(Class<E> type) {
    return new ChoiceType(Labels.all(type));
  }

  @Override
  public String rule() {
    return (choices.size() == 1 ? "" : "one of ") + String.join(", ", choices);
  }

  @Override
  public ColumnType column() {
    return ColumnType.STRING;
  }

  @Override
  public Optional<Object> read(ConfigValue value, Complaint complaint) {
    Object plain = value.unwrapped();
    if (plain instanceof String text && choices.contains(text)) {
      return Optional.of(plain);
    }
    Optional<String> meant =
        plain instanceof String text ? Nearest.of(text, choices) : Optional.empty();
    complaint.mustBe(rule(), value, meant.map(word -> "Did you mean " + word + "?").orElse(""));
    return Optional.empty();
  }

  @Override
  public String text(Object value) {
    String word = (String) value;
    return PLAIN.matcher(word).matches() ? word : ConfigUtil.quoteString(word);
  }
}
