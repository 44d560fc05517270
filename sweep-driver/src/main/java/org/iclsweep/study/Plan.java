package org.iclsweep.study;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The trials of a study as a function of an index, never a list: it takes the room of its axes.
 *
 * <p>An index is a number in mixed radix whose digits are positions on the axes: the last axis
 * varies fastest.
 *
 * @param fixed the parameters that are not swept
 * @param axes the swept ones, by path, but the seed last
 */
public record Plan(Values fixed, List<Axis> axes) implements Serializable {

  private static final Comparator<Axis> SEED_LAST =
      Comparator.<Axis, Boolean>comparing(axis -> axis.path().equals(Parameters.SEED.path()))
          .thenComparing(Axis::path);

  public Plan {
    axes = axes.stream().sorted(SEED_LAST).toList();
    Set<String> swept = new LinkedHashSet<>();
    axes.forEach(axis -> swept.add(axis.path()));
    fixed = fixed.only(parameter -> !swept.contains(parameter.path()));
  }

  /**
   * Number of trials.
   *
   * @throws ArithmeticException if a long does not hold it; the plan of a study that was read has
   *     fewer
   */
  public long size() {
    return axes.stream().mapToLong(axis -> axis.values().size()).reduce(1, Math::multiplyExact);
  }

  /** Trial number {@code index}, from 0. */
  public TransformerTrial trial(long index) {
    if (index < 0 || index >= size()) {
      throw new IllegalArgumentException("index is " + index + ", must be in [0, " + size() + ")");
    }
    Map<String, Object> point = new HashMap<>();
    long rest = index;
    for (int a = axes.size() - 1; a >= 0; a--) {
      List<Object> values = axes.get(a).values();
      point.put(axes.get(a).path(), values.get((int) (rest % values.size())));
      rest /= values.size();
    }
    return TransformerTrial.of(fixed.with(point));
  }

  /** The index of a trial of this plan: the inverse of {@link #trial}. */
  public long index(TransformerTrial trial) {
    long index = 0;
    for (Axis axis : axes) {
      int position = axis.values().indexOf(trial.values().byPath().get(axis.path()));
      index = index * axis.values().size() + position;
      if (position < 0) {
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
    Plan part = restricted(Parameter::ofLearners);
    Set<Trial> learners = new LinkedHashSet<>();
    for (long i = 0; i < part.size(); i++) {
      learners.addAll(part.trial(i).learners());
    }
    return List.copyOf(learners);
  }

  /** All values that a parameter takes in this plan. */
  List<Object> values(Parameter parameter) {
    return axes.stream()
        .filter(axis -> axis.path().equals(parameter.path()))
        .findFirst()
        .map(Axis::values)
        .orElseGet(() -> List.of(fixed.byPath().get(parameter.path())));
  }

  /** The sub-grid of some axes; the others stay at their first value. */
  private Plan restricted(Predicate<Parameter> swept) {
    Map<String, Object> first = new HashMap<>();
    axes.forEach(axis -> first.put(axis.path(), axis.values().get(0)));
    return new Plan(
        fixed.with(first), axes.stream().filter(axis -> swept.test(axis.parameter())).toList());
  }
}
