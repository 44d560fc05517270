package org.iclsweep.study;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A parameter that a study gives although it applies in no trial of the plan.
 *
 * @param parameter the parameter
 * @param plan the study's plan
 */
record Unused(Parameter parameter, Plan plan) {

  /** What is wrong, to be read after the parameter's path. */
  String message() {
    String here =
        broken().stream()
            .map(condition -> here(condition.on(), broken().size() > 1))
            .collect(Collectors.joining(" and "));
    return "has no effect: it applies when " + parameter.condition() + ", and here " + here;
  }

  private String here(Parameter on, boolean named) {
    if (!plan.applies(on)) {
      return on.path() + " does not apply";
    }
    return (named ? on.path() : "it")
        + " is "
        + plan.values(on).stream().map(on::text).collect(Collectors.joining(" or "));
  }

  /** What to type, a sentence. */
  String cure() {
    return "Remove it or "
        + broken().stream().map(this::cure).collect(Collectors.joining(" and "))
        + ".";
  }

  private String cure(Condition condition) {
    String path = condition.on().path();
    boolean swept = plan.axes().stream().anyMatch(axis -> axis.parameter().equals(condition.on()));
    if (!condition.wanted()) {
      return "give " + path + " another value";
    }
    if (condition.isOfList()) {
      return "add " + condition.words() + " to " + path;
    }
    return swept
        ? "add " + condition.words() + " to " + StudyReader.GRID + "." + path
        : "set " + path + " = " + condition.words();
  }

  /** The conditions that hold in no trial. */
  private List<Condition> broken() {
    return parameter.conditions().stream()
        .filter(
            condition ->
                plan.combinations(List.of(condition.on()))
                    .noneMatch(values -> condition.holds(values.byPath())))
        .toList();
  }
}
