package org.iclsweep.study;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Axes of which some decide whether others apply, and points on them as a function of an index.
 *
 * <p>An index is a number in mixed radix whose digits are positions on the axes, the last one
 * fastest. Where an axis does not apply, it has one position and the point has no value for it: so
 * points differ in what applies, and none comes twice.
 *
 * <pre>
 *   kind = [adam, sgd], momentum = [0, 0.5, 0.9] when kind is sgd:
 *   adam | sgd 0 | sgd 0.5 | sgd 0.9
 * </pre>
 *
 * <p><b>Cost</b> of all methods: the number of combinations of those values that conditions name,
 * whatever the length of the axes.
 *
 * @param axes each after those that it depends on
 */
record AxisGroup(List<Axis> axes) implements Serializable {

  /** Those that others depend on first, then by path. */
  private static final Comparator<Axis> ORDER =
      Comparator.<Axis>comparingInt(axis -> axis.parameter().decisions()).thenComparing(Axis::path);

  AxisGroup {
    axes = axes.stream().sorted(ORDER).toList();
  }

  /** Divides axes into groups of which none has to do with another, in the order of their first. */
  static List<AxisGroup> of(List<Axis> axes) {
    List<List<Axis>> groups = new ArrayList<>();
    for (Axis axis : axes) {
      List<Axis> joined = new ArrayList<>();
      groups.removeIf(group -> concerns(group, axis) && joined.addAll(group));
      joined.add(axis);
      groups.add(joined);
    }
    List<String> order = axes.stream().map(Axis::path).toList();
    return groups.stream()
        .sorted(Comparator.comparingInt(group -> first(group, order)))
        .map(AxisGroup::new)
        .toList();
  }

  private static boolean concerns(List<Axis> group, Axis axis) {
    return group.stream()
        .map(Axis::parameter)
        .anyMatch(other -> axis.parameter().dependsOn(other) || other.dependsOn(axis.parameter()));
  }

  private static int first(List<Axis> group, List<String> order) {
    return group.stream().map(Axis::path).mapToInt(order::indexOf).min().orElseThrow();
  }

  /**
   * Number of points.
   *
   * @param fixed values of the parameters that are not swept, by path
   * @throws ArithmeticException if a long does not hold it
   */
  long size(Map<String, Object> fixed) {
    return size(0, new HashMap<>(fixed));
  }

  /** The values at a point, by path, of the axes that apply there. */
  Map<String, Object> point(long index, Map<String, Object> fixed) {
    Map<String, Object> known = new HashMap<>(fixed);
    Map<String, Object> point = new HashMap<>();
    long rest = index;
    for (int a = 0; a < axes.size(); a++) {
      Axis axis = axes.get(a);
      if (axis.parameter().applies(known)) {
        int position = position(a, rest, known);
        rest -= size(a, position, known);
        known.put(axis.path(), axis.values().get(position));
        point.put(axis.path(), axis.values().get(position));
      }
    }
    return point;
  }

  /** The index of the point with these values; -1 where they are not of these axes. */
  long index(Map<String, Object> values) {
    Map<String, Object> known = new HashMap<>(values);
    long index = 0;
    for (int a = 0; a < axes.size(); a++) {
      Axis axis = axes.get(a);
      if (axis.parameter().applies(known)) {
        Object value = values.get(axis.path());
        int position = value == null ? -1 : axis.values().indexOf(value);
        if (position < 0) {
          return -1;
        }
        index += size(a, position, known);
        known.put(axis.path(), value);
      }
    }
    return index;
  }

  /** Points that differ in this axis or later ones only. */
  private long size(int a, Map<String, Object> known) {
    if (a == axes.size()) {
      return 1;
    }
    Axis axis = axes.get(a);
    return axis.parameter().applies(known)
        ? size(a, axis.values().size(), known)
        : size(a + 1, known);
  }

  /** The same, with the first {@code count} values of this axis only. */
  private long size(int a, int count, Map<String, Object> known) {
    List<Integer> named = named(a);
    int other = 0;
    int others = count;
    long size = 0;
    for (int position : named) {
      if (position < count) {
        size = Math.addExact(size, sizeAt(a, position, known));
        others--;
      }
      other += position == other ? 1 : 0;
    }
    return others == 0
        ? size
        : Math.addExact(size, Math.multiplyExact(others, sizeAt(a, other, known)));
  }

  /** The same, at one value of this axis. */
  private long sizeAt(int a, int position, Map<String, Object> known) {
    Axis axis = axes.get(a);
    known.put(axis.path(), axis.values().get(position));
    long size = size(a + 1, known);
    known.remove(axis.path());
    return size;
  }

  /** The position on this axis of the point that has this index among those of {@link #size}. */
  private int position(int a, long index, Map<String, Object> known) {
    int low = 0;
    int high = axes.get(a).values().size() - 1;
    while (low < high) {
      int middle = high - (high - low) / 2;
      if (size(a, middle, known) <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /**
   * Positions on this axis, ascending, of the values that conditions of later axes name. All others
   * are alike to these. A list is named whatever it holds.
   */
  private List<Integer> named(int a) {
    Axis axis = axes.get(a);
    List<Object> values = axis.values();
    boolean list = axis.parameter().type() instanceof ListType;
    return axes.subList(a + 1, axes.size()).stream()
        .flatMap(later -> later.parameter().decisiveValues(axis.parameter()))
        .flatMap(value -> list ? values.stream() : Stream.of(value))
        .map(values::indexOf)
        .filter(position -> position >= 0)
        .distinct()
        .sorted()
        .toList();
  }
}
