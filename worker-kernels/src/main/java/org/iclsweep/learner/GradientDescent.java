package org.iclsweep.learner;

import java.util.Optional;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.task.InContext;

/** Gradient descent on the inputs: linear attention with the weights of {@link Construction}. */
interface GradientDescent extends InContextLearner {

  /** Number of steps, each a layer. */
  int steps();

  /** Bound on the activations of these layers; 0 means none. */
  double tokenClip();

  /** Whether the steps share their rates. */
  default boolean tied() {
    return true;
  }

  /** Whether steps move the inputs, too, each by a γ. */
  default boolean movesInputs() {
    return false;
  }

  /** Searches one rate, or trains several. */
  @Override
  default LearnerFit fit(InContext task, long seed) {
    return LearnerFit.of(RateFit.rates(this, task, seed));
  }

  @Override
  default Predictor predictor(InContext task, LearnerFit fit) {
    return new NetworkPredictor(network(task, fit).orElseThrow());
  }

  @Override
  default Optional<Network> network(InContext task, LearnerFit fit) {
    return Optional.of(
        Construction.network(task, steps(), tokenClip(), fit.learningRates(), fit.gammas()));
  }

  @Override
  default boolean isGradientDescent() {
    return true;
  }

  /** At depth 1 all are gd. */
  @Override
  default boolean isAlignedAt(int depth) {
    return depth > 1;
  }

  @Override
  default double searchTasks() {
    return RateFit.searchTasks(this);
  }

  @Override
  default double trainingTasks() {
    return RateFit.trainingTasks(this);
  }

  @Override
  default double answerFlops(InContext task, Prices prices) {
    return prices.network();
  }

  @Override
  default ModelSpec model() {
    return Construction.model(steps());
  }
}
