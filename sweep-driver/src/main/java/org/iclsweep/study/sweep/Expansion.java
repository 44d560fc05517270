package org.iclsweep.study.sweep;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.study.Condition;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Values;

/** The boxes of a block. */
public final class Expansion {

  private static final int MOST_SHOWN = 8;

  private final Block block;
  private final List<Box> described;
  private final List<Box> boxes;

  public Expansion(Block block) {
    described = Boxes.of(Setting.of(block.fixed()), block.groups());
    List<Box> left = described;
    for (Exclusion exclusion : block.excluded()) {
      left = left.stream().flatMap(box -> Boxes.without(box, exclusion).stream()).toList();
    }
    boxes = left;
    this.block = normal(block);
  }

  /** The same trials, without saying anything that makes no difference. */
  private Block normal(Block block) {
    Set<String> applying =
        boxes.stream().flatMap(box -> box.paths().stream()).collect(Collectors.toSet());
    SortedMap<String, Object> fixed = new TreeMap<>(block.fixed().byPath());
    fixed.replaceAll(
        (path, value) -> applying.contains(path) ? value : Values.defaults().byPath().get(path));
    return new Block(
        block.name(),
        new Values(fixed),
        block.groups(),
        block.excluded().stream().filter(this::matches).toList());
  }

  /** The block, with its defaults for what applies in no trial, and exclusions that match. */
  public Block block() {
    return block;
  }

  /** What the block describes, before anything is excluded. */
  List<Box> described() {
    return described;
  }

  /** What it describes and does not exclude. */
  List<Box> boxes() {
    return boxes;
  }

  /** Whether nothing is left. */
  public boolean isEmpty() {
    return boxes.isEmpty();
  }

  /** The values that a parameter has in what the block describes, some for each part of it. */
  public Stream<List<Object>> described(Parameter<?> parameter) {
    return described.stream().map(box -> box.values(parameter));
  }

  /** Whether an exclusion matches anything that the block describes. */
  public boolean matches(Exclusion exclusion) {
    return described.stream().anyMatch(box -> Boxes.matches(box, exclusion).isPresent());
  }

  /** Whether a condition holds in any trial. */
  public boolean allows(Condition condition) {
    return telling(List.of(condition.on())).anyMatch(values -> condition.holds(values.byPath()));
  }

  /** Whether a parameter applies to any trial. */
  public boolean applies(Parameter<?> parameter) {
    return boxes.stream().anyMatch(box -> box.has(parameter));
  }

  /**
   * All combinations of the values that some parameters take, each as the values of a trial that
   * has it.
   */
  public Stream<Values> combinations(List<Parameter<?>> parameters) {
    return boxes.stream().flatMap(box -> box.combinations(parameters::contains));
  }

  /** The same, of long axes with the values that tell of all. */
  public Stream<Values> telling(List<Parameter<?>> parameters) {
    return boxes.stream().flatMap(box -> box.telling(parameters::contains));
  }

  /** How many combinations there are, or more than a number. */
  public long countCombinations(List<Parameter<?>> parameters) {
    return boxes.stream().mapToLong(box -> box.countCombinations(parameters::contains)).sum();
  }

  /** The values that a parameter has in the trials, in words; empty where it does not apply. */
  public String shown(Parameter<?> parameter) {
    return shown(parameter, boxes.stream().map(box -> box.values(parameter)));
  }

  /** Values of a parameter in words; of many the first. */
  public static String shown(Parameter<?> parameter, Stream<List<Object>> values) {
    List<String> texts =
        values
            .flatMap(List::stream)
            .map(parameter::text)
            .distinct()
            .limit(MOST_SHOWN + 1L)
            .toList();
    return texts.size() > MOST_SHOWN
        ? String.join(", ", texts.subList(0, MOST_SHOWN)) + " and others"
        : String.join(" or ", texts);
  }
}
