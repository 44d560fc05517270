package org.iclsweep.learner;

import java.util.Set;
import org.iclsweep.measure.Predictor;
import org.iclsweep.spi.LearnerProvider;
import org.iclsweep.spi.PairLearner;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Providers;
import org.iclsweep.task.InContext;

/**
 * A learner of a provider, which has nothing to fit.
 *
 * @param provider which, of {@link Providers#LEARNERS}
 */
public record ProvidedLearner(Provided provider) implements InContextLearner {

  @Override
  public String label() {
    return "provided";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(Dependence.PROVIDER);
  }

  /**
   * Refuses tasks that the provider refuses, where it is there.
   *
   * @throws IllegalArgumentException if it refuses these settings and tasks of this shape
   */
  public void check(InContext task) {
    Providers.LEARNERS
        .find(provider)
        .ifPresent(found -> found.check(provider.settings(), task.context(), task.inputDim()));
  }

  @Override
  public ProvidedLearner beside(TrialSettings trial) {
    ProvidedLearner learner = new ProvidedLearner(trial.baselines().provider());
    learner.check(trial.inContext());
    return learner;
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    return LearnerFit.NOTHING;
  }

  @Override
  public Predictor predictor(InContext task, LearnerFit fit) {
    LearnerProvider found = Providers.LEARNERS.of(provider);
    return new AtWork(
        task,
        provider,
        Providers.calling(
            provider, () -> found.learner(provider.settings(), task.context(), task.inputDim())));
  }

  @Override
  public double answerFlops(InContext task, Prices prices) {
    return Providers.LEARNERS
        .find(provider)
        .map(found -> found.multiplyAdds(provider.settings(), task.context(), task.inputDim()))
        .filter(told -> told.isPresent())
        .map(told -> prices.draw() + 2 * told.getAsDouble())
        .orElse(prices.solution());
  }

  private static final class AtWork extends TaskByTask {
    private final Provided provider;
    private final PairLearner learner;
    private final double[][] inputs;
    private final double[] labels;
    private final double[] query;

    AtWork(InContext task, Provided provider, PairLearner learner) {
      super(task);
      this.provider = provider;
      this.learner = learner;
      inputs = new double[context][dim];
      labels = new double[context];
      query = new double[dim];
    }

    @Override
    double answer(int lane) {
      copy(lane);
      return Providers.calling(provider, () -> learner.answer(inputs, labels, query));
    }

    @Override
    void differentiate(int lane, double[] gradient) {
      copy(lane);
      Providers.calling(
          provider,
          () -> {
            learner.differentiate(inputs, labels, query, gradient);
            return null;
          });
    }

    private void copy(int lane) {
      for (int s = 0; s < context; s++) {
        for (int i = 0; i < dim; i++) {
          inputs[s][i] = input(s, i, lane);
        }
        labels[s] = label(s, lane);
      }
      for (int i = 0; i < dim; i++) {
        query[i] = query(i, lane);
      }
    }
  }
}
