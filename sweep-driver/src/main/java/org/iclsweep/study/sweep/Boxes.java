package org.iclsweep.study.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.iclsweep.study.Condition;
import org.iclsweep.study.Parameter;

/**
 * Divides products of axes into disjoint boxes: by the conditions under which parameters apply, and
 * by what is left out.
 *
 * <pre>
 *   kind = [adam, sgd, adamw], momentum = [0, 0.9] when kind is sgd:
 *   kind = [adam, adamw]   |   kind = [sgd] x momentum = [0, 0.9]
 * </pre>
 *
 * <p>There are as many boxes as combinations of what conditions tell apart, whatever the length of
 * the axes.
 */
final class Boxes {

  private Boxes() {}

  /**
   * Every point of some groups with every point of the others, each trial once.
   *
   * @param fixed the parameters that are not swept, whether they apply or not
   */
  static List<Box> of(List<Setting> fixed, List<AxisGroup> groups) {
    List<Box> boxes = List.of(new Box(fixed, groups.stream().map(AxisGroup::distinct).toList()));
    for (Map.Entry<Parameter<?>, List<Condition>> each : conditions(fixed, groups).entrySet()) {
      boxes =
          boxes.stream()
              .flatMap(box -> divided(box, each.getKey(), each.getValue()).stream())
              .toList();
    }
    return boxes.stream().map(Boxes::applying).toList();
  }

  /** The conditions on each parameter, those first on which others depend. */
  private static Map<Parameter<?>, List<Condition>> conditions(
      List<Setting> fixed, List<AxisGroup> groups) {
    Map<Parameter<?>, List<Condition>> conditions =
        new TreeMap<>(
            Comparator.<Parameter<?>>comparingInt(Parameter::decisions)
                .thenComparing(Parameter::path));
    Stream.concat(
            fixed.stream().map(Setting::parameter),
            groups.stream().flatMap(group -> group.axes().stream()).map(Axis::parameter))
        .flatMap(parameter -> parameter.conditions().stream())
        .distinct()
        .forEach(each -> conditions.computeIfAbsent(each.on(), on -> new ArrayList<>()).add(each));
    return conditions;
  }

  private static List<Box> divided(Box box, Parameter<?> by, List<Condition> conditions) {
    int number = box.number(by);
    return number < 0 || !by.applies(box.first().byPath())
        ? List.of(box)
        : box.groups().get(number).divided(by, conditions).stream()
            .map(part -> box.with(number, part))
            .toList();
  }

  /** What applies of a box in which every condition holds throughout or nowhere. */
  private static Box applying(Box box) {
    Map<String, Object> known = box.first().byPath();
    List<Setting> fixed =
        box.fixed().stream().filter(each -> each.parameter().applies(known)).toList();
    List<AxisGroup> groups =
        box.groups().stream()
            .flatMap(group -> group.only(parameter -> parameter.applies(known)).stream())
            .toList();
    return new Box(fixed, groups);
  }

  /** The trials that an exclusion leaves. */
  static List<Box> without(Box box, Exclusion exclusion) {
    return matches(box, exclusion).map(matched -> without(box, matched)).orElse(List.of(box));
  }

  /** Where an exclusion matches a box, by number of the group; nothing if it does nowhere. */
  static Optional<Map<Integer, Positions>> matches(Box box, Exclusion exclusion) {
    Map<Integer, Positions> matches = new TreeMap<>();
    for (Axis axis : exclusion.values()) {
      int number = box.number(axis.parameter());
      if (number >= 0) {
        AxisGroup group = box.groups().get(number);
        Positions here = group.positions(axis.parameter(), axis.values());
        matches.merge(number, here, Positions::and);
      } else if (box.fixed(axis.parameter()).filter(axis.values()::contains).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(matches).filter(Boxes::isSomewhere);
  }

  private static boolean isSomewhere(Map<Integer, Positions> matches) {
    return matches.values().stream().allMatch(positions -> positions.size() > 0);
  }

  /**
   * The trials that are not matched.
   *
   * @param matched positions by number of the group; a trial is matched that is at such a position
   *     in each of these groups
   */
  static List<Box> without(Box box, Map<Integer, Positions> matched) {
    if (!isSomewhere(matched)) {
      return List.of(box);
    }
    List<Box> left = new ArrayList<>();
    Box rest = box;
    for (Map.Entry<Integer, Positions> each : matched.entrySet()) {
      AxisGroup group = box.groups().get(each.getKey());
      Positions others = each.getValue().others(group.size());
      if (others.size() > 0) {
        left.add(rest.with(each.getKey(), group.at(others)));
        rest = rest.with(each.getKey(), group.at(each.getValue()));
      }
    }
    return left;
  }
}
