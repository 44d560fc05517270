package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.study.Parameters;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * What becomes of a study's trials over the numbers of one factor.
 *
 * @param factor what is swept; where several columns change together, in one order
 * @param column whose numbers are the places: the first of the factor that has enough of them
 * @param series one for each setting of all else, in their order
 */
public record FactorSweep(Factor factor, String column, List<Series> series) {

  public FactorSweep {
    series = List.copyOf(series);
  }

  /**
   * Settings that differ in the factor alone.
   *
   * @param rest what they share of what the study varies
   * @param places by the factor's number; {@link #APART} for the word that stands for none
   */
  public record Series(Setting rest, SortedMap<Double, SettingSummary> places) {}

  /** The place of a word among numbers, as of {@code endless}: behind all of them. */
  public static final double APART = Double.POSITIVE_INFINITY;

  /** A trial's value at a place. */
  public record Dot(double at, Run run, double value) {}

  /** Over every factor with three numbers or more. */
  public static List<FactorSweep> of(Summary summary) {
    return summary.factors().stream()
        .flatMap(factor -> column(factor, summary).stream().map(c -> of(factor, c, summary)))
        .toList();
  }

  private static FactorSweep of(Factor factor, String column, Summary summary) {
    SortedMap<Setting, SortedMap<Double, SettingSummary>> series = new TreeMap<>();
    for (SettingSummary s : summary.settings()) {
      OptionalDouble place = place(column, s.setting().values().get(column));
      if (place.isPresent()) {
        Map<String, Object> rest = new LinkedHashMap<>(s.setting().values());
        rest.keySet().removeAll(factor.columns());
        series.computeIfAbsent(new Setting(rest), r -> new TreeMap<>()).put(place.getAsDouble(), s);
      }
    }
    UnaryOperator<Setting> shortening = Setting.shortening(series.keySet());
    return new FactorSweep(
        factor,
        column,
        series.entrySet().stream()
            .map(e -> new Series(shortening.apply(e.getKey()), e.getValue()))
            .toList());
  }

  /**
   * The first column with enough numbers. Where the numbers of another go up and down over it, the
   * factor is a sample of both, and over neither is there a curve.
   */
  private static Optional<String> column(Factor factor, Summary summary) {
    List<List<Object>> levels = factor.levels(summary.settings());
    List<String> numeric =
        factor.columns().stream()
            .filter(c -> !Columns.isSeed(c))
            .filter(c -> numbers(levels, factor.columns().indexOf(c)).size() >= Factor.LEAST_LEVELS)
            .toList();
    if (numeric.isEmpty()) {
      return Optional.empty();
    }
    int first = factor.columns().indexOf(numeric.get(0));
    List<List<Object>> ascending =
        levels.stream().sorted((a, b) -> Setting.compare(a.get(first), b.get(first))).toList();
    boolean together =
        numeric.stream().allMatch(c -> isMonotone(numbers(ascending, factor.columns().indexOf(c))));
    return together ? Optional.of(numeric.get(0)) : Optional.empty();
  }

  private static OptionalDouble place(String column, Object value) {
    boolean isWord = value == null && word(column).isPresent();
    return value instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : isWord ? OptionalDouble.of(APART) : OptionalDouble.empty();
  }

  private static Optional<String> word(String column) {
    return Parameters.ofColumn(column)
        .flatMap(parameter -> parameter.type().none().map(parameter::text));
  }

  /** The word whose trials stand apart; empty where there is none. */
  public Optional<String> apart() {
    return series.stream().anyMatch(s -> s.places().containsKey(APART))
        ? word(column)
        : Optional.empty();
  }

  private static List<Double> numbers(List<List<Object>> levels, int column) {
    return levels.stream()
        .flatMap(level -> level.get(column) instanceof Number n ? Stream.of(n) : Stream.empty())
        .map(Number::doubleValue)
        .toList();
  }

  private static boolean isMonotone(List<Double> numbers) {
    boolean rises = true;
    boolean sinks = true;
    for (int i = 1; i < numbers.size(); i++) {
      rises &= numbers.get(i) >= numbers.get(i - 1);
      sinks &= numbers.get(i) <= numbers.get(i - 1);
    }
    return rises || sinks;
  }

  /** How many places there are. */
  public int numbers() {
    return (int) series.stream().flatMap(s -> s.places().keySet().stream()).distinct().count();
  }

  /** What to call the axis: all columns of the factor if they have the same numbers. */
  public String axis() {
    boolean same =
        series.stream()
            .flatMap(s -> s.places().values().stream())
            .allMatch(s -> new HashSet<>(factor.level(s.setting())).size() == 1);
    return same ? factor.name() : Setting.words(column);
  }

  /** Final losses on the evaluation tasks of all trials that completed. */
  public static List<Dot> finalLosses(Series series) {
    return dots(series, run -> Optional.ofNullable(run.record().finalLoss()));
  }

  /** Last losses on the training tasks, of trials that come back to the same ones. */
  public static List<Dot> trainingLosses(Series series) {
    return dots(series, run -> run.repeatsTasks() ? lastTrainingLoss(run) : Optional.empty());
  }

  /** Cosines with gradient descent at the end. */
  public static List<Dot> cosines(Series series) {
    return dots(
        series,
        run ->
            run.finalAlignments().stream()
                .filter(a -> a.learner() == LearnerKind.GD)
                .map(Alignment::cosine)
                .findFirst());
  }

  /** Medians by place. */
  public static List<Band.Point> medians(List<Dot> dots) {
    return Band.of(dots.stream().map(d -> new Band.Point(d.at(), d.value()))).medians();
  }

  /** The loss of a learner by place, where trials were held against it. */
  public static List<Band.Point> level(Series series, LearnerKind kind) {
    List<Band.Point> level = new ArrayList<>();
    series
        .places()
        .forEach(
            (at, s) ->
                s.against(kind)
                    .map(FittedLearner::loss)
                    .ifPresent(loss -> level.add(new Band.Point(at, loss))));
    return List.copyOf(level);
  }

  /** The loss that a learner's formula expects, by place, where it applies. */
  public static List<Band.Point> theory(Series series, LearnerKind kind) {
    List<Band.Point> theory = new ArrayList<>();
    series
        .places()
        .forEach(
            (at, s) ->
                s.expectedLoss(kind).ifPresent(loss -> theory.add(new Band.Point(at, loss))));
    return List.copyOf(theory);
  }

  private static Optional<Double> lastTrainingLoss(Run run) {
    List<CurvePoint> curve = run.record().curve();
    return curve.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(curve.get(curve.size() - 1).trainLoss());
  }

  private static List<Dot> dots(Series series, Function<Run, Optional<Double>> value) {
    List<Dot> dots = new ArrayList<>();
    series
        .places()
        .forEach(
            (at, s) ->
                s.runs().stream()
                    .filter(run -> run.ended(Outcome.COMPLETED))
                    .forEach(
                        run ->
                            value
                                .apply(run)
                                .filter(Double::isFinite)
                                .ifPresent(v -> dots.add(new Dot(at, run, v)))));
    return List.copyOf(dots);
  }
}
