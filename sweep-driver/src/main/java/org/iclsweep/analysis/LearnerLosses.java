package org.iclsweep.analysis;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * What a learner loses in a study: it may be another one in each setting, as one with as many steps
 * as the model has layers.
 *
 * @param factors what varies
 * @param fits of the settings that were held against it
 */
record LearnerLosses(List<Factor> factors, Map<Setting, FittedLearner> fits) {

  static LearnerLosses of(Summary summary, LearnerKind kind) {
    Map<Setting, FittedLearner> fits = new LinkedHashMap<>();
    summary.settings().forEach(s -> s.against(kind).ifPresent(fit -> fits.put(s.setting(), fit)));
    return new LearnerLosses(summary.factors(), fits);
  }

  /**
   * Its loss with its standard error, as in {@code 0.2049 ± 0.0034}; each with the level of the
   * factor that tells which, and where there is no such one, the least and the largest.
   */
  String text() {
    Set<String> texts = new LinkedHashSet<>();
    fits.values().forEach(fit -> texts.add(text(fit)));
    if (texts.size() == 1) {
      return texts.iterator().next();
    }
    return factors.stream()
        .flatMap(factor -> by(factor).stream())
        .findFirst()
        .orElseGet(this::span);
  }

  private static String text(FittedLearner fit) {
    return Numbers.loss(fit.loss(), fit.lossStandardError());
  }

  /** Loss after loss with the levels that have it; empty where a level has several. */
  private Optional<String> by(Factor factor) {
    Map<String, String> losses = new LinkedHashMap<>();
    for (Map.Entry<Setting, FittedLearner> each : fits.entrySet()) {
      String text = text(each.getValue());
      String known = losses.putIfAbsent(factor.label(each.getKey()), text);
      if (known != null && !known.equals(text)) {
        return Optional.empty();
      }
    }
    Map<String, List<String>> levels = new LinkedHashMap<>();
    losses.forEach(
        (level, text) -> levels.computeIfAbsent(text, t -> new ArrayList<>()).add(level));
    return Optional.of(
        levels.entrySet().stream()
            .map(each -> each.getKey() + " (" + String.join(" or ", each.getValue()) + ")")
            .collect(joining(", ")));
  }

  private String span() {
    Quartiles losses =
        Quartiles.of(fits.values().stream().map(FittedLearner::loss).toList()).orElseThrow();
    return Phrases.span(Numbers.loss(losses.min()), Numbers.loss(losses.max())) + " by setting";
  }
}
