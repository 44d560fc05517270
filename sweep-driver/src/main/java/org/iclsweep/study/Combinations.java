package org.iclsweep.study;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what is wrong with values that are right one by one: parameters that apply in no trial, and
 * combinations that no trial may have. Only the axes that a question is about are walked.
 *
 * <p>What the kernel refuses although no rule forbids it is found for every combination of words
 * and flags, with numbers at their first value.
 */
final class Combinations {

  private static final Rule KERNEL =
      Rule.ofKernel(
          Parameters.all().stream().filter(Combinations::isKind).toList(),
          values -> TransformerTrial.of(values).learners(),
          "Change one of them.");

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

  private static boolean isKind(Parameter parameter) {
    return parameter.type() instanceof ChoiceType || parameter.type() instanceof FlagType;
  }

  /** Adds what is wrong; parameters whose own values are wrong are left alone. */
  void check(List<Rule> rules) {
    Parameters.all().forEach(this::checkOverrideHasEffect);
    if (isCountable()) {
      Parameters.all().stream().filter(each -> given(each).isPresent()).forEach(this::checkUse);
      rules.forEach(this::check);
    }
    if (problems.isEmpty()) {
      plan.combinations(KERNEL.of())
          .filter(values -> KERNEL.broken().apply(values).isPresent())
          .findFirst()
          .ifPresent(this::addRefusal);
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
    if (areConditionsRead(parameter) && !plan.applies(parameter)) {
      Unused unused = Unused.in(plan, parameter);
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

  /** Adds that the kernel refuses these values, with those given whose default would do. */
  private void addRefusal(Values values) {
    List<Parameter> given =
        Parameters.all().stream()
            .filter(each -> given(each).isPresent() && values.has(each))
            .toList();
    List<Parameter> involved =
        given.stream().filter(each -> isBroken(KERNEL.about(List.of(each)), values)).toList();
    add(KERNEL.about(involved.isEmpty() ? given : involved), values);
  }

  /** Adds a problem with the first parameter of a rule, placed where one of them is given. */
  private void add(Rule rule, Values values) {
    ConfigValue where =
        rule.of().stream().flatMap(each -> given(each).stream()).findFirst().orElseThrow();
    problems.add(
        where.origin(), rule.of().get(0).path(), rule.message(values), rule.cure().apply(values));
  }

  private boolean areConditionsRead(Parameter parameter) {
    return parameter.conditions().stream()
        .map(Condition::on)
        .allMatch(on -> isRead(on) && areConditionsRead(on));
  }

  private boolean isRead(Parameter parameter) {
    return fixed.isReadable(parameter) && swept.isReadable(parameter);
  }

  private Optional<ConfigValue> given(Parameter parameter) {
    return swept.at(parameter).or(() -> fixed.at(parameter));
  }
}
