package org.iclsweep.analysis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.iclsweep.measure.LearntRule;

/** What is not known of trials that stopped once they had learnt, and what they saved. */
final class StopFindings {

  private StopFindings() {}

  static List<String> of(Summary summary) {
    List<Run> stopped = summary.runs().filter(StopFindings::isStopped).toList();
    if (stopped.isEmpty()) {
      return List.of();
    }
    Quartiles steps =
        Quartiles.of(stopped.stream().map(run -> (double) run.record().stoppedStep()).toList())
            .orElseThrow();
    return List.of(
        "%s stopped once %s learnt%s, at step %s (median)%s. Whether they would have relapsed is not known. Their final losses and what else is measured at the end are of the weights where they stopped; medians over seeds at a step are of those that were still trained."
            .formatted(
                Phrases.plural(stopped.size(), "trial"),
                stopped.size() == 1 ? "it had" : "they had",
                rule(stopped).map(StopFindings::words).orElse(""),
                Numbers.fixed(steps.median(), 0),
                share(summary)));
  }

  private static boolean isStopped(Run run) {
    return run.record().stoppedStep() != null;
  }

  /** The rule that stopped them, where it was one. */
  private static Optional<LearntRule> rule(List<Run> stopped) {
    Set<LearntRule> rules =
        stopped.stream()
            .flatMap(run -> run.trained().flatMap(each -> each.training().stops()).stream())
            .collect(Collectors.toSet());
    return rules.size() == 1 ? rules.stream().findFirst() : Optional.empty();
  }

  private static String words(LearntRule rule) {
    return " (%s steps within a factor of %s of %s)"
        .formatted(rule.lasting(), Numbers.value(rule.within()), new GoalWords(rule.goal()).that());
  }

  /** What all trials took of the steps that they would have taken; empty where none is known. */
  private static String share(Summary summary) {
    double taken = 0;
    double planned = 0;
    for (Run run : summary.runs().filter(each -> !each.failed()).toList()) {
      double steps = run.number(Columns.STEPS).orElse(0);
      planned += steps;
      taken += isStopped(run) ? run.record().stoppedStep() : steps;
    }
    return planned == 0
        ? ""
        : "; all trials together took "
            + Numbers.percent(taken / planned)
            + "\u00a0% of their steps";
  }
}
