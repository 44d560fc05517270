package org.iclsweep.study;

import static org.iclsweep.study.MeasureSection.POPULATION;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TeacherLaw;
import org.iclsweep.trial.Population;

/** Of what no population loss is known: the kernel tells why, and here of which parameter. */
final class PopulationRules {

  private static final List<Parameter<?>> OF =
      List.of(
          TaskSection.INPUTS,
          TaskSection.NORMALISED,
          TaskSection.NOISE,
          TaskSection.DISTRACTORS,
          TaskSection.SPECTRUM,
          TaskSection.CONDITION,
          TaskSection.FEATURES,
          TaskSection.TOKENS,
          ModelSection.ATTENTION,
          ModelSection.KEYS,
          ModelSection.TOKEN_CLIP,
          ModelSection.MLP,
          ModelSection.NORM,
          ModelSection.EMBEDDING,
          ModelSection.POSITIONS,
          ModelSection.DEPTH);

  /** Those by whose values it may be decided beside what others it is known. */
  private static final Set<Parameter<?>> BESIDE =
      Set.of(
          TaskSection.CONTEXT,
          TaskSection.DIM,
          TaskSection.TEACHER,
          ModelSection.WEIGHTS,
          ModelSection.PATTERN,
          ModelSection.UPDATE);

  private PopulationRules() {}

  static List<Rule> all() {
    return OF.stream().map(PopulationRules::of).toList();
  }

  private static Rule of(Parameter<?> one) {
    return new Rule(
        List.of(POPULATION, one),
        values -> values.asked(POPULATION).isPresent() ? unknown(values, one) : Optional.empty(),
        values -> "Set " + cure(one) + ", or measure.population = false.");
  }

  /** Beside its value, and those by which it may be decided; all else is as it is known. */
  private static Optional<String> unknown(Values values, Parameter<?> one) {
    Values all =
        known()
            .with(values.only(each -> each.equals(one) || BESIDE.contains(each)).byPath())
            .applying();
    ModelSpec model;
    TaskSpec task;
    try {
      model = ModelSection.spec(all);
      task = TaskSection.spec(all);
    } catch (IllegalArgumentException otherwiseWrong) { // which another rule tells
      return Optional.empty();
    }
    return new Population().unknown(model, task);
  }

  private static Values known() {
    return Values.defaults()
        .only(each -> each.path().startsWith("model.") || each.path().startsWith("task."))
        .with(Map.of(TaskSection.INPUTS.path(), InputLaw.NORMAL.label()));
  }

  private static String cure(Parameter<?> one) {
    return one.equals(TaskSection.SPECTRUM) || one.equals(TaskSection.CONDITION)
        ? TaskSection.TEACHER.path() + " = " + TeacherLaw.INVERSE_COVARIANCE.label()
        : one.path() + " = " + one.text(known().byPath().get(one.path()));
  }
}
