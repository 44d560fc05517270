package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.iclsweep.measure.Fate;

/** The seeds that crossed and did not learn, and those that learnt and did not stay there. */
final class EventFindings {
  /** Beyond this many settings they are told together. */
  private static final int TOLD = 8;

  private EventFindings() {}

  static List<String> of(Summary summary) {
    List<String> sentences = new ArrayList<>(of(summary, Fate.BETWEEN, EventFindings::between));
    sentences.addAll(of(summary, Fate.RELAPSED, EventFindings::relapsed));
    return sentences;
  }

  /** A sentence for each of the two, whatever the settings. */
  static List<String> together(Summary summary) {
    return Stream.of(Fate.BETWEEN, Fate.RELAPSED)
        .filter(fate -> summary.count(fate) > 0)
        .map(fate -> together(met(summary, fate), fate, summary.goal()))
        .toList();
  }

  private static List<SettingSummary> met(Summary summary, Fate fate) {
    return summary.settings().stream().filter(s -> s.count(fate) > 0).toList();
  }

  private static List<String> of(Summary summary, Fate fate, Function<Run, String> seed) {
    List<SettingSummary> settings = met(summary, fate);
    if (settings.size() > TOLD) {
      return List.of(together(settings, fate, summary.goal()));
    }
    return settings.stream()
        .map(
            s ->
                "%s%s: %s."
                    .formatted(
                        Phrases.capital(fate.label()),
                        Phrases.of(s),
                        Phrases.seeds(
                            s.met(fate), run -> seed(run, seed.apply(run), summary.goal()))))
        .toList();
  }

  private static String together(List<SettingSummary> settings, Fate fate, GoalWords goal) {
    List<Run> runs = settings.stream().flatMap(s -> s.met(fate).stream()).toList();
    Optional<Quartiles> ratios =
        Quartiles.of(runs.stream().flatMap(r -> r.ratioToGoal().stream()).toList());
    return "%s seeds %s in %s settings%s."
        .formatted(
            runs.size(),
            fate.label(),
            settings.size(),
            ratios
                .map(
                    q ->
                        ", ending at %s to %s times %s"
                            .formatted(Numbers.ratio(q.min()), Numbers.ratio(q.max()), goal.loss()))
                .orElse(""));
  }

  private static String seed(Run run, String befell, GoalWords goal) {
    return run.seed() + " (" + befell + ", " + end(run, goal) + ")";
  }

  private static String between(Run run) {
    return "crossed in " + Events.liesIn(run.events().crossed());
  }

  private static String relapsed(Run run) {
    return "learnt in %s, relapsed in %s"
        .formatted(Events.liesIn(run.events().learnt()), Events.liesIn(run.events().relapsed()));
  }

  private static String end(Run run, GoalWords goal) {
    return run.ratioToGoal()
        .filter(Double::isFinite)
        .map(ratio -> "ends at " + Numbers.ratio(ratio) + " of " + goal.word())
        .orElse("diverged");
  }
}
