package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.ABOVE_ONE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.trial.MeasureSpec;

/** What a study says of trials that end before their last step. */
final class StopSection {

  private static final String NEVER = "never";
  private static final String LEARNT = "learnt";

  private static final Declarations ALWAYS = new Declarations();

  static final Parameter<String> WHEN =
      ALWAYS.own(
          "training.stop.when",
          "stop_when",
          choice(NEVER, LEARNT),
          NEVER,
          "Whether a training ends at the first point of the curve that shows that the model has"
              + " learnt; all else is as without it up to there.");

  private static final Declarations STOPPED = ALWAYS.when(WHEN, LEARNT);
  static final Parameter<Goal> OF =
      STOPPED.own(
          "training.stop.of",
          "stop_of",
          new GoalType(),
          "gd",
          "What the evaluation loss has to come to: the loss of a learner that the trial is held"
              + " against, or a loss itself.");
  static final Parameter<Double> WITHIN =
      STOPPED.own(
          "training.stop.within",
          "stop_within",
          real(ABOVE_ONE),
          "1.05",
          "The factor within which of it the loss has to be.");
  static final Parameter<Integer> STAYS =
      STOPPED.own(
          "training.stop.stays",
          "stop_stays",
          whole(0),
          "100",
          "The steps for which the loss has to stay there; the training ends so many steps after"
              + " the model has learnt.");

  private static final String OR_NEVER = ", or set " + WHEN.path() + " = " + NEVER + ".";

  private StopSection() {}

  static List<Parameter<?>> parameters() {
    return ALWAYS.all();
  }

  /** Whether it stops when what is measured says so. */
  static boolean stops(Values values) {
    return values.has(WHEN) && values.text(WHEN).equals(LEARNT);
  }

  /** When it has learnt and is trained no further. */
  static Optional<LearntRule> rule(Values values) {
    return stops(values)
        ? Optional.of(new LearntRule(values.get(OF), values.get(WITHIN), values.get(STAYS)))
        : Optional.empty();
  }

  static List<Rule> rules() {
    return Stream.concat(
            MeasureSection.against().stream().map(StopSection::ofLearners),
            Stream.of(ofPoints(), ofWeights()))
        .toList();
  }

  private static Rule ofLearners(Parameter<List<LearnerKind>> list) {
    return Rule.ofKernel(
        List.of(OF, list, WHEN),
        values ->
            rule(values).ifPresent(rule -> MeasureSpec.requireLearner(rule, values.get(list))),
        "Add it to " + list.path() + ", or set " + OF.path() + " to a loss itself, as in 0.25.");
  }

  private static Rule ofPoints() {
    return Rule.ofKernel(
            List.of(
                STAYS, TrainingSection.STEPS, MeasureSection.EVERY, MeasureSection.SCHEDULE, WHEN),
            values ->
                rule(values)
                    .ifPresent(
                        rule ->
                            MeasureSpec.every(values.get(MeasureSection.EVERY))
                                .closer(values.get(MeasureSection.SCHEDULE))
                                .evalTasks(1)
                                .build()
                                .requirePoints(rule, values.get(TrainingSection.STEPS))),
            "Choose fewer, or a smaller " + MeasureSection.EVERY.path() + OR_NEVER)
        .everyValue();
  }

  private static Rule ofWeights() {
    return new Rule(
        List.of(WHEN, TrainingSection.KEEP),
        values ->
            stops(values) && values.text(TrainingSection.KEEP).equals(TrainingSection.BEST_OF_LAST)
                ? Optional.of(
                    "which points are the last of a training that stops is not known before")
                : Optional.empty(),
        values -> "Set " + TrainingSection.KEEP.path() + " = last" + OR_NEVER);
  }
}
