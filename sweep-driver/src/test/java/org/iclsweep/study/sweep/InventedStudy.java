package org.iclsweep.study.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.iclsweep.study.Invented;
import org.iclsweep.study.Parameter;

/**
 * A sweep over invented parameters that is made up at random: some fixed, some axes of a grid, some
 * in step, some values excluded. What it describes can be listed one by one, the slow way.
 */
record InventedStudy(List<Setting> fixed, List<AxisGroup> groups, List<Exclusion> excluded) {

  private static final Map<Parameter<?>, List<Object>> VALUES =
      Map.of(
          Invented.RULE, List.of("a", "b", "c"),
          Invented.SPEED, List.of(1, 2, 3, 4, 5),
          Invented.SET, List.of(List.of("x"), List.of("y+"), List.of("x", "y+"), List.of("z")),
          Invented.MEMORY, List.of("none", "short", "long"),
          Invented.DECAY, List.of(2, 3, 5),
          Invented.FORCE, List.of(13, 17));

  private static final List<Parameter<?>> PARAMETERS =
      List.of(
          Invented.RULE,
          Invented.SPEED,
          Invented.SET,
          Invented.MEMORY,
          Invented.DECAY,
          Invented.FORCE);

  static InventedStudy of(SplittableRandom random) {
    List<Setting> fixed = new ArrayList<>();
    List<AxisGroup> groups = new ArrayList<>();
    List<Parameter<?>> inStep = new ArrayList<>();
    for (Parameter<?> parameter : PARAMETERS) {
      switch (random.nextInt(3)) {
        case 0 -> fixed.add(new Setting(parameter, some(parameter, random)));
        case 1 -> groups.add(AxisGroup.of(new Axis(parameter, values(parameter, random))));
        default -> inStep.add(parameter);
      }
    }
    int half = inStep.size() / 2;
    List.of(inStep.subList(0, half), inStep.subList(half, inStep.size())).stream()
        .filter(parameters -> !parameters.isEmpty())
        .forEach(parameters -> groups.add(zip(parameters, random)));
    List<Exclusion> excluded =
        IntStream.range(0, random.nextInt(3)).mapToObj(i -> exclusion(random)).toList();
    return new InventedStudy(fixed, groups, excluded);
  }

  private static Object some(Parameter<?> parameter, SplittableRandom random) {
    List<Object> values = VALUES.get(parameter);
    return values.get(random.nextInt(values.size()));
  }

  /** One value at least, none twice. */
  private static List<Object> values(Parameter<?> parameter, SplittableRandom random) {
    Set<Object> values = new LinkedHashSet<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      values.add(some(parameter, random));
    }
    return List.copyOf(values);
  }

  /** Points that may come twice, as in a sample. */
  private static AxisGroup zip(List<Parameter<?>> parameters, SplittableRandom random) {
    int length = random.nextInt(1, 7);
    List<Axis> axes = new ArrayList<>();
    for (Parameter<?> parameter : parameters) {
      List<Object> values =
          IntStream.range(0, length).mapToObj(i -> some(parameter, random)).toList();
      axes.add(new Axis(parameter, values));
    }
    return parameters.size() > 1
        ? new AxisGroup(axes)
        : AxisGroup.of(
            new Axis(parameters.get(0), axes.get(0).values().stream().distinct().toList()));
  }

  private static Exclusion exclusion(SplittableRandom random) {
    List<Axis> values = new ArrayList<>();
    for (Parameter<?> parameter : PARAMETERS) {
      if (random.nextInt(3) == 0) {
        values.add(new Axis(parameter, values(parameter, random)));
      }
    }
    return new Exclusion(values.isEmpty() ? List.of(new Axis(Invented.SPEED, List.of(1))) : values);
  }

  /** The boxes of what it describes and does not exclude. */
  List<Box> boxes() {
    List<Box> boxes = Boxes.of(fixed, groups);
    for (Exclusion exclusion : excluded) {
      boxes = boxes.stream().flatMap(box -> Boxes.without(box, exclusion).stream()).toList();
    }
    return boxes;
  }

  /** What it describes and does not exclude, point by point. */
  Set<SortedMap<String, Object>> listed() {
    List<Map<String, Object>> points = new ArrayList<>();
    Map<String, Object> start = new HashMap<>();
    fixed.forEach(each -> start.put(each.parameter().path(), each.value()));
    points.add(start);
    for (AxisGroup group : groups) {
      List<Map<String, Object>> longer = new ArrayList<>();
      for (Map<String, Object> point : points) {
        for (int position = 0; position < group.size(); position++) {
          Map<String, Object> next = new HashMap<>(point);
          group.put(position, next);
          longer.add(next);
        }
      }
      points = longer;
    }
    Set<SortedMap<String, Object>> listed = new LinkedHashSet<>();
    points.forEach(point -> listed.add(applying(point)));
    listed.removeIf(point -> excluded.stream().anyMatch(each -> matches(each, point)));
    return listed;
  }

  private static SortedMap<String, Object> applying(Map<String, Object> point) {
    SortedMap<String, Object> applying = new TreeMap<>(point);
    for (Parameter<?> parameter : PARAMETERS) {
      if (!parameter.applies(point)) {
        applying.remove(parameter.path());
      }
    }
    return applying;
  }

  private static boolean matches(Exclusion exclusion, Map<String, Object> point) {
    return exclusion.values().stream()
        .allMatch(axis -> axis.values().contains(point.getOrDefault(axis.path(), "nothing")));
  }
}
