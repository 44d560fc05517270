package org.iclsweep.study.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.iclsweep.study.EvaluatedOn;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;

/**
 * The trials of a study as a function of an index, never a list: it takes the room of its axes. No
 * two trials are equal; one that several blocks describe is there once, with the first of them.
 *
 * <p>Trials come box by box: what conditions tell apart, and what is beside something that is left
 * out, lies in boxes of its own. Within a box the axes are sorted by path, the last varies fastest,
 * and the seed faster than all.
 *
 * <p><b>Cost.</b> A plan is made in the time that its boxes take, and the points of its samples; a
 * trial in that of finding its box among them. It is shipped as its blocks.
 */
public final class Plan implements Serializable {

  private static final long serialVersionUID = 1L;

  private final transient List<Expansion> expansions;
  private final transient List<Box> boxes;

  /** The index of the first trial of each box; the last, the size of the plan. */
  private final transient long[] starts;

  private transient volatile List<Trial> learners;

  private final transient long described;
  private final transient long allowed;

  /**
   * @throws ArithmeticException if a long does not hold the number of trials
   */
  public Plan(List<Expansion> expansions) {
    this.expansions = List.copyOf(expansions);
    boxes = distinct(expansions);
    starts = new long[boxes.size() + 1];
    for (int b = 0; b < boxes.size(); b++) {
      starts[b + 1] = Math.addExact(starts[b], boxes.get(b).size());
    }
    described =
        expansions.stream().mapToLong(each -> size(each.described())).reduce(0, Math::addExact);
    allowed = expansions.stream().mapToLong(each -> size(each.boxes())).reduce(0, Math::addExact);
  }

  /** The plan of some blocks, one or more. */
  static Plan of(List<Block> blocks) {
    return new Plan(blocks.stream().map(Expansion::new).toList());
  }

  /** What the blocks describe, without what an earlier one does. */
  private static List<Box> distinct(List<Expansion> expansions) {
    List<Box> distinct = new ArrayList<>();
    Map<Set<String>, List<Overlap>> earlier = new HashMap<>(); // by what applies
    for (Expansion each : expansions) {
      each.boxes()
          .forEach(box -> distinct.addAll(left(box, earlier.getOrDefault(box.paths(), List.of()))));
      each.boxes()
          .forEach(
              box ->
                  earlier
                      .computeIfAbsent(box.paths(), paths -> new ArrayList<>())
                      .add(new Overlap(box)));
    }
    return List.copyOf(distinct);
  }

  /** What others leave of a box. */
  private static List<Box> left(Box box, List<Overlap> others) {
    List<Box> left = List.of(box);
    for (Overlap overlap : others) {
      left = left.stream().flatMap(each -> overlap.without(each).stream()).toList();
    }
    return left;
  }

  private static long size(List<Box> boxes) {
    return boxes.stream().mapToLong(Box::size).reduce(0, Math::addExact);
  }

  /** What it was made of. */
  public List<Block> blocks() {
    return expansions.stream().map(Expansion::block).toList();
  }

  public List<Expansion> expansions() {
    return expansions;
  }

  /** Number of trials. */
  public long size() {
    return starts[boxes.size()];
  }

  /** Number of trials that one of its blocks describes and does not exclude. */
  public long size(Block block) {
    return expansions.stream()
        .filter(each -> each.block().equals(block))
        .mapToLong(each -> size(each.boxes()))
        .findFirst()
        .orElseThrow();
  }

  /** Number of trials that its blocks describe and exclude. */
  public long excluded() {
    return described - allowed;
  }

  /** How often a block describes a trial that an earlier one does. */
  public long repeated() {
    return allowed - size();
  }

  /** Trial number {@code index}, from 0. */
  public TransformerTrial trial(long index) {
    if (index < 0 || index >= size()) {
      throw new IllegalArgumentException("index is " + index + ", must be in [0, " + size() + ")");
    }
    int box = box(index);
    return new TransformerTrial(boxes.get(box), index - starts[box]);
  }

