package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;

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
  private final LearnerSpec spec;
  private final NetworkPredictor predictor;
  private final EvaluationSet set;
  private final double unit;

  /** A start and its loss. */
  private record Start(Rates rates, double loss) {}

  /**
   * @param network made by {@link Construction#network}
   * @param unit an η well below the best one
   */
  RateStarts(Network network, LearnerSpec spec, double unit) {
    this.network = network;
    this.spec = spec;
    this.unit = unit;
    predictor = new NetworkPredictor(network);
    set = new EvaluationSet(spec.task(), Stream.SEARCH, spec.evalSeed(), TASKS);
  }

  /** Number of shapes that are compared. */
  static int shapes(LearnerSpec spec) {
    return growths(spec).length * shares(spec).length;
  }

  /** The best {@code count} starts, best first. */
  List<Rates> best(int count) {
    List<Start> starts = new ArrayList<>();
    for (double growth : growths(spec)) {
      for (double share : shares(spec)) {
        double first = RateSearch.minimise(rate -> loss(rates(rate, growth, share)), unit);
        Rates rates = rates(first, growth, share);
        starts.add(new Start(rates, loss(rates)));
      }
    }
    starts.sort(Comparator.comparingDouble(Start::loss));
    return starts.stream().limit(count).map(Start::rates).toList();
  }

  private static double[] growths(LearnerSpec spec) {
    if (spec.tied()) {
      return SHARED;
    }
    return spec.kind() == LearnerKind.GD_PLUS_PLUS ? GROWTHS : GD_GROWTHS;
  }

  private static double[] shares(LearnerSpec spec) {
    return spec.kind() == LearnerKind.GD_PLUS_PLUS ? SHARES : GD_SHARES;
  }

  private Rates rates(double first, double growth, double share) {
    int layers = network.weights().size();
    return Rates.geometric(layers, spec.tied(), first, growth, share, spec.task().context());
  }

  private double loss(Rates rates) {
    Construction.write(network, rates, spec.task().context());
    double loss = Evaluator.loss(predictor, set).mean();
    return Double.isFinite(loss) ? loss : Double.MAX_VALUE;
  }
}
