package org.iclsweep.study.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.WholeRange;
import org.iclsweep.study.WholeType;
import org.iclsweep.study.sweep.Axis;
import org.iclsweep.study.sweep.Exclusion;
import org.iclsweep.study.sweep.Expansion;

/** Finds exclusions that exclude nothing, and those that leave nothing. */
final class Exclusions {

  private static final int MOST_WALKED = 100_000;

  private final List<GivenBlock> given;
  private final List<Expansion> expansions;
  private final Problems problems;

  /**
   * @param given the blocks
   * @param expansions what they mean
   */
  Exclusions(List<GivenBlock> given, List<Expansion> expansions, Problems problems) {
    this.given = given;
    this.expansions = expansions;
    this.problems = problems;
  }

  /** Adds what is wrong. */
  void check() {
    Map<GivenExclusion, List<Expansion>> inForce = new LinkedHashMap<>();
    for (int b = 0; b < given.size(); b++) {
      for (GivenExclusion each : given.get(b).sweep().excluded()) {
        inForce.computeIfAbsent(each, key -> new ArrayList<>()).add(expansions.get(b));
      }
      checkLeaves(given.get(b), expansions.get(b));
    }
    inForce.forEach(this::check);
  }

  private void checkLeaves(GivenBlock block, Expansion expansion) {
    if (expansion.isEmpty()) {
      String of = block.name().isEmpty() ? "" : " of block " + block.name();
      List<GivenExclusion> excluded = block.sweep().excluded();
      excluded
          .get(excluded.size() - 1)
          .all()
          .complain(problems, "leaves no trial" + of, "Exclude less.");
    }
  }

  private void check(GivenExclusion excluded, List<Expansion> blocks) {
    Optional<Exclusion> exclusion = excluded.read(problems);
    if (exclusion.isEmpty()) {
      return;
    }
    List<Axis> strange =
        exclusion.get().values().stream()
            .filter(axis -> missing(axis, blocks).isPresent())
            .toList();
    strange.forEach(axis -> addMissing(excluded, axis, blocks));
    if (strange.isEmpty() && blocks.stream().noneMatch(block -> block.matches(exclusion.get()))) {
      excluded
          .all()
          .complain(
              problems,
              "matches no trial: its values are there, but not together",
              "Correct it or leave it out.");
    }
  }

  /** The first of some values that no trial has. */
  private static Optional<Object> missing(Axis axis, List<Expansion> blocks) {
    return candidates(axis, blocks).filter(value -> !isThere(axis, value, blocks)).findFirst();
  }

  /** Of a long range, its first values, its last, and those beside the ends of what trials have. */
  private static Stream<Object> candidates(Axis axis, List<Expansion> blocks) {
    List<Object> values = axis.values();
    if (values.size() <= MOST_WALKED || !(values instanceof WholeRange)) {
      return values.stream();
    }
    WholeType<?> type = (WholeType<?>) axis.parameter().type();
    Stream<Object> beside =
        blocks.stream()
            .flatMap(block -> block.described(axis.parameter()))
            .filter(each -> !each.isEmpty())
            .flatMap(
                each ->
                    Stream.of(whole(each.get(0)) - 1, whole(each.get(each.size() - 1)) + 1)
                        .filter(number -> number >= 0)
                        .map(type::typed));
    return Stream.concat(
        values.stream().limit(MOST_WALKED),
        Stream.concat(beside, Stream.of(values.get(values.size() - 1))).filter(values::contains));
  }

  private static long whole(Object value) {
    return ((Number) value).longValue();
  }

  private static boolean isThere(Axis axis, Object value, List<Expansion> blocks) {
    return blocks.stream()
        .flatMap(block -> block.described(axis.parameter()))
        .anyMatch(values -> values.contains(value));
  }

  private void addMissing(GivenExclusion excluded, Axis axis, List<Expansion> blocks) {
    Parameter<?> parameter = axis.parameter();
    String there =
        Expansion.shown(parameter, blocks.stream().flatMap(block -> block.described(parameter)));
    excluded
        .values()
        .at(parameter)
        .orElseThrow()
        .complain(
            problems,
            "holds "
                + parameter.text(missing(axis, blocks).orElseThrow())
                + ", which no trial has: "
                + (there.isEmpty()
                    ? "it applies when " + parameter.condition()
                    : parameter.path() + " is " + there),
            "Correct it or leave it out.");
  }
}
