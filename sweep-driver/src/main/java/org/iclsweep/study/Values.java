package org.iclsweep.study;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Typed values of parameters.
 *
 * @param byPath sorted by path; a parameter that is missing does not apply
 */
public record Values(SortedMap<String, Object> byPath) implements Serializable {

  private static final Values DEFAULTS =
      new Values(
          Parameters.all().stream()
              .collect(
                  Collectors.toMap(
                      Parameter::path, Parameter::defaultValue, (a, b) -> a, TreeMap::new)));

  public Values {
    byPath = Collections.unmodifiableSortedMap(new TreeMap<>(byPath));
  }

  /** The default of every parameter, whether it applies or not. */
  public static Values defaults() {
    return DEFAULTS;
  }

  /**
   * What a row of the table shows, of every parameter, whether it applies or not.
   *
   * @param row by column; {@code null} or missing where the table shows nothing
   */
  static Values shown(Map<String, ?> row) {
    SortedMap<String, Object> byPath = new TreeMap<>();
    Parameters.all()
        .forEach(each -> byPath.put(each.path(), each.fromTable(row.get(each.column()))));
    return new Values(byPath);
  }

  /** These, with some replaced or added. */
  public Values with(Map<String, Object> others) {
    SortedMap<String, Object> all = new TreeMap<>(byPath);
    all.putAll(others);
    return new Values(all);
  }

  /** Those that apply beside the others. */
  Values applying() {
    return only(parameter -> parameter.applies(byPath));
  }

  /** Those that are not the default of their parameter. */
  Values withoutDefaults() {
    Map<String, Object> defaults = DEFAULTS.byPath();
    return only(parameter -> !defaults.get(parameter.path()).equals(byPath.get(parameter.path())));
  }

  /** Whether a parameter applies. */
  public boolean has(Parameter<?> parameter) {
    return byPath.containsKey(parameter.path());
  }

  /** These, with some parameters at their default. */
  public Values atDefault(List<Parameter<?>> parameters) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    parameters.forEach(each -> defaults.put(each.path(), DEFAULTS.byPath().get(each.path())));
    return DEFAULTS.with(byPath).with(defaults).applying();
  }

  /**
   * Those that say what is trained, whatever is measured of it; all, where what is measured says
   * when the training ends.
   */
  Values training() {
    return StopSection.stops(this) ? this : only(parameter -> !parameter.ofMeasures());
  }

  /** The parameters whose values are others, or that apply on one side alone. */
  public List<Parameter<?>> differing(Values others) {
    return Parameters.all().stream()
        .filter(each -> has(each) || others.has(each))
        .filter(each -> !Objects.equals(byPath.get(each.path()), others.byPath().get(each.path())))
        .toList();
  }

  /** Those of some parameters only. */
  public Values only(Predicate<Parameter<?>> wanted) {
    SortedMap<String, Object> some = new TreeMap<>();
    byPath.forEach(
        (path, value) -> {
          if (wanted.test(Parameters.at(path).orElseThrow())) {
            some.put(path, value);
          }
        });
    return new Values(some);
  }

  /**
   * What the value of a parameter means.
   *
   * @throws IllegalStateException if it does not apply
   */
  <T> T get(Parameter<T> parameter) {
    return parameter.type().meaning(value(parameter));
  }

  /** The same, or something else where it does not apply. */
  <T> T get(Parameter<T> parameter, T otherwise) {
    return has(parameter) ? get(parameter) : otherwise;
  }

  /** What a parameter asks for: its value, where it applies and is not at its default. */
  <T> Optional<T> asked(Parameter<T> parameter) {
    return has(parameter) && !value(parameter).equals(DEFAULTS.byPath().get(parameter.path()))
        ? Optional.of(get(parameter))
        : Optional.empty();
  }

  /** The canonical text of a value. */
  String text(Parameter<?> parameter) {
    return parameter.text(value(parameter));
  }

  private Object value(Parameter<?> parameter) {
    Object value = byPath.get(parameter.path());
    if (value == null) {
      throw new IllegalStateException(
          "%s is asked for, but it applies only when %s; there is %s"
              .formatted(parameter.path(), parameter.condition(), byPath));
    }
    return value;
  }

  /** By column name, in the order of {@link Parameters#all}; {@code null} where none applies. */
  Map<String, Object> columns() {
    Map<String, Object> columns = new LinkedHashMap<>();
    for (Parameter<?> parameter : Parameters.all()) {
      Object value = byPath.get(parameter.path());
      columns.put(parameter.column(), value == null ? null : parameter.type().inTable(value));
    }
    return Collections.unmodifiableMap(columns);
  }

  /** The canonical text of each value, by path. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    byPath.forEach((path, value) -> texts.put(path, Parameters.at(path).orElseThrow().text(value)));
    return texts;
  }
}
