package org.iclsweep.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Side;
import org.iclsweep.results.ResultException;
import org.iclsweep.study.FieldWords;
import org.iclsweep.study.Nearest;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;

/**
 * Two settings of one study, told apart by a parameter.
 *
 * @param parameter what tells them apart
 * @param values the two
 * @param all rows of the study
 */
record SettingChoice(Parameter<?> parameter, List<Object> values, Side all) {

  private static final int TOLD = 12;

  /**
   * What {@code path} or {@code path=a,b} means.
   *
   * @throws ResultException if there are no two such settings, with what there is
   */
  static SettingChoice of(String by, Side all, String directory) {
    int equals = by.indexOf('=');
    Parameter<?> parameter = parameter(by);
    List<Object> there =
        all.trials().stream()
            .map(run -> run.parameters().get(parameter.column()))
            .filter(Objects::nonNull)
            .distinct()
            .sorted(SettingChoice::compare)
            .toList();
    if (there.size() < 2) {
      String values = there.isEmpty() ? "applies to no trial of " : values(there) + " in all of ";
      String is = there.isEmpty() ? " " : " is ";
      throw new ResultException(
          parameter.path() + is + values + directory + "; name one that the study sweeps");
    }
    if (equals < 0 && there.size() > 2) {
      throw new ResultException(
          "%s has %d values in %s: %s; choose two, as in --by %s=%s,%s"
              .formatted(
                  parameter.path(),
                  there.size(),
                  directory,
                  values(there),
                  parameter.path(),
                  Numbers.value(there.get(0)),
                  Numbers.value(there.get(1))));
    }
    List<Object> chosen =
        equals < 0 ? there : chosen(by.substring(equals + 1), there, parameter, directory);
    return new SettingChoice(parameter, chosen, all);
  }

  /** The parameter that tells them apart. */
  static Parameter<?> parameter(String by) {
    String path = by.replaceFirst("=.*", "");
    return Parameters.at(path)
        .or(() -> Parameters.ofColumn(path))
        .orElseThrow(() -> new ResultException("--by is " + path + ", no parameter" + near(path)));
  }

  private static String near(String path) {
    List<String> paths = Parameters.all().stream().map(Parameter::path).toList();
    return FieldWords.path(path)
        .filter(paths::contains)
        .or(() -> Nearest.of(path, paths))
        .map(meant -> "; did you mean " + meant + "?")
        .orElse("; docs/study-file.md has them all");
  }

  private static List<Object> chosen(
      String text, List<Object> there, Parameter<?> parameter, String directory) {
    List<Object> chosen =
        Arrays.stream(text.split(","))
            .map(String::strip)
            .map(word -> value(word, there, parameter, directory))
            .distinct()
            .toList();
    if (chosen.size() != 2) {
      throw new ResultException(
          "--by names %s of %s; name two, as in --by %s=%s,%s"
              .formatted(
                  Words.count(chosen.size(), "value"),
                  parameter.path(),
                  parameter.path(),
                  Numbers.value(there.get(0)),
                  Numbers.value(there.get(1))));
    }
    return chosen;
  }

  private static Object value(
      String word, List<Object> there, Parameter<?> parameter, String directory) {
    return there.stream()
        .filter(each -> Numbers.value(each).equals(word) || isNumber(each, word))
        .findFirst()
        .orElseThrow(
            () ->
                new ResultException(
                    "%s is %s in no trial of %s; it is one of %s"
                        .formatted(parameter.path(), word, directory, values(there))));
  }

  private static boolean isNumber(Object value, String word) {
    try {
      return value instanceof Number number && number.doubleValue() == Double.parseDouble(word);
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }

  private static int compare(Object a, Object b) {
    return a instanceof Number x && b instanceof Number y
        ? Double.compare(x.doubleValue(), y.doubleValue())
        : a.toString().compareTo(b.toString());
  }

  private static String values(List<Object> values) {
    String told = values.stream().limit(TOLD).map(Numbers::value).collect(Collectors.joining(", "));
    return values.size() > TOLD ? told + ", ..." : told;
  }

  /** The trials of either, with the learners that both are held against. */
  List<Side> sides() {
    return values.stream().map(this::side).toList();
  }

  private Side side(Object value) {
    List<Run> runs =
        all.runs().stream()
            .filter(run -> !run.isTrial() || value.equals(run.parameters().get(parameter.column())))
            .toList();
    String label = parameter.column().replace('_', ' ') + " " + Numbers.value(value);
    return new Side(label, runs);
  }
}
