package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.statistics.Interval;
import org.iclsweep.statistics.Repetition;

/** What the comparisons of settings show, and what they do not. */
final class ComparisonFindings {
  private static final double LEVEL = 0.05;

  /** Beyond this many pairs only those with a small p are told one by one. */
  private static final int TOLD = 8;

  /** Rows of a table that somebody reads. */
  private static final int LISTED = 40;

  private final Map<Double, Double> holm;

  private ComparisonFindings(Map<Double, Double> holm) {
    this.holm = holm;
  }

  static List<String> of(Comparisons comparisons) {
    return new ComparisonFindings(comparisons.holm()).sentences(comparisons);
  }

  /** Those that show no difference, of a few dozen at most. */
  static Optional<AlikeTable> alike(Comparisons comparisons) {
    ComparisonFindings findings = new ComparisonFindings(comparisons.holm());
    List<Comparison> alike = new ArrayList<>();
    List<String> instead = new ArrayList<>();
    for (Comparison pooled : comparisons.pooled()) {
      if (isAlike(pooled)) {
        alike.add(pooled);
        instead.add(findings.pooled(pooled));
      }
    }
    List<Comparison> pairs = comparisons.pairs().stream().filter(c -> isAlike(c)).toList();
    if (pairs.size() <= LISTED) {
      alike.addAll(pairs);
      pairs.forEach(pair -> instead.add(findings.pair(pair)));
      List<Comparison> silent = silent(comparisons);
      if (!silent.isEmpty() && pairs.containsAll(silent)) {
        instead.add(silence(silent, comparisons));
      }
    }
    return AlikeTable.of(alike, instead);
  }

  private static boolean isAlike(Comparison c) {
    return Stream.of(OptionalDouble.of(c.shareP()), c.timeP(), c.interactionP())
        .allMatch(p -> p.orElse(1) >= LEVEL);
  }

  /** How to read them; empty where nothing is compared. */
  static List<String> notes(Comparisons comparisons) {
    if (comparisons.pairs().isEmpty()) {
      return List.of();
    }
    boolean paired = comparisons.pairs().stream().anyMatch(Comparison::paired);
    boolean unpaired = comparisons.pairs().stream().anyMatch(c -> !c.paired());
    List<String> notes = new ArrayList<>();
    if (paired) {
      notes.add(
          "A seed is the same start and the same tasks in every setting, so settings are compared"
              + " seed by seed: shares by McNemar's exact test, steps by the log-rank statistic,"
              + " permuted over seeds; one that diverged counts as not learning in both. Intervals"
              + " of differences: Newcombe's for pairs.");
    }
    if (unpaired) {
      notes.add(
          "Settings that share no seeds are compared by Fisher's exact test and the log-rank test.");
    }
    notes.add(
        "Two-sided; where p is below 0.05 it also says what Holm's adjustment for all %s p values of these findings makes of it."
            .formatted(comparisons.tests()));
    return notes;
  }

  private List<String> sentences(Comparisons comparisons) {
    List<String> sentences = new ArrayList<>();
    comparisons.pooled().forEach(pooled -> sentences.add(pooled(pooled)));
    List<Comparison> silent = silent(comparisons);
    comparisons.pairs().stream()
        .filter(pair -> !silent.contains(pair))
        .forEach(pair -> sentences.add(pair(pair)));
    if (!silent.isEmpty()) {
      sentences.add(silence(silent, comparisons));
    }
    comparisons.repetition().map(this::repetition).ifPresent(sentences::add);
    return sentences;
  }

  private String pooled(Comparison pooled) {
    String where = ", pooled over " + pooled.pooled() + " pairs of settings";
    return sentence(pooled, where) + interaction(pooled);
  }

  private String pair(Comparison pair) {
    return sentence(pair, pair.where().isEmpty() ? "" : ", " + pair.where());
  }

  /** Of many pairs those that are not told one by one. */
  private static List<Comparison> silent(Comparisons comparisons) {
    return comparisons.pairs().size() <= TOLD
        ? List.of()
        : comparisons.pairs().stream().filter(pair -> pair.shareP() >= LEVEL).toList();
  }

  private static String silence(List<Comparison> silent, Comparisons comparisons) {
    String others = silent.size() == comparisons.pairs().size() ? "any of " : "the other ";
    return "No difference in the share visible in %s%s pairs of settings (p >= 0.05 each%s)."
        .formatted(others, silent.size(), detectable(silent));
  }

