package org.iclsweep.study;

import static org.iclsweep.study.MeasureSection.GD_EXAMPLES;
import static org.iclsweep.study.MeasureSection.RIDGE;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.iclsweep.learner.Examples;
import org.iclsweep.learner.Ridge;

/** Of which tasks a baseline cannot be what a study asks it to be. */
final class BaselineRules {

  private BaselineRules() {}

  static List<Rule> all() {
    return List.of(
        bayesOn(TaskSection.TASK),
        bayesOn(TaskSection.DISTRACTORS),
        bayesOn(TaskSection.TEACHER),
        bayesOn(TaskSection.FEATURES),
        fewerExamples(TaskSection.CONTEXT, values -> values.get(TaskSection.CONTEXT) < 2),
        fewerExamples(TaskSection.DISTRACTORS, values -> values.get(TaskSection.DISTRACTORS) > 0),
        fewerExamples(TaskSection.NORMALISED, values -> values.get(TaskSection.NORMALISED)),
        new Rule(
            List.of(GD_EXAMPLES, RolloutSection.STEPS),
            values ->
                seesFewer(values) && values.asked(RolloutSection.STEPS).isPresent()
                    ? Optional.of("gd is rolled out on all examples")
                    : Optional.empty(),
            values -> "Set measure.gd-examples = all."));
  }

  private static Rule bayesOn(Parameter<?> task) {
    return Rule.ofKernel(
        List.of(RIDGE, task),
        values -> {
          if (values.get(RIDGE) == 0) {
            Ridge.bayes(TaskSection.inContext(values));
          }
        },
        "Set " + RIDGE.path() + " to a positive number.");
  }

  private static Rule fewerExamples(Parameter<?> of, Predicate<Values> isWrong) {
    return Rule.ofKernel(
        List.of(GD_EXAMPLES, of),
        values -> {
          if (seesFewer(values) && isWrong.test(values)) {
            MeasureSection.baselines(values).refuse(TaskSection.inContext(values));
          }
        },
        "Set measure.gd-examples = all.");
  }

  private static boolean seesFewer(Values values) {
    return values.get(GD_EXAMPLES, Examples.ALL) != Examples.ALL;
  }
}
