package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Fate;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/** What was run, how it ended, and the answer in one sentence. */
final class OutcomeFindings {
  /** Constants worth a line in a terminal; a page shows all. */
  private static final List<String> MAIN =
      List.of(
          Columns.DEPTH,
          Columns.HEADS,
          Columns.DIM,
          Columns.CONTEXT,
          Columns.INPUT_RANGE,
          Columns.STEPS,
          "batch");

  /** Standard errors of a 95 % interval. */
  private static final double TWO_SIDED = 1.96;

  private OutcomeFindings() {}

  static String headline(Summary summary) {
    int trials = summary.trials();
    if (trials == 0) {
      return "No trials yet.";
    }
    if (failed(summary) == trials) {
      String all = trials == 1 ? "The only trial" : "All " + Phrases.plural(trials, "trial");
      return all + " failed; there is nothing to analyse.";
    }
    Optional<Proportion> share = summary.shareLearnt();
    if (share.isEmpty()) {
      return completed(summary) + unknown(summary);
    }
    Proportion p = share.get();
    String within =
        summary.constants().get(Columns.STEPS) instanceof Number steps
            ? " within " + Numbers.value(steps) + " steps"
            : "";
    return ("%s of %s %s%s:" + " %s\u00a0%% (95\u00a0%%\u00a0interval %s\u00a0%%).%s")
        .formatted(
            p.successes(),
            Phrases.plural(p.trials(), "trial"),
            summary.goal().learnt(),
            within,
            Numbers.fixed(100 * p.share(), 1),
            Phrases.interval(p),
            others(summary));
  }

  /** What became of those that did not learn, or did and did not stay there. */
  private static String others(Summary summary) {
    String fates = Phrases.counts(summary::count, Fate.BETWEEN, Fate.LATE, Fate.DIVERGED);
    int relapsed = summary.count(Fate.RELAPSED);
    return (fates.isEmpty() ? "" : " The others: " + fates + ".")
        + (relapsed == 0 ? "" : " Of those that learnt, " + relapsed + " relapsed.");
  }

  private static String unknown(Summary summary) {
    GoalWords goal = summary.goal();
    return "Whether they learnt cannot be told: "
        + (summary.settings().stream().anyMatch(SettingSummary::hasGoal)
            ? goal.noLevel() + "."
            : "no trial was held against %s, whose loss defines it.".formatted(goal.named()));
  }

  /** What is known where it cannot be told; empty, or a sentence and a blank. */
  private static String completed(Summary summary) {
    Optional<Quartiles> losses =
        medians(summary, s -> s.completedLoss().map(Quartiles::median).orElse(null));
    LearnerKind learner = SummaryTable.mainLearner(summary);
    String ratios =
        medians(summary, s -> s.ratioTo(learner).map(Quartiles::median).orElse(null))
            .map(q -> ", " + span(q, Numbers::ratio) + " times that of " + learner.label())
            .orElse("");
    return losses
        .map(
            q ->
                "%s completed, with a loss of %s%s%s. "
                    .formatted(
                        Phrases.plural(summary.count(Outcome.COMPLETED), "trial"),
                        span(q, Numbers::loss),
                        summary.trials() > 1 ? " (median by setting)" : "",
                        ratios))
        .orElse("");
  }

  private static Optional<Quartiles> medians(
      Summary summary, Function<SettingSummary, Double> value) {
    return Quartiles.of(summary.settings().stream().map(value).filter(Objects::nonNull).toList());
  }

  private static String span(Quartiles values, DoubleFunction<String> text) {
    return Phrases.span(text.apply(values.min()), text.apply(values.max()));
  }

  static List<String> context(Summary summary) {
    if (summary.trials() == 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(design(summary)));
    lines.addAll(conditions(summary));
    return lines;
  }

  /** What all trials share, and what they are held against. */
  static List<String> conditions(Summary summary) {
    List<String> lines = new ArrayList<>();
    String constants =
        MAIN.stream()
            .filter(c -> summary.constants().get(c) != null)
            .map(c -> Setting.words(c) + " " + Numbers.value(summary.constants().get(c)))
            .collect(Collectors.joining(", "));
    if (!constants.isEmpty()) {
      lines.add("All with " + constants + ".");
    }
    references(summary).ifPresent(lines::add);
    return lines;
  }

