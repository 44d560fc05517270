package org.iclsweep.study;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * When a parameter applies: another one, which has to apply itself, has one of some values, or none
 * of them.
 *
 * @param on the other parameter
 * @param values typed; of a list, elements, of which it holds one
 * @param wanted whether it has to have one of them, or none
 */
public record Condition(Parameter<?> on, List<Object> values, boolean wanted) {

  /**
   * Reads the values.
   *
   * @param written as a study would write them
   */
  static Condition of(Parameter<?> on, boolean wanted, String... written) {
    return new Condition(
        on, List.of(written).stream().map(on.type().element()::typed).toList(), wanted);
  }

  public Condition {
    values = List.copyOf(values);
  }

  /** Whether it holds among these values, by path. */
  public boolean holds(Map<String, ?> byPath) {
    return on.applies(byPath) && wanted == names(byPath.get(on.path()));
  }

  /** Whether a value, or an element of it, is one of those named here. */
  public boolean names(Object value) {
    return value instanceof List<?> elements
        ? elements.stream().anyMatch(values::contains)
        : values.contains(value);
  }

  /** As in {@code training.optimizer.kind is sgd or rmsprop}. */
  public String text() {
    return on.path() + (isOfList() ? listVerb() : wanted ? " is " : " is not ") + words();
  }

  private String listVerb() {
    return wanted ? " holds " : " does not hold ";
  }

  /** The values in words. */
  String words() {
    return values.stream().map(on.type().element()::text).collect(Collectors.joining(" or "));
  }

  /** In words, the values under which it holds; empty where they are too many to be told. */
  public String met() {
    if (wanted) {
      return words();
    }
    return on.type() instanceof ChoiceType<?> choice
        ? choice.choices().stream()
            .filter(word -> !values.contains(word))
            .map(on::text)
            .collect(Collectors.joining(" or "))
        : "";
  }

  /** Whether the other parameter is a list. */
  public boolean isOfList() {
    return on.type() instanceof ListType;
  }
}
