package org.iclsweep.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.iclsweep.statistics.Boundary.Course;
import org.iclsweep.statistics.Boundary.Verdict;

/**
 * How often the band of a refinement has the boundary that was put in, and after how many trials:
 * rounds as a study runs them, of events drawn with known probabilities.
 *
 * <p>By hand, all of docs/statistics.md: {@code java -Dfirst=1000 ...BoundarySimulation 200}, or
 * with names of cases behind. The model was chosen on repetitions from 0 to 10,999, so that those
 * tell of it better than it is.
 */
public final class BoundarySimulation {
  static final double SHARE = 0.5;
  static final double TOLERANCE = 0.02;
  static final int SEEDS = 8;

  /** Points of a round. */
  private static final int[] BATCH = {3, 16};

  /** The dense grid's points: one every tolerance of an axis. */
  private static final int SIDE = (int) Math.round(1 / TOLERANCE) + 1;

  private BoundarySimulation() {}

  /**
   * What is to be found.
   *
   * @param probability of the event at a point
   * @param boundary points at which it crosses the share; none where it does not
   */
  record Truth(ToDoubleFunction<double[]> probability, List<List<Double>> boundary) {

    Course course() {
      if (!boundary.isEmpty()) {
        return Course.CROSSING;
      }
      return probability.applyAsDouble(new double[2]) > SHARE ? Course.ABOVE : Course.BELOW;
    }
  }

  /**
   * A kind of truth.
   *
   * @param at the truth of a repetition, by where in the unit interval it is shifted
   */
  record Case(String name, int axes, DoubleFunction<Truth> at) {

    int dense() {
      return (axes == 1 ? SIDE : SIDE * SIDE) * SEEDS;
    }

    int budget() {
      return axes == 1 ? dense() / 4 : 2000;
    }
  }

  /**
   * How one refinement ended.
   *
   * @param covered part of the boundary's points in the band
   * @param met the tolerance, before the budget was used up
   * @param right whether the verdict is the truth
   */
  record Outcome(
      double covered,
      int trials,
      int rounds,
      boolean met,
      double uncertain,
      boolean right,
      double certainty) {}

  static List<Case> cases() {
    return List.of(
        axis("step", s -> s < 0 ? 0 : 1, 0),
        axis("step down", s -> s < 0 ? 1 : 0, 0),
        axis("sigmoid 0.005", s -> logistic(s / 0.005), 0),
        axis("sigmoid 0.02", s -> logistic(s / 0.02), 0),
        axis("sigmoid 0.05", s -> logistic(s / 0.05), 0),
        axis("sigmoid 0.1", s -> logistic(s / 0.1), 0),
        axis("floor 0.05, ceiling 0.9, step", s -> s < 0 ? 0.05 : 0.9, 0),
        axis(
            "floor 0.1, ceiling 0.85, sigmoid 0.03",
            s -> 0.1 + 0.75 * logistic(s / 0.03),
            0.03 * Math.log(0.4 / 0.35)),
        none("never", 1, 0),
        none("always", 1, 1),
        none("0.2 everywhere", 1, 0.2),
        none("0.4 everywhere", 1, 0.4),
        plane("line, step", s -> s < 0 ? 0 : 1, BoundarySimulation::line),
        plane("line, sigmoid 0.05", s -> logistic(s / 0.05), BoundarySimulation::line),
        plane("circle, step", s -> s < 0 ? 0 : 1, BoundarySimulation::circle),
        plane("circle, sigmoid 0.03", s -> logistic(s / 0.03), BoundarySimulation::circle),
        plane(
            "circle, floor 0.1, ceiling 0.85", s -> s < 0 ? 0.1 : 0.85, BoundarySimulation::circle),
        none("0.02 everywhere, two axes", 2, 0.02));
  }

  private static double logistic(double s) {
    return 1 / (1 + Math.exp(-s));
  }

  private static Case none(String name, int axes, double share) {
    return new Case(name, axes, shift -> new Truth(x -> share, List.of()));
  }

  /**
   * The middle anywhere but in the outer tenths.
   *
   * @param crossing where it crosses, from the middle
   */
  private static Case axis(String name, DoubleUnaryOperator share, double crossing) {
    return new Case(
        name,
        1,
        shift -> {
          double middle = 0.1 + 0.8 * shift;
          return new Truth(
              x -> share.applyAsDouble(x[0] - middle), List.of(List.of(middle + crossing)));
        });
  }

