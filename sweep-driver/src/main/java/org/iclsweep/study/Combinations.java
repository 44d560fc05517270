package org.iclsweep.study;

import com.typesafe.config.ConfigValue;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what is wrong with values that are right one by one: parameters that apply in no trial, and
 * combinations that no trial may have. Only the axes that a question is about are walked.
 */
final class Combinations {

  private final Plan plan;
  private final GivenValues fixed;
  private final GivenValues swept;
  private final Problems problems;

  Combinations(Plan plan, GivenValues fixed, GivenValues swept, Problems problems) {
    this.plan = plan;
    this.fixed = fixed;
    this.swept = swept;
    this.problems = problems;
  }

  /** Adds what is wrong; parameters whose own values are wrong are left alone. */
  void check() {
    Parameters.all().forEach(this::checkOverrideHasEffect);
    Parameters.all().stream().filter(each -> !each.conditions().isEmpty()).forEach(this::checkUse);
    if (isCountable()) {
      Parameters.rules().forEach(this::check);
    }
  }

  private boolean isCountable() {
    try {
      return plan.size() > 0;
    } catch (ArithmeticException tooMany) {
      problems.add(StudyReader.GRID, "has more than " + Long.MAX_VALUE + " trials", "");
      return false;
    }
  }

  private void checkOverrideHasEffect(Parameter parameter) {
    Optional<ConfigValue> override =
        fixed.at(parameter).filter(value -> Problems.isOverride(value.origin()));
    if (override.isPresent() && swept.at(parameter).isPresent()) {
      String axis = StudyReader.GRID + "." + parameter.path();
      problems
          .at(parameter.path())
          .about(
              override.get(),
              "has no effect, because the grid sweeps it",
              "Override the axis: --set " + axis + "=...");
    }
  }

  private void checkUse(Parameter parameter) {
    boolean known = Parameters.all().stream().filter(parameter::dependsOn).allMatch(this::isRead);
    if (known && given(parameter).isPresent() && !plan.applies(parameter)) {
      Unused unused = new Unused(parameter, plan);
      Stream.of(fixed, swept)
          .forEach(
              part ->
                  part.at(parameter)
                      .ifPresent(
                          value ->
                              problems
                                  .at(part.path(parameter))
                                  .about(value, unused.message(), unused.cure())));
    }
  }

  private void check(Rule rule) {
    if (rule.of().stream().allMatch(this::isRead)) {
      plan.combinations(rule.of())
          .filter(values -> rule.of().stream().allMatch(values::has))
          .filter(values -> isBroken(rule, values))
          .findFirst()
          .ifPresent(values -> add(rule, values));
    }
  }

  /** Whether a rule is broken, and not by what it is not about: then its defaults break it too. */
  private static boolean isBroken(Rule rule, Values values) {
    Optional<String> broken = rule.broken().apply(values);
    return broken.isPresent() && !broken.equals(rule.broken().apply(values.atDefault(rule.of())));
  }

  /** Adds a problem with the first parameter of a rule, placed where one of them is given. */
  private void add(Rule rule, Values values) {
    Parameter about = rule.of().get(0);
    ConfigValue where =
        rule.of().stream().flatMap(each -> given(each).stream()).findFirst().orElseThrow();
    String others =
        rule.of().stream()
            .skip(1)
            .map(each -> each.path() + " = " + values.text(each))
            .collect(Collectors.joining(" and "));
    problems.add(
        where.origin(),
        about.path(),
        "is "
            + values.text(about)
            + ", which does not go with "
            + others
            + ": "
            + rule.broken().apply(values).orElseThrow(),
        rule.cure().apply(values));
  }

  private boolean isRead(Parameter parameter) {
    return fixed.isReadable(parameter) && swept.isReadable(parameter);
  }

  private Optional<ConfigValue> given(Parameter parameter) {
    return swept.at(parameter).or(() -> fixed.at(parameter));
  }
}
