package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Stationary.NumberedPoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.Valley;

/**
 * At which stationary points of class S seeds ended, over the levels of a factor.
 *
 * @param rest what the levels share of what the study varies
 * @param levels in their order
 */
public record ValleyShares(Setting rest, List<Level> levels) {

  /** Stands for the points of which a seed ended at none. */
  public static final int NONE = 0;

  /**
   * A level of the factor.
   *
   * @param label in words
   * @param points stationary points, the lowest first
   * @param seeds how many ended at a point, by its number
   */
  public record Level(String label, List<NumberedPoint> points, SortedMap<Integer, Integer> seeds) {

    public Level {
      points = List.copyOf(points);
      seeds = Collections.unmodifiableSortedMap(new TreeMap<>(seeds));
    }

    /** Of all seeds those that ended at one of these points. */
    public Proportion share(List<Integer> points) {
      int all = seeds.values().stream().mapToInt(count -> count).sum();
      return new Proportion(
          points.stream().mapToInt(point -> seeds.getOrDefault(point, 0)).sum(), all);
    }
  }

  public ValleyShares {
    levels = List.copyOf(levels);
  }

  /** What is varied most; empty where nothing is. */
  public static Optional<Factor> factor(Summary summary) {
    return summary.factors().stream()
        .max(Comparator.comparing(factor -> factor.levels(summary.settings()).size()));
  }

  /** Of all settings of which it can be told, one for each setting of all but that factor. */
  public static List<ValleyShares> of(Summary summary) {
    Map<FittedLearner, List<NumberedPoint>> points = points(summary.learners());
    Optional<Factor> factor = factor(summary);
    SortedMap<Setting, List<Level>> groups = new TreeMap<>();
    for (SettingSummary s : summary.settings()) {
      Map<String, Object> rest = new LinkedHashMap<>(s.setting().values());
      factor.ifPresent(swept -> rest.keySet().removeAll(swept.columns()));
      level(factor, s, points)
          .ifPresent(
              level ->
                  groups.computeIfAbsent(new Setting(rest), r -> new ArrayList<>()).add(level));
    }
    UnaryOperator<Setting> shortening = Setting.shortening(groups.keySet());
    return groups.entrySet().stream()
        .map(e -> new ValleyShares(shortening.apply(e.getKey()), e.getValue()))
        .toList();
  }

  private static Map<FittedLearner, List<NumberedPoint>> points(List<Run> learners) {
    Map<FittedLearner, List<NumberedPoint>> points = new HashMap<>();
    for (Run run : learners) {
      if (run.learner() == LearnerKind.CLASS_S) {
        run.record()
            .learners()
            .forEach(fit -> points.put(fit, run.record().measured(Measures.STATIONARY)));
      }
    }
    return points;
  }

  private static Optional<Level> level(
      Optional<Factor> factor, SettingSummary s, Map<FittedLearner, List<NumberedPoint>> points) {
    List<NumberedPoint> known = s.against(LearnerKind.CLASS_S).map(points::get).orElse(List.of());
    SortedMap<Integer, Integer> seeds = new TreeMap<>();
    for (Run run : s.runs()) {
      Valley.of(
              run.trained().orElse(null),
              run.record().measured(Measures.DISTANCES),
              run.record().keptStep(),
              known)
          .map(valley -> valley.isReached() ? valley.point().point() : NONE)
          .ifPresent(point -> seeds.merge(point, 1, Integer::sum));
    }
    String label = factor.map(swept -> label(swept.level(s.setting()))).orElse("all");
    return seeds.isEmpty() ? Optional.empty() : Optional.of(new Level(label, known, seeds));
  }

  private static String label(List<Object> level) {
    return level.stream().map(Numbers::value).collect(Collectors.joining(", "));
  }
}
