package org.iclsweep.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.OodPoint;

/**
 * Invented runs in which no two numbers are the same, so that a figure that takes one for another
 * shows it: one and two heads, seven seeds, two of them late with one head and one with two.
 */
public final class SmallStudy {
  public static final List<Integer> HEADS = List.of(1, 2);
  private static final Map<Integer, Set<Long>> LATE = Map.of(1, Set.of(2L, 5L), 2, Set.of(6L));

  /** Held against it besides what the invented runs are. */
  static final List<LearnerKind> OTHERS = List.of(LearnerKind.RIDGE, LearnerKind.KERNEL_SMOOTHING);

  private static final List<FittedLearner> LEARNERS =
      List.of(
          new FittedLearner(LearnerKind.GD, Synthetic.GD, 0.0033, List.of(6.1), List.of()),
          new FittedLearner(LearnerKind.GD_CLOSED_FORM, 0.2201, 0.0033, List.of(6.2), List.of()),
          new FittedLearner(LearnerKind.RIDGE, 0.171, 0.003, List.of(), List.of()),
          new FittedLearner(LearnerKind.KERNEL_SMOOTHING, 0.291, 0.003, List.of(), List.of()));

  private SmallStudy() {}

  public static List<Run> trials() {
    List<Run> runs = new ArrayList<>();
    for (int heads : HEADS) {
      for (long seed = 0; seed < 7; seed++) {
        boolean late = LATE.get(heads).contains(seed);
        runs.add(scattered(Synthetic.trial(parameters(heads, seed), late)));
      }
    }
    return runs;
  }

  private static Map<String, Object> parameters(int heads, long seed) {
    return Synthetic.parameters(heads, "fan-in-variance", seed);
  }

  public static List<Run> of(int heads) {
    return trials().stream().filter(r -> r.parameters().get("heads").equals(heads)).toList();
  }

  public static boolean isLate(Run run) {
    return LATE.get(run.parameters().get("heads")).contains(run.parameters().get("seed"));
  }

  /** Those whose losses are told. */
  public static List<Run> learnt(int heads) {
    return of(heads).stream().filter(r -> !isLate(r)).toList();
  }

  static FittedLearner fitted(LearnerKind kind) {
    return LEARNERS.stream().filter(l -> l.kind() == kind).findFirst().orElseThrow();
  }

  /** Every number moved, each by its own amount, and what was twice the same told apart. */
  static Run scattered(Run run) {
    TrialRecord r = run.record();
    List<CurvePoint> curve = new ArrayList<>();
    for (CurvePoint p : r.curve()) {
      double eval = p.evalLoss() * (1 + 0.01 * noise(run, p.step(), "eval"));
      Double train =
          p.step() == 0 ? null : (Double) (eval * (0.9 + 0.03 * noise(run, p.step(), "train")));
      curve.add(new CurvePoint(p.step(), train, eval, p.gradientNorm()));
    }
    List<Alignment> alignments = new ArrayList<>();
    for (Alignment a : r.alignments()) {
      alignments.add(scattered(run, a, LearnerKind.GD, 1));
      for (LearnerKind kind : OTHERS) {
        alignments.add(scattered(run, a, kind, 1.3 + kind.ordinal() / 20.0));
      }
    }
    List<OodPoint> ood = new ArrayList<>();
    for (OodPoint p : r.ood()) {
      ood.add(scattered(run, p, p.predictor(), 1));
      for (FittedLearner l : LEARNERS) {
        ood.add(scattered(run, p, l.kind().label(), 1.1 + l.kind().ordinal() / 10.0));
      }
      ood.add(scattered(run, p, "interpolated", 0.8));
    }
    return Run.trial(
        run.id(),
        run.parameters(),
        r.with(Measures.CURVE, curve)
            .with(Measures.ALIGNMENTS, alignments)
            .with(Measures.OOD, ood)
            .with(Measures.LEARNERS, LEARNERS));
  }

  private static Alignment scattered(Run run, Alignment a, LearnerKind kind, double factor) {
    String key = kind.label();
    return new Alignment(
        a.step(),
        kind,
        factor * a.predictionDifference() * (1.1 + 0.1 * noise(run, a.step(), key + "p")),
        factor * a.modelDifference() * (1.1 + 0.1 * noise(run, a.step(), key + "m")),
        a.cosine() / factor - 0.02 - 0.02 * noise(run, a.step(), key + "c"));
  }

  private static OodPoint scattered(Run run, OodPoint p, String predictor, double factor) {
    String key = predictor + p.shift();
    double loss = factor * p.loss() * (1 + 0.1 * noise(run, (int) (10 * p.alpha()), key));
    return new OodPoint(p.shift(), p.alpha(), predictor, loss);
  }

  /** Between -1 and 1, always the same. */
  private static double noise(Run run, int place, String what) {
    long seed = (run.id() + "/" + what).hashCode() * 1_000_003L + place;
    return 2 * new SplittableRandom(seed).nextDouble() - 1;
  }

  /** Two layers, held against GD and GD++; the fifth of nine seeds is late. */
  public static List<Run> deep() {
    return Pages.twoLayers();
  }

  /** The same run with a final loss so many times its own. */
  public static Run lost(Run run, double factor) {
    return Run.trial(run.id(), run.parameters(), Pages.lost(run.record(), factor));
  }

  /** Evaluation losses. */
  public static List<Point> curve(Run run) {
    return run.record().curve().stream().map(p -> new Point(p.step(), p.evalLoss())).toList();
  }

  /** Quantiles of the finite values at each place, between order statistics linearly. */
  static List<Point> quantiles(Stream<Point> points, double probability) {
    TreeMap<Double, List<Double>> at = new TreeMap<>();
    points
        .filter(p -> Double.isFinite(p.y()))
        .forEach(p -> at.computeIfAbsent(p.x(), x -> new ArrayList<>()).add(p.y()));
    List<Point> quantiles = new ArrayList<>();
    at.forEach((x, ys) -> quantiles.add(new Point(x, quantile(ys, probability))));
    return quantiles;
  }

  public static double quantile(List<Double> values, double probability) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    double place = probability * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  public static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  /** The outline of the area between two quantiles: along the upper, back along the lower. */
  static List<Point> quartileBand(Function<Double, List<Point>> quantiles) {
    List<Point> outline = new ArrayList<>(quantiles.apply(0.75));
    List<Point> lower = quantiles.apply(0.25);
    for (int i = lower.size() - 1; i >= 0; i--) {
      outline.add(lower.get(i));
    }
    return outline;
  }

  static List<Point> points(Double... coordinates) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.add(new Point(coordinates[i], coordinates[i + 1]));
    }
    return points;
  }

  static List<Double> ys(List<Point> points) {
    return points.stream().map(Point::y).toList();
  }

  static String seedsOf(List<Run> runs) {
    return String.join(", ", Arrays.asList(runs.stream().map(Run::seed).toArray(String[]::new)));
  }
}
