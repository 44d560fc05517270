package org.iclsweep.study;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values that a parameter takes: how they are read, written, put into a table, and what they
 * mean.
 *
 * <p>Values are plain Java objects: {@link Integer}, {@link Long}, {@link Double}, {@link Boolean},
 * {@link String}, and unmodifiable lists of these. A word that stands for no number (off) is 0.
 *
 * @param <T> what a value means: the number, the constant that has the word, a list of such
 */
public sealed interface ParameterType<T> extends Serializable
    permits NumberType, FlagType, ChoiceType, ListType, StepsType, GoalType, ProvidedType {

  /** The rule for values, to be read after "must be". */
  String rule();

  /** The same as JSON Schema (2020-12) has it. */
  Map<String, Object> schema();

  /**
   * What a value means.
   *
   * @throws ClassCastException if it is of another class than values of this type
   * @throws IllegalArgumentException if it is a word that there is not
   */
  T meaning(Object value);

  /** Class of the values in the table. */
  ColumnType column();

  /** The typed value, or nothing after at least one complaint. Nothing is coerced. */
  Optional<Object> read(ConfigValue value, Complaint complaint);

  /** One value of an axis: as {@link #read}, and for lists a bare element is a list of one. */
  default Optional<Object> readPoint(ConfigValue value, Complaint complaint) {
    return read(value, complaint);
  }

  /** The values of an axis, at least one and distinct, or nothing after a complaint. */
  default Optional<List<Object>> readAxis(ConfigValue value, Complaint complaint) {
    return readPoints(value, complaint).flatMap(values -> distinct(values, value, complaint));
  }

  /** The same, but there may be values that come twice. */
  default Optional<List<Object>> readPoints(ConfigValue value, Complaint complaint) {
    if (!(value instanceof ConfigList list)) {
      return readPoint(value, complaint).map(List::of);
    }
    if (list.isEmpty()) {
      complaint.about(list, "is an axis without values", "Give it a value or leave it out.");
      return Optional.empty();
    }
    List<Object> values =
        list.stream().flatMap(each -> readPoint(each, complaint).stream()).toList();
    return values.size() < list.size() ? Optional.empty() : Optional.of(values);
  }

  /** The values themselves, or nothing after a complaint if one comes twice. */
  default Optional<List<Object>> distinct(
      List<Object> values, ConfigValue where, Complaint complaint) {
    if (values instanceof WholeRange || values instanceof RealRange) {
      return Optional.of(values);
    }
    Set<Object> seen = new HashSet<>();
    Optional<Object> twice = values.stream().filter(value -> !seen.add(value)).findFirst();
    twice.ifPresent(value -> complaint.about(where, "holds " + text(value) + " twice", ""));
    return twice.isEmpty() ? Optional.of(values) : Optional.empty();
  }

  /** The one form in which a value is written, in identities and as HOCON. */
  String text(Object value);

  /** The typed value of what a study would write, which has to be right. */
  default Object typed(String written) {
    ConfigValue value = ConfigFactory.parseString("value = " + written).getValue("value");
    Complaint refusal =
        (where, message, suggestion) -> {
          throw new IllegalStateException(written + " " + message);
        };
    return read(value, refusal).orElseThrow();
  }

  /** The type of a list's elements; of anything else, itself. */
  default ParameterType<?> element() {
    return this;
  }

  /** What stands for a {@code null} in the table: a word for no number, or nothing. */
  default Optional<Object> none() {
    return Optional.empty();
  }

  /** What the table shows for a value; {@code null} for a word that stands for no number. */
  default Object inTable(Object value) {
    return value;
  }
}
