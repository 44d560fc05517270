package org.iclsweep.learner;

import static org.iclsweep.learner.Dependence.DEPTH;
import static org.iclsweep.learner.Dependence.PERCEPTRON;
import static org.iclsweep.learner.Dependence.TOKEN_CLIP;

import java.util.Optional;
import java.util.Set;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;

/**
 * A perceptron like the model's, trained for gradient descent on its output layer.
 *
 * @param model a perceptron before one head of linear attention to the context, and nothing else
 * @param steps optimizer steps
 * @param batch tasks a step
 */
public record MlpGd(ModelSpec model, int steps, int batch) implements InContextLearner {

  @Override
  public String label() {
    return "mlp-gd";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(DEPTH, TOKEN_CLIP, PERCEPTRON);
  }

  @Override
  public Optional<String> unknownBeside(ModelSpec model, InContext task) {
    if (task instanceof LinearRegression regression && regression.covariance().rotated()) {
      return Optional.of("mlp-gd is trained once for all trials, on inputs that are not rotated");
    }
    return model.mlp().place() == MlpSpec.Place.BEFORE
        ? Optional.empty()
        : Optional.of("mlp-gd descends on what a perceptron before the layers puts out");
  }

  /**
   * The model's embedding, its perceptron and its depth, with gradient descent in the place of its
   * attention; trained as long as the model is.
   */
  @Override
  public MlpGd beside(TrialSettings trial) {
    ModelSpec model = trial.model();
    unknownBeside(model, trial.task())
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(
                  why + ", but the model's is " + model.mlp().place().label());
            });
    return new MlpGd(
        new ModelSpec(
            model.depth(),
            // all steps have one rate
            true,
            AttentionSpec.linear(1, 0),
            model.mlp(),
            NormPlace.NONE,
            model.embedding(),
            0,
            1,
            Update.TOKEN,
            model.tokenClip(),
            model.initialisation()),
        trial.steps(),
        trial.batch());
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    return LearnerFit.ofTrained(PerceptronFit.RATE, PerceptronFit.train(this, task, seed));
  }

  @Override
  public Predictor predictor(InContext task, LearnerFit fit) {
    return new NetworkPredictor(fit.trained());
  }

  @Override
  public Optional<Network> network(InContext task, LearnerFit fit) {
    return Optional.of(fit.trained());
  }

  @Override
  public Optional<Network> untrained(InContext task) {
    return Optional.of(PerceptronFit.network(this, task));
  }

  @Override
  public double trainingTasks() {
    return (double) steps * batch;
  }

  @Override
  public double answerFlops(InContext task, Prices prices) {
    return prices.network();
  }
}
