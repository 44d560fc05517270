package org.iclsweep.study.read;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.iclsweep.study.Complaint;
import org.iclsweep.study.FieldWords;
import org.iclsweep.study.Hocon;
import org.iclsweep.study.Nearest;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;

/** The values that one part of a study gives to parameters, which may be nested or dotted. */
final class GivenValues {

  private final String prefix;
  private final List<String> others;
  private final Problems problems;
  private final SortedMap<String, Given> byPath = new TreeMap<>();
  private final Set<String> unreadable = new HashSet<>();

  /**
   * @param prefix of the paths in messages: empty, or the path of a section with a dot
   * @param others keys that the same section may have beside parameters, from the top of the study
   */
  GivenValues(String prefix, List<String> others, Problems problems) {
    this.prefix = prefix;
    this.others = others;
    this.problems = problems;
  }

  /** Adds what an object gives; a key that is no parameter is a problem. */
  GivenValues gather(ConfigObject object) {
    gather("", object);
    return this;
  }

  private void gather(String section, ConfigObject object) {
    object.forEach(
        (key, value) -> {
          String path = section + key;
          boolean isValue = Parameters.at(path).isPresent();
          if (isValue ? !Hocon.isResolved(value) : !Hocon.isKnown(value)) {
            unreadable.add(path);
            problems.addUnresolved(value, prefix + path);
          } else if (isValue) {
            put(path, new Given(prefix + path, value));
          } else if (!Parameters.isSection(path) && !StudyKeyReader.isSection(path)) {
            refuse(path, value);
          } else if (value instanceof ConfigObject inner) {
            gather(path + ".", inner);
          } else {
            String kind = path + ".kind";
            boolean isWord = value.unwrapped() instanceof String text && text.matches("[A-Za-z-]+");
            String cure = isWord && Parameters.at(kind).isPresent() ? question(prefix + kind) : "";
            problems.at(prefix + path).mustBe("a section, as in " + key + " { ... }", value, cure);
          }
        });
  }

  private void put(String path, Given given) {
    Given other = byPath.putIfAbsent(path, given);
    if (other == null || other.isOverride()) {
      return;
    }
    byPath.put(path, given);
    if (!given.isOverride()) {
      given.complain(problems, "is given twice", "Leave one out.");
    }
  }

  private void refuse(String path, ConfigValue value) {
    if (StudyKeyReader.paths().contains(path)) {
      String cure = "Set " + path + " outside sweep.";
      problems.add(value.origin(), prefix + path, "holds for all trials of a study", cure);
      return;
    }
    String suggestion = problems.isFull() ? "" : meant(path).orElseGet(() -> known(path));
    problems.add(value.origin(), prefix + path, "unknown key", suggestion);
  }

  private Optional<String> meant(String path) {
    Set<String> candidates = candidates();
    Optional<String> word =
        FieldWords.path(path)
            .map(known -> prefix + known)
            .filter(candidates::contains)
            .map(GivenValues::question);
    Optional<String> instead = FieldWords.instead(path);
    return (prefix.isEmpty() ? instead.or(() -> word) : word.or(() -> instead))
        .or(() -> nearest(path, candidates).map(GivenValues::question));
  }

  private static String question(String meant) {
    return "Did you mean " + meant + "?";
  }

  private Optional<String> nearest(String path, Set<String> candidates) {
    return Nearest.of(prefix + path, candidates);
  }

  private Set<String> candidates() {
    Set<String> paths = new LinkedHashSet<>();
    Parameters.pathsAndSections().forEach(path -> paths.add(prefix + path));
    paths.addAll(others);
    return paths;
  }

  /** The keys that there are beside an unknown one. */
  private String known(String path) {
    String section = prefix + path.substring(0, path.lastIndexOf('.') + 1);
    List<String> keys =
        Stream.concat(others.stream(), Parameters.pathsAndSections().stream().map(prefix::concat))
            .filter(each -> each.startsWith(section) && each.indexOf('.', section.length()) < 0)
            .map(each -> each.substring(section.length()))
            .distinct()
            .toList();
    return keys.isEmpty() ? "" : "Known here: " + String.join(", ", keys) + ".";
  }

  /** These beside what others give to the parameters that are not mentioned here. */
  GivenValues over(GivenValues outer, Set<String> mentioned) {
    GivenValues both = new GivenValues(prefix, others, problems);
    both.byPath.putAll(outer.byPath);
    both.unreadable.addAll(outer.unreadable);
    both.byPath.keySet().removeAll(mentioned);
    both.unreadable.removeAll(mentioned);
    both.byPath.putAll(byPath);
    both.unreadable.addAll(unreadable);
    return both;
  }

  boolean isEmpty() {
    return byPath.isEmpty() && unreadable.isEmpty();
  }

  /** The paths of the parameters to which something is given. */
  Set<String> paths() {
    return byPath.keySet();
  }

  /** What is given, by the path of the parameter. */
  Map<String, Given> byPath() {
    return byPath;
  }

  Optional<Given> at(Parameter<?> parameter) {
    return Optional.ofNullable(byPath.get(parameter.path()));
  }

  /** Whether nothing is wrong with a parameter's value, if one is given. */
  boolean isReadable(Parameter<?> parameter) {
    return !unreadable.contains(parameter.path());
  }

  /** Nothing that is given here can be read, for a reason that has been told. */
  void giveUp() {
    unreadable.addAll(byPath.keySet());
  }

  /** The typed values by path, without those that cannot be read, which become problems. */
  <T> SortedMap<String, T> read(Reading<T> reading) {
    SortedMap<String, T> read = new TreeMap<>();
    for (Map.Entry<String, Given> each : byPath.entrySet()) {
      Given given = each.getValue();
      reading
          .read(Parameters.at(each.getKey()).orElseThrow(), given, problems.at(given.path()))
          .ifPresentOrElse(
              typed -> read.put(each.getKey(), typed), () -> unreadable.add(each.getKey()));
    }
    return read;
  }

  /** A way to read what is given to a parameter. */
  @FunctionalInterface
  interface Reading<T> {
    Optional<T> read(Parameter<?> parameter, Given given, Complaint complaint);
  }
}