  /** A curve through the square and the distance from it. */
  private record Curve(ToDoubleFunction<double[]> distance, DoubleFunction<double[]> along) {}

  private static Case plane(String name, DoubleUnaryOperator share, DoubleFunction<Curve> curve) {
    return new Case(
        name,
        2,
        shift -> {
          Curve at = curve.apply(shift);
          List<List<Double>> points =
              IntStream.rangeClosed(0, 200)
                  .mapToObj(i -> at.along.apply(i / 200.0))
                  .map(p -> List.of(p[0], p[1]))
                  .toList();
          return new Truth(x -> share.applyAsDouble(at.distance.applyAsDouble(x)), points);
        });
  }

  private static Curve line(double shift) {
    double low = 0.1 + 0.4 * shift;
    return new Curve(
        x -> (x[1] - low - 0.4 * x[0]) / Math.hypot(1, 0.4), t -> new double[] {t, low + 0.4 * t});
  }

  /** A quarter of a circle about a corner. */
  private static Curve circle(double shift) {
    double radius = 0.4 + 0.4 * shift;
    return new Curve(
        x -> Math.hypot(x[0], x[1]) - radius,
        t -> new double[] {radius * Math.cos(t * Math.PI / 2), radius * Math.sin(t * Math.PI / 2)});
  }

  public static void main(String[] arguments) {
    int repetitions = Integer.parseInt(arguments[0]);
    long first = Long.getLong("first", 0);
    List<String> named = List.of(arguments).subList(1, arguments.length);
    for (Case each : cases()) {
      if (named.isEmpty() || named.stream().anyMatch(each.name::startsWith)) {
        long start = System.nanoTime();
        List<Outcome> outcomes =
            IntStream.range(0, repetitions)
                .parallel()
                .mapToObj(i -> refine(each, first + i))
                .toList();
        System.out.printf(
            "%-40s %s  %.1f s%n",
            each.name, Summary.of(each, outcomes), (System.nanoTime() - start) / 1e9);
      }
    }
  }

  /** What docs/statistics.md says of a case. */
  record Summary(
      double covered,
      double mostly,
      double trials,
      double rounds,
      double met,
      double uncertain,
      double right,
      double certainty) {

    static Summary of(Case of, List<Outcome> outcomes) {
      return new Summary(
          mean(outcomes, Outcome::covered),
          mean(outcomes, o -> o.covered >= 0.95 ? 1 : 0),
          mean(outcomes, o -> (double) o.trials / of.dense()),
          mean(outcomes, Outcome::rounds),
          mean(outcomes, o -> o.met ? 1 : 0),
          mean(outcomes, Outcome::uncertain),
          mean(outcomes, o -> o.right ? 1 : 0),
          mean(outcomes, Outcome::certainty));
    }

    private static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> of) {
      return outcomes.stream().mapToDouble(of).average().orElseThrow();
    }
  }

  /** One refinement, to its end. */
  static Outcome refine(Case of, long seed) {
    Random random = new Random(20261130 + seed * 7919);
    Truth truth = of.at.apply(random.nextDouble());
    List<PointShare> seen = new ArrayList<>(run(truth, Boundary.first(of.axes), random));
    Boundary boundary = Boundary.of(seen, of.axes, SHARE);
    int rounds = 1;
    while (!boundary.settled(TOLERANCE)) {
      int room = of.budget() / SEEDS - seen.size();
      if (room == 0) {
        break;
      }
      int points = Math.min(room, BATCH[of.axes - 1]);
      seen.addAll(run(truth, boundary.next(points, SEEDS), random));
      boundary = Boundary.of(seen, of.axes, SHARE);
      rounds++;
    }
    Boundary end = boundary;
    Verdict verdict = end.verdict();
    double covered =
        truth.boundary.stream()
            .mapToDouble(at -> end.inBand(end.above(at)) ? 1 : 0)
            .average()
            .orElse(1);
    return new Outcome(
        covered,
        seen.size() * SEEDS,
        rounds,
        end.settled(TOLERANCE),
        end.uncertain(),
        verdict.course() == truth.course(),
        verdict.certainty());
  }

  private static List<PointShare> run(Truth of, List<List<Double>> points, Random random) {
    return points.stream().map(at -> draw(of, at, random)).toList();
  }

  private static PointShare draw(Truth of, List<Double> at, Random random) {
    double p = of.probability.applyAsDouble(at.stream().mapToDouble(x -> x).toArray());
    int events = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      events += random.nextDouble() < p ? 1 : 0;
    }
    return new PointShare(at, events, SEEDS);
  }
}