  private String sentence(Comparison c, String where) {
    return "%s against %s%s: %s; %s against %s learnt, %s points (95\u00a0%% interval: %s to %s), %s.%s%s"
        .formatted(
            c.b().label(),
            c.a().label(),
            where,
            verdict(c.shareP()),
            c.b().learnt(),
            c.a().learnt(),
            points(c.difference().value()),
            points(c.difference().low()),
            points(c.difference().high()),
            p(c.shareP()),
            c.shareP() < LEVEL ? "" : shown(c),
            steps(c));
  }

  private String verdict(double p) {
    return p >= LEVEL
        ? "no difference in the share visible"
        : holm.get(p) < LEVEL
            ? "a difference in the share"
            : "a suggestion of a difference in the share only";
  }

  private static String shown(Comparison c) {
    String seeds =
        c.pooled() > 1
            ? " So many seeds"
            : " These "
                + c.a().learnt().trials()
                + (c.paired() ? " pairs of seeds" : " seeds each");
    return c.detectable().isPresent()
        ? "%s show one of %s points with a probability of 80\u00a0%%."
            .formatted(seeds, Numbers.fixed(100 * c.detectable().getAsDouble(), 0))
        : seeds + " would not show any.";
  }

  /** Of many pairs the range. */
  private static String detectable(List<Comparison> silent) {
    if (silent.stream().anyMatch(c -> c.detectable().isEmpty())) {
      return "; of some, so few seeds show none";
    }
    Quartiles points =
        Quartiles.of(silent.stream().map(c -> 100 * c.detectable().getAsDouble()).toList())
            .orElseThrow();
    return "; with a probability of 80\u00a0% so many seeds show one of "
        + Phrases.span(Numbers.fixed(points.min(), 0), Numbers.fixed(points.max(), 0))
        + " points";
  }

  private String steps(Comparison c) {
    if (c.timeP().isEmpty()) {
      return "";
    }
    String p = p(c.timeP().getAsDouble());
    return c.pooled() > 1
        ? " When they learn: " + p + "."
        : " Half had learnt by %s against %s%s, %s."
            .formatted(
                step(c.b().median()),
                step(c.a().median()),
                c.stepRatio().map(ComparisonFindings::ratio).orElse(""),
                p);
  }

  private static String ratio(Interval ratio) {
    String low = Numbers.fixed(ratio.low(), 2);
    String high = Numbers.fixed(ratio.high(), 2);
    String interval =
        Double.isInfinite(ratio.high())
            ? ratio.low() == 0 ? "any" : "above " + low
            : ratio.low() == 0 ? "below " + high : low + " to " + high;
    return ", %s times the steps (95\u00a0%% interval: %s)"
        .formatted(Numbers.fixed(ratio.value(), 2), interval);
  }

  /** Whether the pooled difference is one: only a test may say that it is not. */
  private String interaction(Comparison pooled) {
    if (pooled.interactionP().isEmpty()) {
      return "";
    }
    double p = pooled.interactionP().getAsDouble();
    String differs =
        p >= LEVEL
            ? "is not seen to change"
            : holm.get(p) < LEVEL ? "changes" : "is only suggested to change";
    return " The difference in the share %s between the pairs (interaction, %s)."
        .formatted(differs, p(p));
  }

  private String repetition(Repetition r) {
    String phis =
        r.phis().isEmpty()
            ? ""
            : "phi "
                + r.phis().stream()
                    .map(phi -> Numbers.fixed(phi, 2))
                    .collect(Collectors.joining(", "))
                + "; ";
    String whether =
        r.p() >= LEVEL
            ? "Seeds that do not learn in one setting are not seen to be those that do not in another"
            : holm.get(r.p()) < LEVEL
                ? "Seeds that do not learn in one setting tend to be those that do not in another"
                : "It is only suggested that the same seeds do not learn in several settings";
    String instead = r.p() < LEVEL && r.designEffect() < 1 ? ", or rather to differ" : "";
    return "%s%s (%sdesign effect %s, permutation %s)."
        .formatted(whether, instead, phis, Numbers.fixed(r.designEffect(), 2), p(r.p()));
  }

  private String p(double p) {
    String raw = Numbers.p(p);
    String adjusted = Numbers.p(holm.get(p));
    return p >= LEVEL || raw.equals(adjusted) ? raw : raw + " (" + adjusted + " after Holm)";
  }

  static String points(double share) {
    String text = Numbers.fixed(100 * share, 1);
    return share > 0 && !text.equals("0.0") ? "+" + text : text;
  }

  private static String step(OptionalDouble median) {
    return median.isPresent() ? "step " + Numbers.fixed(median.getAsDouble(), 0) : "no step";
  }
}
