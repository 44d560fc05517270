package org.iclsweep.study;

import static org.iclsweep.study.TaskSection.AMPLITUDE_MAX;
import static org.iclsweep.study.TaskSection.AMPLITUDE_MIN;
import static org.iclsweep.study.TaskSection.CONDITION;
import static org.iclsweep.study.TaskSection.CONTEXT;
import static org.iclsweep.study.TaskSection.DIM;
import static org.iclsweep.study.TaskSection.DISTRACTORS;
import static org.iclsweep.study.TaskSection.FEATURES;
import static org.iclsweep.study.TaskSection.FEATURES_HIDDEN;
import static org.iclsweep.study.TaskSection.INPUTS;
import static org.iclsweep.study.TaskSection.ROTATION;
import static org.iclsweep.study.TaskSection.SPECTRUM;
import static org.iclsweep.study.TaskSection.TEACHER;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.Features;
import org.iclsweep.task.InputLaw;

/** What no task can be of. */
final class TaskRules {

  private TaskRules() {}

  static List<Rule> all() {
    return Stream.of(
            ofTasks().stream(),
            Stream.of(SPECTRUM, CONDITION, ROTATION, TEACHER).map(TaskRules::ofOneLaw),
            SequenceSection.rules().stream())
        .flatMap(each -> each)
        .toList();
  }

  /** Features have to be of inputs and teachers as they are drawn. */
  private static Rule ofOneLaw(Parameter<?> other) {
    return new Rule(
        List.of(FEATURES, other),
        values ->
            values.has(FEATURES_HIDDEN)
                    && values.has(other)
                    && !values.text(other).equals(other.defaultText())
                ? Optional.of(Features.OF_ONE_LAW)
                : Optional.empty(),
        values ->
            "Set "
                + other.path()
                + " = "
                + other.defaultText()
                + ", or task.features.kind = none.");
  }

  private static List<Rule> ofTasks() {
    return List.of(
        Rule.ofKernel(
            List.of(DISTRACTORS, CONTEXT),
            TaskSection::spec,
            "Set " + DISTRACTORS.path() + " to the context's length or less."),
        Rule.ofKernel(
            List.of(AMPLITUDE_MAX, AMPLITUDE_MIN),
            TaskSection::spec,
            "Set " + AMPLITUDE_MIN.path() + " to the largest amplitude or less."),
        Rule.ofKernel(
            List.of(INPUTS, DIM),
            values -> InputLaw.requireDim(values.get(INPUTS), values.get(DIM)),
            "Set " + DIM.path() + " to 3 or more."),
        Rule.ofKernel(
            List.of(SPECTRUM, DIM),
            values -> Covariance.requireSize(values.get(SPECTRUM), values.get(DIM)),
            "Give " + SPECTRUM.path() + " as many eigenvalues as " + DIM.path() + " says."),
        Rule.ofKernel(
            List.of(CONDITION, DIM),
            TaskSection::spectrum,
            "Set " + CONDITION.path() + " = 1, or " + DIM.path() + " to 2 or more."),
        new Rule(
            List.of(SPECTRUM, CONDITION),
            values ->
                values.get(CONDITION) > 1 && !values.get(SPECTRUM).isEmpty()
                    ? Optional.of("both say what the eigenvalues are")
                    : Optional.empty(),
            values -> "Set " + CONDITION.path() + " = 1, or leave " + SPECTRUM.path() + " out."));
  }
}