  /** Number of trials that differ in more than the seed. */
  public long settings() {
    return boxes.stream().mapToLong(Box::settings).sum();
  }

  /** How many trials from an index on differ in the seed alone, itself among them. */
  public long alike(long index) {
    int box = box(index);
    return boxes.get(box).alike(index - starts[box]);
  }

  private int box(long index) {
    int found = Arrays.binarySearch(starts, index);
    return found >= 0 ? found : -found - 2;
  }

  /** The index of a trial of this plan: the inverse of {@link #trial}. */
  public long index(TransformerTrial trial) {
    long index = find(trial);
    if (index < 0) {
      throw new IllegalArgumentException("trial " + trial.id() + " is not of this plan");
    }
    return index;
  }

  /** The same; negative where it is not of this plan. */
  public long find(TransformerTrial trial) {
    for (int b = 0; b < boxes.size(); b++) {
      long index = boxes.get(b).index(trial.values().byPath());
      if (index >= 0) {
        return starts[b] + index;
      }
    }
    return -1;
  }

  /**
   * The distinct learners that the trials are held against, in the order in which the plan first
   * needs them. Only the axes that learners depend on are walked.
   */
  public List<Trial> learners() {
    if (learners == null) {
      learners = distinctLearners();
    }
    return learners;
  }

  /** How many settings learners would be fitted in, at most. */
  public long learnerSettings() {
    return boxes.stream()
        .mapToLong(box -> box.countCombinations(LearnerTrial.mayMatter(box::values)))
        .sum();
  }

  /** The longest axis on which learners depend, if any does. */
  public Optional<Axis> longestOfLearners() {
    return expansions.stream()
        .flatMap(each -> each.boxes().stream())
        .flatMap(
            box ->
                box.groups().stream()
                    .flatMap(group -> group.axes().stream())
                    .filter(axis -> LearnerTrial.mayMatter(box::values).test(axis.parameter())))
        .max(Comparator.comparingInt(axis -> axis.values().size()));
  }

  private List<Trial> distinctLearners() {
    Set<Trial> learners = new LinkedHashSet<>();
    boxes.stream()
        .flatMap(box -> box.combinations(LearnerTrial.mayMatter(box::values)))
        .map(TransformerTrial::of)
        .forEach(trial -> learners.addAll(trial.learners()));
    return List.copyOf(learners);
  }

  /** The distinct sets of tasks on which the trials are evaluated, as the plan first needs them. */
  public List<EvaluatedOn> evaluations() {
    return boxes.stream()
        .flatMap(box -> box.combinations(EvaluatedOn.mayMatter(box::values)))
        .map(values -> EvaluatedOn.of(TransformerTrial.of(values)))
        .distinct()
        .toList();
  }

  /** Trials of the plan, one for each combination of the values of some parameters. */
  public Stream<TransformerTrial> distinct(Predicate<Parameter<?>> some) {
    return boxes.stream().flatMap(box -> box.combinations(some)).map(TransformerTrial::of);
  }

  /** The parameters that not all trials have the same value of, in the order of the reference. */
  public List<Parameter<?>> varied() {
    return Parameters.all().stream().filter(this::isVaried).toList();
  }

  private boolean isVaried(Parameter<?> parameter) {
    List<Object> first = boxes.get(0).values(parameter);
    return first.size() > 1 || boxes.stream().anyMatch(box -> !box.values(parameter).equals(first));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Plan plan && blocks().equals(plan.blocks());
  }

  @Override
  public int hashCode() {
    return blocks().hashCode();
  }

  @Override
  public String toString() {
    return blocks().toString();
  }

  private Object writeReplace() {
    return new Shipped(List.copyOf(blocks()));
  }

  private record Shipped(List<Block> blocks) implements Serializable {
    private Object readResolve() {
      return of(blocks);
    }
  }
}
