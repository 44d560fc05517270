package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What the comparisons of settings show, and what they do not. */
final class ComparisonFindings {
  private static final double LEVEL = 0.05;

  /** Beyond this many pairs only those with a small p are told one by one. */
  private static final int TOLD = 8;

  private ComparisonFindings() {}

  static List<String> of(Comparisons comparisons) {
    List<String> sentences = new ArrayList<>();
    for (Comparison pooled : comparisons.pooled()) {
      String where = ", pooled over " + pooled.pooled() + " pairs of settings";
      sentences.add(sentence(pooled, where, verdict(pooled.p(), pooled.p(), 1)));
    }
    List<Double> holm = comparisons.holm();
    int silent = 0;
    for (int i = 0; i < comparisons.pairs().size(); i++) {
      Comparison pair = comparisons.pairs().get(i);
      if (comparisons.pairs().size() <= TOLD || pair.p() < LEVEL) {
        String where = pair.where().isEmpty() ? "" : ", " + pair.where();
        sentences.add(sentence(pair, where, verdict(pair.p(), holm.get(i), holm.size())));
      } else {
        silent++;
      }
    }
    if (silent > 0) {
      String others = silent == comparisons.pairs().size() ? "any of " : "the other ";
      sentences.add(
          "No difference in the share visible in %s%s pairs of settings (p >= 0.05 each)."
              .formatted(others, silent));
    }
    return sentences;
  }

  private static String sentence(Comparison c, String where, String verdict) {
    return "%s against %s%s: %s; %s against %s learnt, %s%s.%s"
        .formatted(
            c.b().label(),
            c.a().label(),
            where,
            verdict,
            c.b().transitioned(),
            c.a().transitioned(),
            Numbers.p(c.p()),
            odds(c.oddsRatio()),
            steps(c));
  }

  private static String verdict(double p, double adjusted, int comparisons) {
    if (p >= LEVEL) {
      return "no difference in the share visible";
    }
    return adjusted < LEVEL
        ? "a difference in the share"
        : "a suggestion of a difference in the share only (%s after Holm for %s comparisons)"
            .formatted(Numbers.p(adjusted), comparisons);
  }

  private static String odds(double ratio) {
    if (Double.isNaN(ratio)) {
      return "";
    }
    return ", odds ratio " + (Double.isInfinite(ratio) ? "infinite" : Numbers.fixed(ratio, 2));
  }

  private static String steps(Comparison c) {
    OptionalDouble p = c.logRankP();
    return p.isEmpty()
        ? ""
        : " Half had learnt by %s against %s, log-rank %s."
            .formatted(step(c.medianB()), step(c.medianA()), Numbers.p(p.getAsDouble()));
  }

  private static String step(OptionalDouble median) {
    return median.isPresent() ? "step " + Numbers.fixed(median.getAsDouble(), 0) : "no step";
  }
}
