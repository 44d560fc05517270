package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All comparisons that a study allows. A factor that does not apply to one of two settings is one
 * in which they differ.
 *
 * @param pairs of settings that differ in one factor
 * @param pooled the same, summed over the settings of the other factors in which both levels ran
 */
public record Comparisons(List<Comparison> pairs, List<Comparison> pooled) {

  /** Above this many levels only neighbours are compared, and the first with the last. */
  private static final int ALL_PAIRS = 3;

  static Comparisons of(List<Factor> factors, List<SettingSummary> settings) {
    List<Comparison> pairs = new ArrayList<>();
    List<Comparison> pooled = new ArrayList<>();
    for (Factor factor : factors) {
      for (List<List<Object>> levels : levelPairs(factor, settings)) {
        List<Comparison> found = compare(factor, factors, levels, settings);
        pairs.addAll(found);
        if (found.size() > 1) {
          found.stream().reduce(Comparisons::pool).ifPresent(pooled::add);
        }
      }
    }
    return new Comparisons(List.copyOf(pairs), List.copyOf(pooled));
  }

  /** The p values of the pairs, adjusted for their number. */
  public List<Double> holm() {
    return Holm.adjust(pairs.stream().map(Comparison::p).toList());
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

  private static List<Comparison> compare(
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
        .flatMap(rest -> compare(factor, others, first.get(rest), second.get(rest)).stream())
        .toList();
  }

  private static Optional<Comparison> compare(
      Factor factor, List<Factor> others, SettingSummary a, SettingSummary b) {
    if (a.shareLearnt().isEmpty() || b.shareLearnt().isEmpty()) {
      return Optional.empty();
    }
    String where =
        others.stream()
            .map(f -> f.label(a.setting()))
            .filter(label -> !label.isEmpty())
            .collect(Collectors.joining(", "));
    LogRank.Stratum seeds = new LogRank.Stratum(a.observations(), b.observations());
    return Optional.of(
        new Comparison(factor, side(factor, a), side(factor, b), where, List.of(seeds)));
  }

  private static Comparison.Side side(Factor factor, SettingSummary s) {
    return new Comparison.Side(factor.label(s.setting()), s.shareLearnt().orElseThrow());
  }

  private static Comparison pool(Comparison x, Comparison y) {
    List<LogRank.Stratum> strata = new ArrayList<>(x.strata());
    strata.addAll(y.strata());
    return new Comparison(x.factor(), x.a().and(y.a()), x.b().and(y.b()), null, strata);
  }
}