  /** As in "128 trials: 4 settings of 32 seeds". */
  static String design(Summary summary) {
    String factors =
        summary.factors().stream().map(Factor::name).collect(Collectors.joining(" x "));
    return Phrases.plural(summary.trials(), "trial")
        + ": "
        + Phrases.plural(summary.settings().size(), "setting")
        + (factors.isEmpty() ? "" : " (" + factors + ")")
        + " of "
        + seeds(summary)
        + ".";
  }

  /** How many a setting has, as in "8 to 16 seeds". */
  static String seeds(Summary summary) {
    int[] sizes = summary.settings().stream().mapToInt(s -> s.runs().size()).sorted().toArray();
    int most = sizes[sizes.length - 1];
    return sizes[0] == most ? Phrases.plural(most, "seed") : sizes[0] + " to " + most + " seeds";
  }

  /** Losses that all settings are held against; empty where they differ between settings. */
  private static Optional<String> references(Summary summary) {
    Map<String, String> levels = new LinkedHashMap<>();
    SettingSummary first = summary.settings().get(0);
    OptionalDouble zero = first.zeroLoss();
    zero.ifPresent(z -> levels.put("answering 0", Numbers.loss(z, first.zeroLossStandardError())));
    for (LearnerKind kind : LearnerKind.values()) {
      if (first.against(kind).isPresent()) {
        levels.put(kind.label(), LearnerLosses.of(summary, kind).text());
      }
    }
    boolean shared =
        summary.settings().stream().allMatch(s -> s.zeroLoss().equals(zero)) && !levels.isEmpty();
    if (!shared) {
      return Optional.empty();
    }
    Stream<String> measured = levels.entrySet().stream().map(e -> e.getKey() + " " + e.getValue());
    return Optional.of(
        "Losses on the evaluation tasks, with their standard errors: "
            + measured.collect(Collectors.joining(", "))
            + "."
            + first.theory().map(t -> theory(first, t)).orElse(""));
  }

  /** Theory's loss, and whether what was measured agrees. */
  private static String theory(SettingSummary setting, OneGradientStep theory) {
    String sentence = " One step of gradient descent in theory: " + Numbers.loss(theory.bestLoss());
    return sentence
        + setting
            .against(LearnerKind.GD_CLOSED_FORM)
            .or(() -> setting.against(LearnerKind.GD))
            .filter(l -> l.lossStandardError() > 0)
            .map(l -> ", " + distance(l, theory.bestLoss()))
            .orElse("")
        + ".";
  }

  private static String distance(FittedLearner measured, double theory) {
    double errors = (theory - measured.loss()) / measured.lossStandardError();
    return "%s standard errors %s %s, %s its 95\u00a0%% interval"
        .formatted(
            Numbers.fixed(Math.abs(errors), 1),
            errors < 0 ? "below" : "above",
            measured.kind().label(),
            Math.abs(errors) <= TWO_SIDED ? "within" : "outside");
  }

  static List<String> troubles(Summary summary) {
    List<String> sentences = new ArrayList<>();
    int diverged = summary.count(Outcome.DIVERGED);
    if (diverged > 0) {
      sentences.add(
          Phrases.plural(diverged, "trial")
              + " diverged; one that does so before it learns counts as not having learnt.");
    }
    int unjudged = withoutLevel(summary);
    if (unjudged > 0 && summary.shareLearnt().isPresent()) {
      sentences.add(
          "Whether seeds learnt cannot be told of %s: %s."
              .formatted(Phrases.plural(unjudged, "setting"), summary.goal().noLevel()));
    }
    int failed = failed(summary);
    if (failed > 0) {
      String causes =
          summary
              .runs()
              .filter(Run::failed)
              .map(OutcomeFindings::cause)
              .distinct()
              .limit(3)
              .collect(Collectors.joining("; "));
      sentences.add(
          Phrases.plural(failed, "trial")
              + " failed, left out of every share and median ("
              + causes
              + ").");
    }
    return sentences;
  }

  private static int withoutLevel(Summary summary) {
    return (int)
        summary.settings().stream().filter(s -> s.shareLearnt().isEmpty() && s.hasGoal()).count();
  }

  private static int failed(Summary summary) {
    return summary.count(Outcome.FAILED)
        + summary.count(Outcome.TIMED_OUT)
        + summary.count(Outcome.NO_MEMORY);
  }

  /** A trial that timed out has no exception. */
  private static String cause(Run run) {
    String failure = run.record().failureClass();
    return (failure == null ? "" : failure + ": ") + run.record().failureMessage();
  }
}
