package org.iclsweep.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.query.UnknownColumnException;
import org.iclsweep.study.FieldWords;
import org.iclsweep.study.Nearest;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;

/** The column or the view that a query's unknown name was probably meant to be. */
final class MeantName {

  /** What other programs call what columns of results hold. */
  private static final Map<String, List<String>> COLUMNS =
      Map.ofEntries(
          Map.entry("loss", List.of("final_loss", "eval_loss")),
          Map.entry("val_loss", List.of("final_loss", "eval_loss")),
          Map.entry("test_loss", List.of("final_loss", "eval_loss")),
          Map.entry("eval_loss", List.of("final_loss")),
          Map.entry("objective", List.of("final_loss")),
          Map.entry("value", List.of("final_loss")),
          Map.entry("id", List.of("trial_id")),
          Map.entry("trial", List.of("trial_id")),
          Map.entry("run_id", List.of("trial_id")),
          Map.entry("number", List.of("trial_id")),
          Map.entry("status", List.of("outcome")),
          Map.entry("state", List.of("outcome")),
          Map.entry("error", List.of("failure_message")),
          Map.entry("iteration", List.of("step")),
          Map.entry("epoch", List.of("step")));

  private static final Map<String, String> VIEWS =
      Map.of(
          "runs", "trials",
          "results", "trials",
          "history", "curves",
          "metrics", "curves",
          "losses", "curves",
          "steps", "curves",
          "tables", "trials");

  private static final String UNKNOWN =
      "the query is wrong: A column, variable, or function parameter with name %s cannot be resolved. %s";

  private MeantName() {}

  /** A question that ends a message on a view; empty where none is near. */
  static String view(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(VIEWS.get(lower))
        .or(() -> Nearest.of(lower, Views.NAMES))
        .map(view -> " Did you mean `" + view + "`?")
        .orElse("");
  }

  /**
   * The same on a column, in place of what Spark proposes; empty where nothing better is known.
   *
   * @param columns of a view
   * @param named as Spark tells it, {@code `t`.`lr`}
   */
  static Optional<String> column(
      Function<String, List<String>> columns, String named, String query) {
    List<String> asked = asked(query);
    Map<String, String> views = new LinkedHashMap<>();
    asked.forEach(view -> columns.apply(view).forEach(each -> views.putIfAbsent(each, view)));
    return column(named, views.keySet())
        .map(column -> "Did you mean `" + column + "`?")
        .or(() -> elsewhere(last(named), asked, columns));
  }

  /**
   * What Spark would say of a name that is no column, with what it may mean; empty where that is
   * not known, or the name may be no column's at all. It stands once in the query, so that nothing
   * there gives it a meaning.
   *
   * @param columns of a view
   */
  static Optional<String> wrong(
      Function<String, List<String>> columns, UnknownColumnException unknown, String query) {
    String name = unknown.name();
    boolean isAny =
        AllowedFunctions.builtIn().contains(name.toLowerCase(Locale.ROOT))
            || word(name).matcher(query).results().count() != 1
            || asked(query).stream()
                .anyMatch(view -> columns.apply(view).stream().anyMatch(name::equalsIgnoreCase));
    return isAny
        ? Optional.empty()
        : column(columns, unknown.quoted(), query)
            .map(meant -> UNKNOWN.formatted(unknown.quoted(), meant));
  }

  private static List<String> asked(String query) {
    return Views.NAMES.stream().filter(view -> word(view).matcher(query).find()).toList();
  }

  private static Pattern word(String name) {
    return Pattern.compile("(?i)\\b" + Pattern.quote(name) + "\\b");
  }

  private static Optional<String> elsewhere(
      String name, List<String> asked, Function<String, List<String>> columns) {
    List<String> others =
        Views.NAMES.stream()
            .filter(view -> !asked.contains(view) && columns.apply(view).contains(name))
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of("It is a column of " + String.join(", ", others) + ".");
  }

  /** The column among these that a name means. */
  static Optional<String> column(String named, Collection<String> columns) {
    String name = last(named);
    String path = named.replace("`", "");
    List<String> meant = new ArrayList<>(COLUMNS.getOrDefault(name, List.of()));
    Stream.of(path, path.replace('_', '-'))
        .flatMap(each -> Parameters.at(each).stream())
        .map(Parameter::column)
        .forEach(meant::add);
    FieldWords.path(name).flatMap(Parameters::at).map(Parameter::column).ifPresent(meant::add);
    return meant.stream().filter(columns::contains).findFirst().or(() -> Nearest.of(name, columns));
  }

  private static String last(String named) {
    String[] parts = named.split("`\\.`|\\.");
    return Stream.of(parts[parts.length - 1].replace("`", ""))
        .map(each -> each.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
