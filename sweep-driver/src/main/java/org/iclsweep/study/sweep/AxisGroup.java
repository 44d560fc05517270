package org.iclsweep.study.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.iclsweep.study.Condition;
import org.iclsweep.study.ListType;
import org.iclsweep.study.NumberType;
import org.iclsweep.study.Parameter;

/**
 * Axes that are walked in step: a point is what all of them have at one position. An axis of a grid
 * is a group of its own; a zip is a group, and so is a sample, whose values are draws.
 *
 * @param axes at least one, of the same length, by path
 */
public record AxisGroup(List<Axis> axes) implements Serializable {

  private static final int FEW = 8;

  /** Axes up to this length are walked. */
  private static final int LONG = 256;

  /** Points that are looked at one by one. */
  private static final int MOST_SCATTERED = 50_000_000;

  public AxisGroup {
    axes = axes.stream().sorted(Comparator.comparing(Axis::path)).toList();
  }

  /** An axis of a grid. */
  public static AxisGroup of(Axis axis) {
    return new AxisGroup(List.of(axis));
  }

  /** Number of points. */
  public int size() {
    return axes.get(0).values().size();
  }

  /** How its points are drawn, if they are. */
  public Optional<Sample> sample() {
    return axes.get(0).values() instanceof Draws draws
        ? Optional.of(draws.sample())
        : Optional.empty();
  }

  Optional<Axis> axis(Parameter<?> parameter) {
    return axes.stream().filter(axis -> axis.path().equals(parameter.path())).findFirst();
  }

  public boolean has(Parameter<?> parameter) {
    return axis(parameter).isPresent();
  }

  /** Adds the values at a position, by path. */
  void put(int position, Map<String, Object> point) {
    for (Axis axis : axes) {
      point.put(axis.path(), axis.values().get(position));
    }
  }

  /** The values at a position, in the order of the axes. */
  Object[] point(int position) {
    Object[] point = new Object[axes.size()];
    for (int a = 0; a < point.length; a++) {
      point[a] = axes.get(a).values().get(position);
    }
    return point;
  }

  /** The first position with these values, by path; -1 if there is none. */
  int indexOf(Map<String, Object> values) {
    if (axes.size() == 1) {
      return axes.get(0).values().indexOf(values.get(axes.get(0).path()));
    }
    Object[] wanted = axes.stream().map(axis -> values.get(axis.path())).toArray();
    return IntStream.range(0, size())
        .filter(position -> Arrays.equals(point(position), wanted))
        .findFirst()
        .orElse(-1);
  }

  /** The points at some positions. */
  AxisGroup at(Positions positions) {
    return new AxisGroup(
        axes.stream()
            .map(axis -> new Axis(axis.parameter(), positions.of(axis.values())))
            .toList());
  }

  /** Number of points without those that come twice. */
  public int countDistinct() {
    return new PointIndex(this).firsts().size();
  }

  /** The same points, each at its first position only; axes of a grid have no other. */
  AxisGroup distinct() {
    boolean ofAGrid = axes.size() == 1 && sample().isEmpty();
    return ofAGrid ? this : at(new PointIndex(this).firsts());
  }

  /** The points of some axes alone, each once; nothing without any. */
  Optional<AxisGroup> only(Predicate<Parameter<?>> wanted) {
    List<Axis> some = wanted(wanted);
    return some.isEmpty() ? Optional.empty() : Optional.of(new AxisGroup(some).at(firsts(wanted)));
  }

  /** The first positions of all points of some axes alone, in a group that has no point twice. */
  Positions firsts(Predicate<Parameter<?>> wanted) {
    List<Axis> some = wanted(wanted);
    if (some.isEmpty()) {
      return Positions.of(IntStream.of(0));
    }
    return some.size() == axes.size()
        ? Positions.all(size())
        : new PointIndex(new AxisGroup(some)).firsts();
  }

