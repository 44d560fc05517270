package org.iclsweep.study.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.study.Condition;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Values;
import org.iclsweep.study.sweep.AxisGroup;
import org.iclsweep.study.sweep.Block;

/**
 * A block of a study with all that it takes from around it, or a study that has no blocks.
 *
 * @param name empty for a study without blocks
 * @param fixed values of parameters, whether they are swept or not
 * @param sweep what is swept
 */
record GivenBlock(String name, GivenValues fixed, GivenSweep sweep) {

  /** The block as far as it can be read; only right where no problem came up. */
  Block read(Problems problems) {
    Map<String, Object> values =
        fixed.read(
            (parameter, given, complaint) ->
                parameter
                    .type()
                    .read(
                        given.value(),
                        new AxisCure(parameter, given).ofValue(complaint, sweep.path())));
    List<AxisGroup> groups = groups(problems);
    Values all = Values.defaults().with(values);
    return new Block(
        name,
        all.only(parameter -> groups.stream().noneMatch(group -> group.has(parameter))),
        groups,
        sweep.excluded().stream().flatMap(each -> each.read(problems).stream()).toList());
  }

  /** Groups of which no two sweep the same parameter. */
  private List<AxisGroup> groups(Problems problems) {
    List<AxisGroup> groups = new ArrayList<>();
    Map<String, Given> swept = new HashMap<>();
    for (GivenGroup group : sweep.groups()) {
      List<String> twice = group.axes().paths().stream().filter(swept::containsKey).toList();
      for (String path : twice) {
        String message = "is swept by " + swept.get(path).path() + ", too";
        group.axes().byPath().get(path).complain(problems, message, "Leave one out.");
      }
      if (twice.isEmpty()) {
        swept.putAll(group.axes().byPath());
        groups.addAll(group.read());
      }
    }
    return groups;
  }

  /** What is given to a parameter as its axis. */
  Optional<Given> swept(Parameter<?> parameter) {
    return sweep.groups().stream()
        .flatMap(group -> group.axes().at(parameter).stream())
        .findFirst();
  }

  /** What is given to a parameter, and counts. */
  Optional<Given> at(Parameter<?> parameter) {
    return swept(parameter).or(() -> fixed.at(parameter));
  }

  /** Everything that is given to a parameter. */
  Stream<Given> all(Parameter<?> parameter) {
    return Stream.concat(fixed.at(parameter).stream(), swept(parameter).stream());
  }

  /** Everything that is given, to parameters by their paths and to settings of samples. */
  Stream<Map.Entry<String, Given>> all() {
    return Stream.concat(
        fixed.byPath().entrySet().stream(),
        sweep.groups().stream().flatMap(group -> group.all().entrySet().stream()));
  }

  /** The same, but of what is given to a parameter twice only its axis. */
  Map<String, Given> counting() {
    Map<String, Given> counting = new HashMap<>();
    all().forEach(each -> counting.put(each.getKey(), each.getValue()));
    return counting;
  }

  /** Whether nothing is wrong with what is given to a parameter. */
  boolean isReadable(Parameter<?> parameter) {
    return fixed.isReadable(parameter)
        && sweep.groups().stream().allMatch(group -> group.axes().isReadable(parameter));
  }

  /** Whether nothing is wrong with what decides if a parameter applies. */
  boolean areConditionsRead(Parameter<?> parameter) {
    return parameter.conditions().stream()
        .map(Condition::on)
        .allMatch(on -> isReadable(on) && areConditionsRead(on));
  }
}
