package org.iclsweep.learner;

import java.util.List;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.Network;
import org.iclsweep.task.InContext;

/**
 * The best rates of gradient descent: one that all steps share is searched; several, or η and γ,
 * come from short training from each of the best starts, then long training of the best.
 */
final class RateFit {

  private static final int STARTS = 3;
  private static final int SHORT = 1_000;
  private static final int LONG = 8_000;

  private final GradientDescent descent;
  private final InContext task;
  private final long seed;
  private final Network network;
  private final RateTraining training;

  private RateFit(GradientDescent descent, InContext task, long seed) {
    this.descent = descent;
    this.task = task;
    this.seed = seed;
    network = Construction.network(task, descent.steps(), descent.tied(), descent.tokenClip());
    training = new RateTraining(network, task, seed);
  }

  /** Tasks that every pass of the search answers. */
  static double searchTasks(GradientDescent descent) {
    return isOneRate(descent)
        ? RateSearch.TASKS
        : RateStarts.shapes(descent) * (double) RateStarts.TASKS;
  }

  /** Tasks that training sees. */
  static double trainingTasks(GradientDescent descent) {
    return isOneRate(descent)
        ? 0
        : (STARTS * SHORT + longSteps(descent)) * (double) RateTraining.BATCH;
  }

  /** One layer's γ moves inputs that nothing looks at afterwards. */
  private static boolean isOneRate(GradientDescent descent) {
    return descent.steps() == 1 || descent.tied() && !descent.movesInputs();
  }

  /** Fewer for two scalars than for two a layer. */
  private static int longSteps(GradientDescent descent) {
    return descent.tied() ? LONG / 4 : LONG;
  }

  /** The best rates; a function of all this alone. */
  static Rates rates(GradientDescent descent, InContext task, long seed) {
    return isOneRate(descent)
        ? new Rates(
            List.of(RateSearch.sharedRate(descent, task, seed)),
            descent.movesInputs() ? List.of(0.0) : List.of())
        : new RateFit(descent, task, seed).rates();
  }

  private Rates rates() {
    double unit = RateSearch.lowRate(task, seed);
    Rates best = null;
    double bestLoss = Double.POSITIVE_INFINITY;
    for (Rates start : new RateStarts(network, descent, task, seed, unit).best(STARTS)) {
      Rates tried = training.train(start, SHORT);
      double loss = loss();
      if (loss < bestLoss) {
        best = tried;
        bestLoss = loss;
      }
    }
    return training.train(best, longSteps(descent));
  }

  private double loss() {
    double loss =
        Evaluator.loss(new NetworkPredictor(network), RateSearch.tasks(task, seed)).mean();
    return Double.isFinite(loss) ? loss : Double.MAX_VALUE;
  }
}
