package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;
import static org.iclsweep.study.WholeType.wholeLong;

import java.util.List;
import java.util.Optional;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.MeasureSpec;

/** What a study says of its measures, and the kernel's description made of it. */
final class MeasureSection {

  private static final String CLOSED_FORM = LearnerKind.GD_CLOSED_FORM.label();

  private static final Declarations ALWAYS = new Declarations();

  static final Parameter EVERY =
      ALWAYS.own(
          "measure.every",
          "measure_every",
          whole(1),
          "100",
          "Steps between two points of a curve.");
  static final Parameter EVAL_TASKS =
      ALWAYS.shared(
          "measure.eval-tasks", "eval_tasks", whole(1), "10000", "Tasks of the evaluation set.");
  static final Parameter EVAL_SEED =
      ALWAYS.shared(
          "measure.eval-seed", "eval_seed", wholeLong(), "0", "Seed of the evaluation set.");
  static final Parameter ALPHA_INPUT_RANGE =
      ALWAYS.shared(
          "measure.alpha.input-range",
          "alpha_input_range",
          new ListType(real(POSITIVE)),
          "\"0.5..2.0 by 0.25\"",
          "Values of α that multiply the input range, for the out-of-distribution curve.");
  static final Parameter ALPHA_TEACHER_SCALE =
      ALWAYS.shared(
          "measure.alpha.teacher-scale",
          "alpha_teacher_scale",
          new ListType(real(POSITIVE)),
          "[0.5, 1, 2, 5]",
          "Values of α that multiply the teacher scale, for the out-of-distribution curve.");
  static final Parameter ALPHA_TASKS =
      ALWAYS.shared(
          "measure.alpha.tasks",
          "alpha_tasks",
          whole(1),
          "10000",
          "Tasks of each point of an out-of-distribution curve.");
  static final Parameter AGAINST =
      ALWAYS.shared(
          "measure.against",
          "against",
          new ListType(choice(LearnerKind.values(), LearnerKind::label)),
          "[gd, \"gd++\", least-squares]",
          "Learners that the trained model is held against; gd-closed-form at depth 1 only.");

  private MeasureSection() {}

  static List<Parameter> parameters() {
    return ALWAYS.all();
  }

  static List<Rule> rules() {
    return List.of(
        new Rule(
            List.of(AGAINST, ModelSection.DEPTH),
            MeasureSection::closedFormOfManySteps,
            values -> "Leave " + CLOSED_FORM + " out, or study depth 1 alone."),
        new Rule(
            List.of(EVERY, TrainingSection.STEPS),
            MeasureSection::curveWithoutAPoint,
            values ->
                "Set "
                    + EVERY.path()
                    + " to "
                    + values.whole(TrainingSection.STEPS)
                    + " or less."));
  }

  private static Optional<String> closedFormOfManySteps(Values values) {
    return values.words(AGAINST).contains(CLOSED_FORM) && values.whole(ModelSection.DEPTH) > 1
        ? Optional.of(CLOSED_FORM + " is known for depth 1 only")
        : Optional.empty();
  }

  private static Optional<String> curveWithoutAPoint(Values values) {
    int steps = values.whole(TrainingSection.STEPS);
    return steps > 0 && values.whole(EVERY) > steps
        ? Optional.of("a curve needs a point within the steps")
        : Optional.empty();
  }

  static MeasureSpec spec(Values values) {
    return new MeasureSpec(
        values.whole(EVERY),
        values.whole(EVAL_TASKS),
        values.wholeLong(EVAL_SEED),
        values.reals(ALPHA_INPUT_RANGE),
        values.reals(ALPHA_TEACHER_SCALE),
        values.whole(ALPHA_TASKS),
        values.words(AGAINST).stream().map(MeasureSection::learner).toList());
  }

  private static LearnerKind learner(String label) {
    return ChoiceType.labelled(label, LearnerKind.values(), LearnerKind::label);
  }
}
