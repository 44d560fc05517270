package org.iclsweep.study;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;

/**
 * Something that describes a trial and can be swept. Shipped as its path.
 *
 * @param <T> what its values mean
 * @param path its key in study files, in kebab-case
 * @param column its column in the table, in snake_case
 * @param type the values that it takes
 * @param defaultText the value where a study gives none, as a study would write it
 * @param doc what it is
 * @param learners of those that a trial is held against, which may depend on it
 * @param ofMeasures whether it says what is measured of a trained model, and leaves its training as
 *     it is; one that says both, as those of the task do, is of the training
 * @param conditions it applies where all of these hold
 */
public record Parameter<T>(
    String path,
    String column,
    ParameterType<T> type,
    String defaultText,
    String doc,
    Set<LearnerKind> learners,
    boolean ofMeasures,
    List<Condition> conditions)
    implements Serializable {

  public Parameter {
    learners = Set.copyOf(learners);
    conditions = List.copyOf(conditions);
  }

  /** No two have the same path. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Parameter<?> parameter && path.equals(parameter.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  /** The rule for its values, to be read after "must be". */
  public String rule() {
    return type.rule();
  }

  /** The typed value where a study gives none. */
  public Object defaultValue() {
    return type.typed(defaultText);
  }

  /** The same as a row of the table has it; {@code null} where that shows nothing. */
  public Object defaultInTable() {
    return type.inTable(defaultValue());
  }

  /** The one form in which a value is written. */
  public String text(Object value) {
    return type.text(value);
  }

  /**
   * The value that the table shows as this, where the parameter applies: nothing is shown for a
   * word that stands for no number, and by files older than the column.
   */
  Object fromTable(Object shown) {
    return shown != null ? shown : type.none().orElseGet(this::defaultValue);
  }

  /** Whether it applies beside these values of the others, by path. */
  public boolean applies(Map<String, ?> byPath) {
    return conditions.stream().allMatch(condition -> condition.holds(byPath));
  }

  /** When it applies, to be read after "applies when"; empty where it always does. */
  public String condition() {
    return conditions.stream().map(Condition::text).collect(Collectors.joining(" and "));
  }

  /** What it is and when it applies, in sentences. */
  public String meaning() {
    return conditions.isEmpty() ? doc : doc + " Applies when " + condition() + ".";
  }

  /** Whether the value of another parameter decides, at once or through others, if it applies. */
  boolean dependsOn(Parameter<?> other) {
    return conditions.stream()
        .map(Condition::on)
        .anyMatch(on -> on.path().equals(other.path()) || on.dependsOn(other));
  }

  /** The values of another parameter on which it depends, at once or through others. */
  Stream<Object> decisiveValues(Parameter<?> other) {
    return conditions.stream()
        .flatMap(
            condition ->
                condition.on().path().equals(other.path())
                    ? condition.values().stream()
                    : condition.on().decisiveValues(other));
  }

  /** Number of parameters between it and one that always applies. */
  public int decisions() {
    return conditions.stream().mapToInt(each -> 1 + each.on().decisions()).max().orElse(0);
  }

  private Object writeReplace() {
    return new Shipped(path);
  }

  private record Shipped(String path) implements Serializable {
    private Object readResolve() {
      return Parameters.at(path).orElseThrow();
    }
  }
}
