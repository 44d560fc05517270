package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InContext;

/**
 * Where the training of rates starts. The loss of GD++ with rates per layer has several valleys, so
 * the starts are a fixed family of {@link Rates#geometric} shapes, each with the first η that suits
 * it best, from which the best are taken.
 *
 * <p>The family holds the shared rates of the paper (growth 1), the three known valleys of two
 * layers, and the shape in which γ = η/N: inputs and labels then move alike and stay consistent.
 */
final class RateStarts {

  /** Tasks on which starts are compared: few, for training goes on from the best anyhow. */
  static final int TASKS = 2048;

  private static final double[] SHARED = {1};
  private static final double[] GD_GROWTHS = {1.25, 1.5, 2, 3};
  private static final double[] GD_SHARES = {0};
  private static final double[] GROWTHS = {1, 2, 3, 4, 6, 9, 13};
  private static final double[] SHARES = {0.1, 0.2, 0.4, 0.7, 1};

  private final Network network;
  private final GradientDescent descent;
  private final int context;
  private final NetworkPredictor predictor;
  private final EvaluationSet set;
  private final double unit;

  private record Start(Rates rates, double loss) {}

  /**
   * @param network made by {@link Construction#network}
   * @param unit an η well below the best one
   */
  RateStarts(Network network, GradientDescent descent, InContext task, long seed, double unit) {
    this.network = network;
    this.descent = descent;
    context = task.context();
    this.unit = unit;
    predictor = new NetworkPredictor(network);
    set = new EvaluationSet(task, Stream.SEARCH, seed, TASKS);
  }

  /** Number of shapes that are compared. */
  static int shapes(GradientDescent descent) {
    return growths(descent).length * shares(descent).length;
  }

  /** The best {@code count} starts, best first. */
  List<Rates> best(int count) {
    List<Start> starts = new ArrayList<>();
    for (double growth : growths(descent)) {
      for (double share : shares(descent)) {
        double first = RateSearch.minimise(rate -> loss(rates(rate, growth, share)), unit);
        Rates rates = rates(first, growth, share);
        starts.add(new Start(rates, loss(rates)));
      }
    }
    starts.sort(Comparator.comparingDouble(Start::loss));
    return starts.stream().limit(count).map(Start::rates).toList();
  }

  private static double[] growths(GradientDescent descent) {
    if (descent.tied()) {
      return SHARED;
    }
    return descent.movesInputs() ? GROWTHS : GD_GROWTHS;
  }

  private static double[] shares(GradientDescent descent) {
    return descent.movesInputs() ? SHARES : GD_SHARES;
  }

  private Rates rates(double first, double growth, double share) {
    int layers = network.weights().size();
    return Rates.geometric(layers, descent.tied(), first, growth, share, context);
  }

  private double loss(Rates rates) {
    Construction.write(network, rates, context);
    double loss = Evaluator.loss(predictor, set).mean();
    return Double.isFinite(loss) ? loss : Double.MAX_VALUE;
  }
}
