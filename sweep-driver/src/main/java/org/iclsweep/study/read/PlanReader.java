package org.iclsweep.study.read;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.sweep.Axis;
import org.iclsweep.study.sweep.Expansion;
import org.iclsweep.study.sweep.Plan;

/** Makes a plan of what a study gives, and finds what is given in vain. */
final class PlanReader {

  private static final int MOST_LEARNT = 100_000;

  private final GivenBlock outer;
  private final List<GivenBlock> given;
  private final Problems problems;
  private final List<Expansion> expansions;

  /**
   * @param outer what is said around the blocks
   * @param given the blocks, at least one
   */
  PlanReader(GivenBlock outer, List<GivenBlock> given, Problems problems) {
    this.outer = outer;
    this.given = given;
    this.problems = problems;
    expansions = given.stream().map(block -> new Expansion(block.read(problems))).toList();
  }

  /** The plan; nothing where a problem came up. */
  Optional<Plan> read() {
    outer.all().forEach(each -> checkEffect(each.getKey(), each.getValue()));
    Optional<Plan> plan = plan();
    plan.ifPresent(this::checkLearners);
    if (plan.isPresent()) {
      Parameters.all().forEach(this::checkUse);
      new Exclusions(given, expansions, problems).check();
      combinations().forEach(each -> each.check(Parameters.rules()));
    }
    if (problems.isEmpty()) {
      combinations().forEach(Combinations::checkKernel);
    }
    return plan;
  }

  /** Learners are fitted one by one, and listed before. */
  private void checkLearners(Plan plan) {
    if (plan.learnerSettings() <= MOST_LEARNT) {
      return;
    }
    Axis longest = plan.longestOfLearners().orElseThrow();
    given.stream()
        .flatMap(block -> block.swept(longest.parameter()).stream())
        .findFirst()
        .ifPresent(
            axis ->
                axis.complain(
                    problems,
                    "makes more than "
                        + MOST_LEARNT
                        + " settings in which learners are fitted, each of its own",
                    "Sweep fewer values, or set measure.against = []."));
  }

  private Optional<Plan> plan() {
    try {
      return Optional.of(new Plan(expansions));
    } catch (ArithmeticException tooMany) {
      problems.add("sweep", "has more than " + Long.MAX_VALUE + " trials", "");
      return Optional.empty();
    }
  }

  private Stream<Combinations> combinations() {
    return IntStream.range(0, given.size())
        .mapToObj(b -> new Combinations(expansions.get(b), given.get(b), problems));
  }

  /** An override has to count in a block at least. */
  private void checkEffect(String key, Given override) {
    List<Given> counting =
        given.stream().flatMap(block -> Stream.ofNullable(block.counting().get(key))).toList();
    if (!override.isOverride() || counting.contains(override)) {
      return;
    }
    if (counting.isEmpty()) {
      override.complain(problems, "has no effect, because nothing is left to draw", "");
      return;
    }
    String other = counting.get(0).path();
    override.complain(
        problems,
        "has no effect, because " + other + " takes its place",
        other.contains("[") ? "" : "Override that: --set " + other + "=...");
  }

  /** What is given to a parameter has to apply in a trial at least. */
  private void checkUse(Parameter<?> parameter) {
    Set<Given> used = new HashSet<>();
    Map<Given, Unused> unused = new LinkedHashMap<>();
    for (int b = 0; b < given.size(); b++) {
      GivenBlock block = given.get(b);
      Expansion expansion = expansions.get(b);
      boolean isAsked = !expansion.isEmpty() && block.areConditionsRead(parameter);
      if (expansion.applies(parameter) || !isAsked) {
        block.all(parameter).forEach(used::add);
      } else {
        block
            .all(parameter)
            .forEach(each -> unused.putIfAbsent(each, Unused.in(expansion, block, parameter)));
      }
    }
    unused.keySet().removeAll(used);
    unused.forEach((each, why) -> each.complain(problems, why.message(), why.cure()));
  }
}
