package org.iclsweep.study;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The trials of a study as a function of an index, never a list: it takes the room of its axes.
 *
 * <p>An index is a number in mixed radix whose digits are the indices of points on the groups of
 * axes: the last group varies fastest, and within a group the last axis. No two trials are equal.
 *
 * @param fixed the parameters that are not swept, whether they apply or not
 * @param groups the swept ones, by path, but the seed last
 */
public record Plan(Values fixed, List<AxisGroup> groups) implements Serializable {

  private static final Comparator<Axis> SEED_LAST =
      Comparator.<Axis, Boolean>comparing(axis -> axis.parameter().equals(Parameters.SEED))
          .thenComparing(Axis::path);

  /**
   * The plan of these axes.
   *
   * @param values of all parameters; those of the axes do not count
   */
  static Plan of(Values values, List<Axis> axes) {
    Set<String> swept = new LinkedHashSet<>();
    axes.forEach(axis -> swept.add(axis.path()));
    return new Plan(
        values.only(parameter -> !swept.contains(parameter.path())),
        AxisGroup.of(axes.stream().sorted(SEED_LAST).toList()));
  }

  /** The axes, the fastest last. */
  public List<Axis> axes() {
    return groups.stream().flatMap(group -> group.axes().stream()).toList();
  }

  /**
   * Number of trials.
   *
   * @throws ArithmeticException if a long does not hold it; the plan of a study that was read has
   *     fewer
   */
  public long size() {
    return groups.stream().mapToLong(this::size).reduce(1, Math::multiplyExact);
  }

  private long size(AxisGroup group) {
    return group.size(fixed.byPath());
  }

  /** Trial number {@code index}, from 0. */
  public TransformerTrial trial(long index) {
    if (index < 0 || index >= size()) {
      throw new IllegalArgumentException("index is " + index + ", must be in [0, " + size() + ")");
    }
    return TransformerTrial.of(values(index));
  }

  private Values values(long index) {
    Map<String, Object> point = new HashMap<>();
    long rest = index;
    for (int g = groups.size() - 1; g >= 0; g--) {
      long size = size(groups.get(g));
      point.putAll(groups.get(g).point(rest % size, fixed.byPath()));
      rest /= size;
    }
    return fixed.with(point).applying();
  }

  /** The index of a trial of this plan: the inverse of {@link #trial}. */
  public long index(TransformerTrial trial) {
    long index = 0;
    for (AxisGroup group : groups) {
      long inGroup = group.index(trial.values().byPath());
      index = index * size(group) + inGroup;
      if (inGroup < 0) {
        throw new IllegalArgumentException("trial " + trial.id() + " is not of this plan");
      }
    }
    if (!trial(index).equals(trial)) {
      throw new IllegalArgumentException("trial " + trial.id() + " is not of this plan");
    }
    return index;
  }

  /**
   * The distinct learners that the trials are held against, in the order in which the plan first
   * needs them. Only the axes that learners depend on are walked.
   */
  public List<Trial> learners() {
    Set<Trial> learners = new LinkedHashSet<>();
    restricted(Parameter::ofLearners)
        .values()
        .forEach(values -> learners.addAll(TransformerTrial.of(values).learners()));
    return List.copyOf(learners);
  }

  /** Whether a condition holds in any trial. */
  boolean allows(Condition condition) {
    return combinations(List.of(condition.on()))
        .anyMatch(values -> condition.holds(values.byPath()));
  }

  /** Whether a parameter applies to any trial. */
  boolean applies(Parameter parameter) {
    return parameter.conditions().isEmpty()
        || combinations(List.of(parameter)).anyMatch(values -> values.has(parameter));
  }

  /**
   * All combinations of the values that some parameters take in this plan, each as the values of a
   * trial that has it.
   */
  Stream<Values> combinations(List<Parameter> parameters) {
    return restricted(parameters::contains).values();
  }

  private Stream<Values> values() {
    return LongStream.range(0, size()).mapToObj(this::values);
  }

  /**
   * The sub-grid of the axes that some parameters have or depend on; the others stay at their first
   * value.
   */
  private Plan restricted(Predicate<Parameter> wanted) {
    List<Parameter> parameters = Parameters.all().stream().filter(wanted).toList();
    Map<String, Object> first = new HashMap<>();
    axes().forEach(axis -> first.put(axis.path(), axis.values().get(0)));
    return of(
        fixed.with(first),
        axes().stream().filter(axis -> concerns(axis.parameter(), parameters)).toList());
  }

  private static boolean concerns(Parameter swept, List<Parameter> parameters) {
    return parameters.stream().anyMatch(each -> each.equals(swept) || each.dependsOn(swept));
  }

  /** All values that a parameter takes in this plan, where it applies. */
  List<Object> values(Parameter parameter) {
    return axes().stream()
        .filter(axis -> axis.parameter().equals(parameter))
        .findFirst()
        .map(Axis::values)
        .orElseGet(() -> List.of(fixed.byPath().get(parameter.path())));
  }
}
