package org.iclsweep.study;

import static org.iclsweep.study.MeasureSection.AGAINST;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.TeacherLaw;

/** What learners are not known beside: they tell why, and here it is told of which parameter. */
final class LearnerRules {

  /** Those of which a learner may not know every value. */
  private static final List<Parameter<?>> OF =
      List.of(
          TaskSection.TASK,
          TaskSection.INPUTS,
          TaskSection.NORMALISED,
          TaskSection.NOISE,
          TaskSection.DISTRACTORS,
          TaskSection.SPECTRUM,
          TaskSection.CONDITION,
          TaskSection.FEATURES,
          ModelSection.MLP,
          ModelSection.DEPTH);

  /** Those by whose values it may be decided beside what others are known. */
  private static final Set<Parameter<?>> BESIDE =
      Set.of(
          TaskSection.CONTEXT,
          TaskSection.DIM,
          TaskSection.TEACHER,
          ModelSection.WEIGHTS,
          ModelSection.PATTERN);

  private LearnerRules() {}

  static List<Rule> all() {
    return Stream.concat(
            Stream.of(LearnerKind.values()).flatMap(LearnerRules::ofKind), Stream.of(ofRotation()))
        .toList();
  }

  /** What trains a perceptron; others answer rotated tasks as those that they are fitted to. */
  private static Rule ofRotation() {
    return new Rule(
        List.of(AGAINST, TaskSection.ROTATION),
        values ->
            TaskSection.isRotated(values) && values.get(AGAINST).contains(LearnerKind.MLP_GD)
                ? unknown(LearnerKind.MLP_GD, values)
                : Optional.empty(),
        values -> cure(LearnerKind.MLP_GD, TaskSection.ROTATION, "none"));
  }

  private static Stream<Rule> ofKind(LearnerKind kind) {
    Values known = known(kind);
    return MeasureSection.against().stream()
        .filter(list -> list.applies(known.byPath()))
        .flatMap(list -> of(list, kind, known));
  }

  private static Stream<Rule> of(
      Parameter<List<LearnerKind>> list, LearnerKind kind, Values known) {
    return OF.stream()
        .map(
            each ->
                new Rule(
                    List.of(list, each),
                    values ->
                        values.get(list, List.of()).contains(kind) && differ(values, known, each)
                            ? unknown(kind, known.with(of(values, each)))
                            : Optional.empty(),
                    values -> cure(kind, each, each.text(known.byPath().get(each.path())))));
  }

  /** Whether it applies and has another value; where it has the same, the learner is known. */
  private static boolean differ(Values values, Values known, Parameter<?> each) {
    Object value = values.byPath().get(each.path());
    return value != null && !value.equals(known.byPath().get(each.path()));
  }

  /** Its value alone, and those by which it may be decided. */
  private static Map<String, Object> of(Values values, Parameter<?> one) {
    return values.only(each -> each.equals(one) || BESIDE.contains(each)).byPath();
  }

  /**
   * Values of models and tasks beside which a learner is known: the defaults, but for one word
   * where need be.
   */
  private static Values known(LearnerKind kind) {
    Values defaults =
        Values.defaults()
            .only(each -> each.path().startsWith("model.") || each.path().startsWith("task."));
    Stream<Values> others =
        OF.stream()
            .filter(each -> each.type() instanceof ChoiceType)
            .flatMap(
                each ->
                    ((ChoiceType<?>) each.type())
                        .choices().stream().map(word -> defaults.with(Map.of(each.path(), word))));
    return Stream.concat(Stream.of(defaults), others)
        .filter(values -> unknown(kind, values).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static Optional<String> unknown(LearnerKind kind, Values values) {
    Values applying = values.applying();
    try {
      ModelSpec model = ModelSection.spec(applying);
      return kind.learner().unknownBeside(model, TaskSection.spec(applying));
    } catch (IllegalArgumentException otherwiseWrong) { // which another rule tells
      return Optional.empty();
    }
  }

  private static String cure(LearnerKind kind, Parameter<?> of, String known) {
    String setting = of.path() + " = " + known;
    return switch (kind) {
      case GD_CLOSED_FORM ->
          of.equals(ModelSection.DEPTH)
              ? "Leave gd-closed-form out, or study depth 1 alone."
              : "Leave gd-closed-form out; gd searches its learning rate on any task.";
      case CLASS_S ->
          of.equals(TaskSection.SPECTRUM) || of.equals(TaskSection.CONDITION)
              ? cure(kind, TaskSection.TEACHER, TeacherLaw.INVERSE_COVARIANCE.label())
              : "Set " + setting + ", or leave class-s out.";
      case MLP_GD -> "Leave mlp-gd out, or set " + setting + ".";
      default -> "Set " + setting + ", or leave " + kind.label() + " out.";
    };
  }
}
