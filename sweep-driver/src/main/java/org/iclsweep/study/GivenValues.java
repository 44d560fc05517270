package org.iclsweep.study;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The values that one part of a study gives to parameters, which may be nested or dotted. */
final class GivenValues {

  private final String prefix;
  private final Problems problems;
  private final Map<String, ConfigValue> byPath = new TreeMap<>();
  private final Set<String> unreadable = new HashSet<>();

  /**
   * @param prefix of the paths in messages: empty, or the grid's path with a dot
   */
  GivenValues(String prefix, Problems problems) {
    this.prefix = prefix;
    this.problems = problems;
  }

  /** Adds what an object gives; a key that is no parameter is a problem. */
  void gather(ConfigObject object) {
    gather("", object);
  }

  private void gather(String section, ConfigObject object) {
    object.forEach(
        (key, value) -> {
          String path = section + key;
          if (!Hocon.isResolved(value)) {
            unreadable.add(path);
            problems.addUnresolved(value, prefix + path);
          } else if (Parameters.at(path).isPresent()) {
            put(path, value);
          } else if (!Parameters.isSection(path)) {
            refuse(path, value);
          } else if (value instanceof ConfigObject inner) {
            gather(path + ".", inner);
          } else {
            problems.at(prefix + path).mustBe("a section, as in " + key + " { ... }", value, "");
          }
        });
  }

  private void put(String path, ConfigValue value) {
    ConfigValue other = byPath.putIfAbsent(path, value);
    if (other == null || Problems.isOverride(other.origin())) {
      return;
    }
    byPath.put(path, value);
    if (!Problems.isOverride(value.origin())) {
      problems.add(value.origin(), prefix + path, "is given twice", "Leave one out.");
    }
  }

  private void refuse(String path, ConfigValue value) {
    String suggestion =
        Nearest.of(prefix + path, candidates())
            .map(meant -> "Did you mean " + meant + "?")
            .orElseGet(() -> known(path));
    problems.add(value.origin(), prefix + path, "unknown key", suggestion);
  }

  private Set<String> candidates() {
    Set<String> paths =
        Parameters.pathsAndSections().stream()
            .map(prefix::concat)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (prefix.isEmpty()) {
      paths.addAll(List.of("study", "sweep", StudyReader.GRID));
    }
    return paths;
  }

  /** The keys that there are beside an unknown one. */
  private String known(String path) {
    String section = path.substring(0, path.lastIndexOf('.') + 1);
    List<String> keys =
        Parameters.pathsAndSections().stream()
            .filter(each -> each.startsWith(section) && each.indexOf('.', section.length()) < 0)
            .map(each -> each.substring(section.length()))
            .toList();
    return keys.isEmpty() ? "" : "Known here: " + String.join(", ", keys) + ".";
  }

  /** The value given to a parameter. */
  Optional<ConfigValue> at(Parameter parameter) {
    return Optional.ofNullable(byPath.get(parameter.path()));
  }

  /** The path of a parameter in messages. */
  String path(Parameter parameter) {
    return prefix + parameter.path();
  }

  /** Whether nothing is wrong with a parameter's value, if one is given. */
  boolean isReadable(Parameter parameter) {
    return !unreadable.contains(parameter.path());
  }

  /** The typed values by path, without those that cannot be read, which become problems. */
  <T> Map<String, T> read(Reading<T> reading) {
    Map<String, T> read = new HashMap<>();
    byPath.forEach(
        (path, value) ->
            reading
                .read(Parameters.at(path).orElseThrow().type(), value, problems.at(prefix + path))
                .ifPresentOrElse(typed -> read.put(path, typed), () -> unreadable.add(path)));
    return read;
  }

  /** A way to read the values of a type. */
  @FunctionalInterface
  interface Reading<T> {
    Optional<T> read(ParameterType type, ConfigValue value, Complaint complaint);
  }
}
