package org.iclsweep.study.read;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.study.ChoiceType;
import org.iclsweep.study.FlagType;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.Rule;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Values;
import org.iclsweep.study.sweep.Expansion;

/**
 * Finds what is wrong with values that are right one by one: combinations that no trial may have.
 * Only the axes that a rule is about are walked.
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

  private static final int MOST = 100_000;

  private final Expansion expansion;
  private final GivenBlock given;
  private final Problems problems;

  /**
   * @param expansion the trials of a block
   * @param given where its values come from
   */
  Combinations(Expansion expansion, GivenBlock given, Problems problems) {
    this.expansion = expansion;
    this.given = given;
    this.problems = problems;
  }

  private static boolean isKind(Parameter<?> parameter) {
    return parameter.type() instanceof ChoiceType || parameter.type() instanceof FlagType;
  }

  /** Adds each rule that is broken; values that are wrong on their own are left alone. */
  void check(List<Rule> rules) {
    rules.forEach(this::check);
  }

  /** Adds what the kernel refuses, of values of which all else is right. */
  void checkKernel() {
    combinations(KERNEL)
        .filter(values -> KERNEL.broken().apply(values).isPresent())
        .findFirst()
        .ifPresent(this::addRefusal);
  }

  private Stream<Values> combinations(Rule rule) {
    return rule.ofEveryValue() ? expansion.combinations(rule.of()) : expansion.telling(rule.of());
  }

  /** Whether a rule has to look at more than it can; a problem says so. */
  private boolean isTooMuch(Rule rule) {
    boolean swept = rule.of().stream().anyMatch(each -> given.swept(each).isPresent());
    if (!rule.ofEveryValue() || !swept || expansion.countCombinations(rule.of()) <= MOST) {
      return false;
    }
    Given where =
        rule.of().stream().flatMap(each -> given.swept(each).stream()).findFirst().orElseThrow();
    String names = rule.of().stream().map(Parameter::path).collect(Collectors.joining(" and "));
    where.complain(
        problems,
        "makes more than " + MOST + " combinations of " + names + ", of which each is checked",
        "Sweep fewer values of them.");
    return true;
  }

  private void check(Rule rule) {
    if (rule.of().stream().allMatch(given::isReadable) && applies(rule) && !isTooMuch(rule)) {
      combinations(rule)
          .filter(values -> rule.of().stream().allMatch(values::has))
          .filter(values -> isBroken(rule, values))
          .findFirst()
          .ifPresent(values -> add(rule, values));
    }
  }

  private boolean applies(Rule rule) {
    return rule.of().stream().allMatch(expansion::applies);
  }

  /** Whether a rule is broken, and not by what it is not about: then its defaults break it too. */
  private static boolean isBroken(Rule rule, Values values) {
    Optional<String> broken = rule.broken().apply(values);
    return broken.isPresent() && !broken.equals(rule.broken().apply(values.atDefault(rule.of())));
  }

  /** Adds that the kernel refuses these values, with those given whose default would do. */
  private void addRefusal(Values values) {
    List<Parameter<?>> all =
        Parameters.all().stream()
            .filter(each -> given.at(each).isPresent() && values.has(each))
            .toList();
    List<Parameter<?>> involved =
        all.stream().filter(each -> isBroken(KERNEL.about(List.of(each)), values)).toList();
    add(KERNEL.about(involved.isEmpty() ? all : involved), values);
  }

  /** Adds a problem with the first parameter of a rule, placed where one of them is given. */
  private void add(Rule rule, Values values) {
    ConfigValue where =
        rule.of().stream()
            .flatMap(each -> given.at(each).stream())
            .findFirst()
            .orElseThrow()
            .value();
    problems.add(
        where.origin(), rule.of().get(0).path(), rule.message(values), rule.cure().apply(values));
  }
}
