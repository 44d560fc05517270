package org.iclsweep.study;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A parameter that a study gives although it applies in no trial of the plan.
 *
 * @param parameter the parameter
 * @param broken its conditions that hold in no trial
 */
record Unused(Parameter parameter, List<Broken> broken) {

  /**
   * A condition that holds in no trial.
   *
   * @param condition the condition
   * @param here the values that the plan has for what it is on; none where that does not apply
   * @param swept whether these are an axis
   */
  record Broken(Condition condition, List<Object> here, boolean swept) {

    private static Broken of(Condition condition, Plan plan) {
      Parameter on = condition.on();
      boolean swept = plan.axes().stream().anyMatch(axis -> axis.parameter().equals(on));
      return new Broken(condition, plan.applies(on) ? plan.values(on) : List.of(), swept);
    }

    private String path() {
      return condition.on().path();
    }

    private String here(String name) {
      return here.isEmpty()
          ? path() + " does not apply"
          : name
              + " is "
              + here.stream().map(condition.on()::text).collect(Collectors.joining(" or "));
    }

    private String cure() {
      if (condition.met().isEmpty()) {
        return "give " + path() + " another value";
      }
      if (swept) {
        return "add " + condition.met() + " to " + StudyReader.GRID + "." + path();
      }
      return condition.isOfList()
          ? "add " + condition.met() + " to " + path()
          : "set " + path() + " = " + condition.met();
    }
  }

  static Unused in(Plan plan, Parameter parameter) {
    return new Unused(
        parameter,
        parameter.conditions().stream()
            .filter(condition -> !plan.allows(condition))
            .map(condition -> Broken.of(condition, plan))
            .toList());
  }

  /** What is wrong, to be read after the parameter's path. */
  String message() {
    String here =
        broken.stream()
            .map(each -> each.here(parameter.conditions().size() == 1 ? "it" : each.path()))
            .collect(Collectors.joining(" and "));
    return "has no effect: it applies when " + parameter.condition() + ", and here " + here;
  }

  /** What to type, a sentence. */
  String cure() {
    return "Remove it or "
        + broken.stream().map(Broken::cure).collect(Collectors.joining(" and "))
        + ".";
  }
}
