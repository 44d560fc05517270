package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.measure.Evaluator.LossSum;
import org.iclsweep.measure.Loss;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;

/**
 * Losses within class S as means over contexts that are drawn, teachers and queries integrated over
 * exactly, beside the expected ones: five features, 20 examples.
 *
 * <pre>
 *   java -cp ... org.iclsweep.learner.SampledContexts 10000000
 * </pre>
 */
final class SampledContexts {

  static final int DIM = 5;
  static final int CONTEXT = 20;

  private static final int CHUNK = 50_000;

  /** Points of class S whose losses no few contexts rule. */
  static final List<Point> KNOWN =
      List.of(
          new Point("sparse, 1 layer", List.of(.76923), List.of()),
          new Point("sparse, 2 layers", List.of(.5154, 1.2496), List.of()),
          new Point("sparse, 3 layers", List.of(.4224, .6891, 1.7142), List.of()),
          new Point("sparse, 4 layers", List.of(.3621, .5205, .8890, 2.1389), List.of()),
          new Point("gd++, 2 layers", List.of(.5168, 3.4747), List.of(.8685)),
          new Point("gd++, 2 layers, second valley", List.of(.7693, 2.6440), List.of(.3535)));

  /** Where a published run of three layers ends: the tails rule, and no sample has them. */
  static final Point TAILS =
      new Point("gd++, 3 layers", List.of(.38, 2.40, 9.55), List.of(.90, .57));

  /**
   * A point of class S.
   *
   * @param a of every layer
   * @param b of every layer but the last; empty where inputs are not moved
   */
  record Point(String name, List<Double> a, List<Double> b) {

    /** E f, exactly, as a mean squared error. */
    double expected() {
      WishartSpectrum spectrum = new WishartSpectrum(DIM, CONTEXT);
      double[] point = new double[a.size() + b.size()];
      for (int k = 0; k < point.length; k++) {
        point[k] = k < a.size() ? a.get(k) : b.get(k - a.size());
      }
      return (b.isEmpty()
              ? ClassSLoss.sparse(spectrum, a.size())
              : ClassSLoss.blocks(spectrum, a.size()))
          .at(point);
    }

    /** r² of an eigenvalue. */
    double at(double eigenvalue) {
      double s = eigenvalue;
      double r = 1;
      for (int l = 0; l < a.size(); l++) {
        r *= 1 - a.get(l) * s;
        double left = l < b.size() ? 1 - b.get(l) * a.get(l) * s : 1;
        s *= left * left;
      }
      return r * r;
    }
  }

  private SampledContexts() {}

  /** Means of f over so many contexts, the same for all points. */
  static List<Loss> sampled(List<Point> points, int contexts) {
    LinearRegression task =
        new LinearRegression(DIM, CONTEXT, 1, 1)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    List<LossSum> sums = points.stream().map(each -> new LossSum()).toList();
    for (int first = 0; first < contexts; first += CHUNK) {
      int tasks = Math.min(CHUNK, contexts - first);
      double[] eigenvalues =
          ContextSpectrum.of(task, Stream.EVAL, 1 + first / CHUNK, tasks).eigenvalues();
      for (int k = 0; k < points.size(); k++) {
        for (int t = 0; t < tasks; t++) {
          double f = 0;
          for (int i = 0; i < DIM; i++) {
            f += points.get(k).at(eigenvalues[t * DIM + i] / CONTEXT);
          }
          sums.get(k).add(f);
        }
      }
    }
    return sums.stream().map(LossSum::loss).toList();
  }

  public static void main(String[] args) {
    int contexts = Integer.parseInt(args[0]);
    List<Point> points = new ArrayList<>(KNOWN);
    points.add(TAILS);
    List<Loss> losses = sampled(points, contexts);
    System.out.printf("%-32s %14s %14s %12s %8s%n", "", "expected", "sampled", "error", "z");
    for (int k = 0; k < points.size(); k++) {
      double expected = points.get(k).expected();
      Loss loss = losses.get(k);
      System.out.printf(
          "%-32s %14.8g %14.8g %12.3g %8.2f%n",
          points.get(k).name(),
          expected,
          loss.mean(),
          loss.standardError(),
          (loss.mean() - expected) / loss.standardError());
    }
  }
}
