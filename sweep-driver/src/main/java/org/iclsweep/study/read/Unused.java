package org.iclsweep.study.read;

import java.util.List;
import java.util.stream.Collectors;
import org.iclsweep.study.Condition;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.sweep.Expansion;

/**
 * A parameter that a study gives although it applies in no trial of the plan.
 *
 * @param parameter the parameter
 * @param broken its conditions that hold in no trial
 */
record Unused(Parameter<?> parameter, List<Broken> broken) {

  /**
   * A condition that holds in no trial.
   *
   * @param condition the condition
   * @param here the values that the trials have for what it is on; empty where that does not apply
   * @param axis the path of the axis that these are; empty where they are none
   */
  record Broken(Condition condition, String here, String axis) {

    private static Broken of(Condition condition, Expansion expansion, GivenBlock block) {
      Parameter<?> on = condition.on();
      return new Broken(
          condition, expansion.shown(on), block.swept(on).map(Given::path).orElse(""));
    }

    private String path() {
      return condition.on().path();
    }

    private String here(String name) {
      return here.isEmpty() ? path() + " does not apply" : name + " is " + here;
    }

    private String cure() {
      if (condition.met().isEmpty()) {
        return "give " + path() + " another value";
      }
      if (!axis.isEmpty()) {
        return "add " + condition.met() + " to " + axis;
      }
      return condition.isOfList()
          ? "add " + condition.met() + " to " + path()
          : "set " + path() + " = " + condition.met();
    }
  }

  static Unused in(Expansion expansion, GivenBlock block, Parameter<?> parameter) {
    return new Unused(
        parameter,
        parameter.conditions().stream()
            .filter(condition -> !expansion.allows(condition))
            .map(condition -> Broken.of(condition, expansion, block))
            .toList());
  }

  /** What is wrong, to be read after the parameter's path. */
  String message() {
    if (broken.isEmpty()) {
      return "has no effect: it applies when "
          + parameter.condition()
          + ", and no trial has all of that together";
    }
    String here =
        broken.stream()
            .map(each -> each.here(parameter.conditions().size() == 1 ? "it" : each.path()))
            .collect(Collectors.joining(" and "));
    return "has no effect: it applies when " + parameter.condition() + ", and here " + here;
  }

  /** What to type, a sentence. */
  String cure() {
    return broken.isEmpty()
        ? "Remove it."
        : "Remove it or "
            + broken.stream().map(Broken::cure).collect(Collectors.joining(" and "))
            + ".";
  }
}