  /**
   * Of some axes alone, the first positions of the points that tell whether any breaks a rule: of a
   * long axis of numbers the least and the largest three, and 0, 1 and the default. What numbers
   * have to be to each other is then broken by one of them, or by none.
   */
  Positions telling(Predicate<Parameter<?>> wanted) {
    Positions firsts = firsts(wanted);
    List<Axis> some = wanted(wanted);
    boolean isLong = firsts.size() > LONG && some.size() == 1;
    return isLong && some.get(0).parameter().type() instanceof NumberType
        ? Telling.positions(some.get(0), firsts)
        : firsts;
  }

  private List<Axis> wanted(Predicate<Parameter<?>> wanted) {
    return axes.stream().filter(axis -> wanted.test(axis.parameter())).toList();
  }

  /** Every point of this group with every point of another, which varies faster. */
  AxisGroup times(AxisGroup other) {
    List<Axis> both = new ArrayList<>();
    int size = Math.multiplyExact(size(), other.size());
    axes.forEach(axis -> both.add(repeated(axis, other.size(), size)));
    other.axes().forEach(axis -> both.add(repeated(axis, 1, size)));
    return new AxisGroup(both);
  }

  private static Axis repeated(Axis axis, int each, int size) {
    List<Object> values = axis.values();
    return new Axis(
        axis.parameter(),
        IntStream.range(0, size).mapToObj(i -> values.get(i / each % values.size())).toList());
  }

  /** Positions of the points at which a parameter has one of these values. */
  Positions positions(Parameter<?> parameter, List<Object> allowed) {
    List<Object> values = axis(parameter).orElseThrow().values();
    if (allowed.equals(values)) {
      return Positions.all(size());
    }
    Optional<Positions> together =
        axes.size() == 1 ? Positions.together(values, allowed) : Optional.empty();
    if (together.isPresent()) {
      return together.get();
    }
    boolean few = allowed.size() <= FEW;
    if (!few && Math.min(size(), allowed.size()) > MOST_SCATTERED) {
      throw new ScatteredException(parameter, MOST_SCATTERED);
    }
    if (axes.size() == 1 && allowed.size() < values.size() && (few || Positions.isQuick(values))) {
      return Positions.of(
          allowed.stream().mapToInt(values::indexOf).filter(at -> at >= 0).sorted().distinct());
    }
    Collection<Object> known = few || Positions.isQuick(allowed) ? allowed : new HashSet<>(allowed);
    return Positions.where(size(), position -> known.contains(values.get(position)));
  }

  /**
   * Divides the points by the conditions on a parameter that hold there, in the order of their
   * first.
   *
   * @param conditions all on this parameter
   */
  List<AxisGroup> divided(Parameter<?> by, List<Condition> conditions) {
    Map<List<Boolean>, List<Integer>> classes = new LinkedHashMap<>();
    List<Object> values = axis(by).orElseThrow().values();
    Positions told = told(by, conditions);
    for (int i = 0; i < told.size(); i++) {
      List<Boolean> names = names(values.get(told.at(i)), conditions);
      classes.computeIfAbsent(names, key -> new ArrayList<>()).add(told.at(i));
    }
    List<Positions> divided = new ArrayList<>();
    classes.values().forEach(each -> divided.add(Positions.of(each.stream().mapToInt(i -> i))));
    divided.add(told.others(size()));
    return divided.stream()
        .filter(each -> each.size() > 0)
        .sorted(Comparator.comparing(each -> each.at(0)))
        .map(this::at)
        .toList();
  }

  private static List<Boolean> names(Object value, List<Condition> conditions) {
    return conditions.stream().map(condition -> condition.names(value)).toList();
  }

  /** Positions of the values that conditions may tell from others, which are all alike. */
  private Positions told(Parameter<?> by, List<Condition> conditions) {
    boolean isSet = by.type() instanceof ListType;
    return isSet
        ? Positions.all(size())
        : positions(by, conditions.stream().flatMap(each -> each.values().stream()).toList());
  }
}
