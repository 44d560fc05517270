package org.iclsweep.learner;

import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;

/**
 * The best rates of several layers: short training from each of the best starts, then long training
 * of the best.
 */
final class RateFit {

  private static final int STARTS = 3;
  private static final int SHORT = 1_000;
  private static final int LONG = 8_000;

  private final LearnerSpec spec;
  private final Network network;
  private final RateTraining training;

  RateFit(LearnerSpec spec) {
    this.spec = spec;
    network = Construction.network(spec.task(), spec.depth(), spec.tied(), spec.tokenClip());
    training = new RateTraining(network, spec);
  }

  /** Tasks that training sees. */
  static double trainingTasks(LearnerSpec spec) {
    return (STARTS * SHORT + longSteps(spec)) * (double) RateTraining.BATCH;
  }

  /** Fewer for two scalars than for two a layer. */
  private static int longSteps(LearnerSpec spec) {
    return spec.tied() ? LONG / 4 : LONG;
  }

  /**
   * Searches the rates.
   *
   * @param unit an η well below the best one
   */
  Rates rates(double unit) {
    Rates best = null;
    double bestLoss = Double.POSITIVE_INFINITY;
    for (Rates start : new RateStarts(network, spec, unit).best(STARTS)) {
      Rates tried = training.train(start, SHORT);
      double loss = loss();
      if (loss < bestLoss) {
        best = tried;
        bestLoss = loss;
      }
    }
    return training.train(best, longSteps(spec));
  }

  private double loss() {
    EvaluationSet set =
        new EvaluationSet(spec.task(), Stream.SEARCH, spec.evalSeed(), LearnerFit.SEARCH_TASKS);
    double loss = Evaluator.loss(new NetworkPredictor(network), set).mean();
    return Double.isFinite(loss) ? loss : Double.MAX_VALUE;
  }
}
