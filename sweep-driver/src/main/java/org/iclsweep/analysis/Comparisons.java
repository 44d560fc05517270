package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iclsweep.statistics.Holm;
import org.iclsweep.statistics.LogRank.Stratum;
import org.iclsweep.statistics.Observation;
import org.iclsweep.statistics.Repetition;

/**
 * All comparisons that a study allows. A factor that does not apply to one of two settings is one
 * in which they differ.
 *
 * @param pairs of settings that differ in one factor
 * @param pooled the same, over the settings of the other factors in which both levels ran
 * @param repetition whether seeds that do not learn are the same in all settings; empty where that
 *     cannot be told
 */
public record Comparisons(
    List<Comparison> pairs, List<Comparison> pooled, Optional<Repetition> repetition) {

  /** Above this many levels only neighbours are compared, and the first with the last. */
  private static final int ALL_PAIRS = 3;

  public Comparisons {
    pairs = List.copyOf(pairs);
    pooled = List.copyOf(pooled);
  }

  /** Two settings that differ in one factor. */
  private record Two(SettingSummary a, SettingSummary b, String where) {

    Stratum seeds() {
      return new Stratum(a.observations(), b.observations());
    }

    List<String> labels(Factor factor) {
      return List.of(factor.label(a.setting()), factor.label(b.setting()));
    }
  }

  static Comparisons of(List<Factor> factors, List<SettingSummary> settings) {
    List<List<Observation>> seeds =
        factors.isEmpty()
            ? List.of()
            : settings.stream()
                .map(SettingSummary::observations)
                .filter(each -> !each.isEmpty())
                .toList();
    Optional<Repetition> repetition = Repetition.of(seeds);
    double design = Math.max(1, repetition.map(Repetition::designEffect).orElse(1.0));
    List<Comparison> pairs = new ArrayList<>();
    List<Comparison> pooled = new ArrayList<>();
    for (Factor factor : factors) {
      for (List<List<Object>> levels : levelPairs(factor, settings)) {
        List<Two> found = twos(factor, factors, levels, settings);
        for (Two two : found) {
          pairs.add(Comparison.of(factor, two.labels(factor), two.where, List.of(two.seeds()), 1));
        }
        if (found.size() > 1) {
          List<Stratum> strata = found.stream().map(Two::seeds).toList();
          pooled.add(Comparison.of(factor, found.get(0).labels(factor), null, strata, design));
        }
      }
    }
    return new Comparisons(pairs, pooled, repetition);
  }

  /** Every p value that is told, adjusted for the number of all, by the value itself. */
  Map<Double, Double> holm() {
    List<Double> all = new ArrayList<>();
    pairs.forEach(each -> all.addAll(each.pValues()));
    pooled.forEach(each -> all.addAll(each.pValues()));
    repetition.ifPresent(each -> all.add(each.p()));
    List<Double> adjusted = Holm.adjust(all);
    Map<Double, Double> byValue = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      byValue.put(all.get(i), adjusted.get(i)); // equal values are adjusted alike
    }
    return byValue;
  }

  /** How many p values are told. */
  int tests() {
    int comparisons = 0;
    for (Comparison each : pairs) {
      comparisons += each.pValues().size();
    }
    for (Comparison each : pooled) {
      comparisons += each.pValues().size();
    }
    return comparisons + (repetition.isPresent() ? 1 : 0);
  }

  private static List<List<List<Object>>> levelPairs(Factor factor, List<SettingSummary> settings) {
    List<List<Object>> levels = factor.levels(settings);
    List<List<List<Object>>> pairs = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      for (int j = i + 1; j < levels.size(); j++) {
        boolean ends = i == 0 && j == levels.size() - 1;
        if (levels.size() <= ALL_PAIRS || j == i + 1 || ends) {
          pairs.add(List.of(levels.get(i), levels.get(j)));
        }
      }
    }
    return pairs;
  }

  private static List<Two> twos(
      Factor factor,
      List<Factor> factors,
      List<List<Object>> levels,
      List<SettingSummary> settings) {
    List<Factor> others = factors.stream().filter(f -> !f.equals(factor)).toList();
    Map<List<List<Object>>, SettingSummary> first = new LinkedHashMap<>();
    Map<List<List<Object>>, SettingSummary> second = new LinkedHashMap<>();
    for (SettingSummary s : settings) {
      List<List<Object>> rest = others.stream().map(f -> f.level(s.setting())).toList();
      if (factor.level(s.setting()).equals(levels.get(0))) {
        first.put(rest, s);
      } else if (factor.level(s.setting()).equals(levels.get(1))) {
        second.put(rest, s);
      }
    }
    return first.keySet().stream()
        .filter(second::containsKey)
        .map(rest -> two(others, first.get(rest), second.get(rest)))
        .filter(two -> !two.a.observations().isEmpty() && !two.b.observations().isEmpty())
        .toList();
  }

  private static Two two(List<Factor> others, SettingSummary a, SettingSummary b) {
    String where =
        others.stream()
            .map(f -> f.label(a.setting()))
            .filter(label -> !label.isEmpty())
            .collect(Collectors.joining(", "));
    return new Two(a, b, where);
  }
}
