package org.iclsweep.study.sweep;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.iclsweep.study.Parameter;

/** What a box and others describe both. */
final class Overlap {

  private final Box box;
  private final Map<AxisGroup, PointIndex> indices = new IdentityHashMap<>();

  Overlap(Box box) {
    this.box = box;
  }

  /** The trials of another box that this one does not describe. */
  List<Box> without(Box other) {
    if (!box.paths().equals(other.paths()) || !hasFixed(other)) {
      return List.of(other);
    }
    Box joined = joined(other);
    Map<Integer, Positions> both = new TreeMap<>();
    for (int g = 0; g < joined.groups().size(); g++) {
      both.put(g, positions(joined, joined.groups().get(g)));
    }
    return Boxes.without(joined, both);
  }

  /** Whether this one has what is fixed in another. */
  private boolean hasFixed(Box other) {
    Map<String, Object> values = other.first().byPath();
    return other.fixed().stream().allMatch(box::takes)
        && inStep()
            .filter(group -> group.axes().stream().noneMatch(axis -> isSwept(other, axis)))
            .allMatch(group -> group.indexOf(values) >= 0);
  }

  private static boolean isSwept(Box other, Axis axis) {
    return other.number(axis.parameter()) >= 0;
  }

  /** The groups in which the value of one parameter tells something of another's. */
  private Stream<AxisGroup> inStep() {
    return box.groups().stream().filter(group -> group.axes().size() > 1);
  }

  /** The other box, with one group made of those that share one of this box. */
  private Box joined(Box other) {
    List<AxisGroup> groups = new ArrayList<>(other.groups());
    for (AxisGroup own : inStep().toList()) {
      List<AxisGroup> together = groups.stream().filter(each -> meet(own, each)).toList();
      if (together.size() > 1) {
        groups.removeIf(each -> meet(own, each));
        groups.add(together.stream().reduce(AxisGroup::times).orElseThrow());
      }
    }
    return new Box(other.fixed(), groups);
  }

  private static boolean meet(AxisGroup one, AxisGroup other) {
    return one.axes().stream().anyMatch(axis -> other.has(axis.parameter()));
  }

  /** Positions in a group of the other box at which this box has the same. */
  private Positions positions(Box other, AxisGroup group) {
    Stream<Positions> oneByOne =
        group.axes().stream()
            .map(Axis::parameter)
            .map(each -> group.positions(each, box.values(each)));
    Stream<Positions> inStep =
        inStep().filter(own -> meet(own, group)).map(own -> positions(other, group, own));
    return Stream.concat(oneByOne, inStep).reduce(Positions::and).orElseThrow();
  }

  private Positions positions(Box other, AxisGroup group, AxisGroup own) {
    PointIndex index = indices.computeIfAbsent(own, PointIndex::new);
    List<IntFunction<Object>> values =
        own.axes().stream().map(Axis::parameter).map(each -> value(other, group, each)).toList();
    return Positions.where(
        group.size(),
        position -> index.find(values.stream().map(each -> each.apply(position)).toArray()) >= 0);
  }

  /** The value of a parameter that is in a group of a box or fixed beside it, by position. */
  private static IntFunction<Object> value(Box box, AxisGroup group, Parameter<?> parameter) {
    return group
        .axis(parameter)
        .<IntFunction<Object>>map(axis -> axis.values()::get)
        .orElseGet(() -> position -> box.fixed(parameter).orElseThrow());
  }
}
