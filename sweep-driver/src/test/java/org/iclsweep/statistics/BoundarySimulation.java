package org.iclsweep.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.iclsweep.statistics.Boundary.Course;
import org.iclsweep.statistics.Boundary.Verdict;

/**
 * How often the band of a refinement has the boundary that was put in, and after how many trials:
 * rounds as a study runs them, of events drawn with known probabilities.
 *
 * <p>By hand, all of docs/statistics.md: {@code java ...BoundarySimulation 200}, or with names of
 * cases behind.
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
   * A truth to be found.
   *
   * @param probability of the event at a point
   * @param boundary points at which it crosses; none where it does not
   */
  record Case(
      String name, int axes, ToDoubleFunction<double[]> probability, List<List<Double>> boundary) {

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
   */
  record Outcome(
      double covered, int trials, int rounds, boolean met, double uncertain, Verdict verdict) {}

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("step", 1, x -> x[0] < 0.437 ? 0 : 1, line(0.437)));
    cases.add(new Case("step down, late", 1, x -> x[0] < 0.911 ? 1 : 0, line(0.911)));
    cases.add(sigmoid(0.005));
    cases.add(sigmoid(0.02));
    cases.add(sigmoid(0.05));
    cases.add(sigmoid(0.1));
    cases.add(new Case("floor 0.05, ceiling 0.9", 1, x -> x[0] < 0.63 ? 0.05 : 0.9, line(0.63)));
    cases.add(new Case("noisy sigmoid", 1, x -> noisy((x[0] - 0.3) / 0.03), line(at(0.3, 0.03))));
    cases.add(new Case("never", 1, x -> 0, List.of()));
    cases.add(new Case("always", 1, x -> 1, List.of()));
    cases.add(new Case("a fifth everywhere", 1, x -> 0.2, List.of()));
    cases.add(new Case("0.4 everywhere", 1, x -> 0.4, List.of()));
    cases.add(
        new Case(
            "sloped line, step",
            2,
            x -> 0.25 + 0.4 * x[0] < x[1] ? 1 : 0,
            curve(t -> new double[] {t, 0.25 + 0.4 * t})));
    cases.add(
        new Case(
            "sloped line, sigmoid 0.05",
            2,
            x -> logistic((x[1] - 0.25 - 0.4 * x[0]) / 0.05),
            curve(t -> new double[] {t, 0.25 + 0.4 * t})));
    cases.add(
        new Case(
            "quarter circle, sigmoid 0.03",
            2,
            x -> logistic((Math.hypot(x[0], x[1]) - 0.6) / 0.03),
            curve(BoundarySimulation::arc)));
    cases.add(
        new Case(
            "quarter circle, floor 0.1, ceiling 0.85",
            2,
            x -> Math.hypot(x[0], x[1]) < 0.6 ? 0.1 : 0.85,
            curve(BoundarySimulation::arc)));
    cases.add(new Case("never, two axes", 2, x -> 0.02, List.of()));
    return cases;
  }

  private static Case sigmoid(double width) {
    return new Case("sigmoid " + width, 1, x -> logistic((x[0] - 0.563) / width), line(0.563));
  }

  private static double logistic(double s) {
    return 1 / (1 + Math.exp(-s));
  }

  private static double noisy(double s) {
    return 0.1 + 0.75 * logistic(s);
  }

  /** Where the noisy share is a half. */
  private static double at(double middle, double width) {
    return middle + width * Math.log(0.4 / 0.35);
  }

  private static double[] arc(double t) {
    return new double[] {0.6 * Math.cos(t * Math.PI / 2), 0.6 * Math.sin(t * Math.PI / 2)};
  }

  private static List<List<Double>> line(double x) {
    return List.of(List.of(x));
  }

  private static List<List<Double>> curve(java.util.function.DoubleFunction<double[]> along) {
    return IntStream.rangeClosed(0, 200)
        .mapToObj(i -> along.apply(i / 200.0))
        .map(p -> List.of(p[0], p[1]))
        .toList();
  }

  public static void main(String[] arguments) {
    int repetitions = Integer.parseInt(arguments[0]);
    List<String> named = List.of(arguments).subList(1, arguments.length);
    for (Case each : cases()) {
      if (named.isEmpty() || named.stream().anyMatch(each.name::startsWith)) {
        long start = System.nanoTime();
        List<Outcome> outcomes =
            IntStream.range(0, repetitions).parallel().mapToObj(i -> refine(each, i)).toList();
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
      Course truth =
          !of.boundary.isEmpty()
              ? Course.CROSSING
              : of.probability.applyAsDouble(new double[of.axes]) > SHARE
                  ? Course.ABOVE
                  : Course.BELOW;
      return new Summary(
          mean(outcomes, Outcome::covered),
          mean(outcomes, o -> o.covered >= 0.95 ? 1 : 0),
          mean(outcomes, o -> (double) o.trials / of.dense()),
          mean(outcomes, Outcome::rounds),
          mean(outcomes, o -> o.met ? 1 : 0),
          mean(outcomes, Outcome::uncertain),
          mean(outcomes, o -> o.verdict.course() == truth ? 1 : 0),
          mean(outcomes, o -> o.verdict.certainty()));
    }

    private static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> of) {
      return outcomes.stream().mapToDouble(of).average().orElseThrow();
    }
  }

  /** One refinement, to its end. */
  static Outcome refine(Case of, long seed) {
    Random random = new Random(20261130 + seed * 7919);
    List<PointShare> seen = new ArrayList<>(run(of, Boundary.first(of.axes), random));
    Boundary boundary = Boundary.of(seen, of.axes, SHARE);
    int rounds = 1;
    while (boundary.uncertain() > TOLERANCE) {
      int room = of.budget() / SEEDS - seen.size();
      if (room == 0) {
        break;
      }
      int points = Math.min(room, BATCH[of.axes - 1]);
      seen.addAll(run(of, boundary.next(points, SEEDS), random));
      boundary = Boundary.of(seen, of.axes, SHARE);
      rounds++;
    }
    Boundary end = boundary;
    double covered =
        of.boundary.stream()
            .mapToDouble(at -> Boundary.inBand(end.above(at)) ? 1 : 0)
            .average()
            .orElse(1);
    return new Outcome(
        covered,
        seen.size() * SEEDS,
        rounds,
        end.uncertain() <= TOLERANCE,
        end.uncertain(),
        end.verdict());
  }

  private static List<PointShare> run(Case of, List<List<Double>> points, Random random) {
    return points.stream().map(at -> draw(of, at, random)).toList();
  }

  private static PointShare draw(Case of, List<Double> at, Random random) {
    double p = of.probability.applyAsDouble(at.stream().mapToDouble(x -> x).toArray());
    int events = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      events += random.nextDouble() < p ? 1 : 0;
    }
    return new PointShare(at, events, SEEDS);
  }
}
