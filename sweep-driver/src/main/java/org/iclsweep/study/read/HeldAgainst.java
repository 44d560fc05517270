package org.iclsweep.study.read;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.stream.Collectors;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.spec.Labelled;
import org.iclsweep.spec.Labels;
import org.iclsweep.study.Complaint;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.sweep.Plan;

/**
 * The learners that trials of a plan are held against.
 *
 * @param plan what is right with it is known
 */
record HeldAgainst(Plan plan) {

  private static final String PAIRS = "measure.against";
  private static final String SEQUENCES = "measure.prefix-learners";

  /** Complains of the word for a learner that is none of them. */
  void check(ConfigValue word, Complaint complaint) {
    LearnerKind wanted = Labels.of(LearnerKind.class, (String) word.unwrapped());
    List<LearnerKind> held = all();
    if (!held.contains(wanted)) {
      complaint.about(
          word,
          "is %s, which no trial is held against".formatted(wanted.label()),
          "Set it to %sa loss itself, as in 0.25%s.".formatted(words(held), added(wanted)));
    }
  }

  private List<LearnerKind> all() {
    return plan.distinct(HeldAgainst::decides)
        .flatMap(trial -> trial.spec().measure().against().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether a parameter says what trials are held against. */
  static boolean decides(Parameter<?> parameter) {
    return List.of(PAIRS, SEQUENCES).contains(parameter.path());
  }

  /** How trials that are not held against a learner get a goal. */
  static String cure(Plan plan, String learner) {
    HeldAgainst held = new HeldAgainst(plan);
    String add = held.added(Labels.of(LearnerKind.class, learner));
    String goal =
        "Set %s to %sa loss itself, as in 0.25".formatted(StudyKeyReader.AT, words(held.all()));
    return goal + add + ".";
  }

  private static String words(List<LearnerKind> held) {
    return held.stream()
        .map(Labelled::label)
        .map(word -> word + " or ")
        .collect(Collectors.joining());
  }

  /** Where it would be listed, if that has a say in any trial. */
  private String added(LearnerKind wanted) {
    String list = wanted.learner().isOfSequences() ? SEQUENCES : PAIRS;
    Parameter<?> parameter = Parameters.at(list).orElseThrow();
    return plan.expansions().stream().anyMatch(each -> each.applies(parameter))
        ? ", or add %s to %s".formatted(wanted.label(), list)
        : "";
  }
}
