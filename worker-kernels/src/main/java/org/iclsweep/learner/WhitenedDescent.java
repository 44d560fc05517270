package org.iclsweep.learner;

import java.util.Optional;
import org.iclsweep.learner.NormalRegression.Beside;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.task.InContext;

/**
 * Gradient descent on normal inputs that is preconditioned with their inverse covariance, at rates
 * that are known without a search.
 *
 * <pre>  x ← x - γ Σ_i x_i ⟨x_i, Σ⁻¹ x⟩,   y ← y - (η/N) Σ_i y_i ⟨x_i, Σ⁻¹ x⟩  </pre>
 *
 * <p>η and γ are those of inputs whose covariance is the identity, divided by the variance that is
 * beside Σ.
 */
interface WhitenedDescent extends GradientDescent {

  @Override
  default Optional<Network> network(InContext task, LearnerFit fit) {
    Optional<Network> network = GradientDescent.super.network(task, fit);
    NormalRegression.of(task, label(), Beside.ANY)
        .inverseCovariance()
        .ifPresent(inverse -> Construction.precondition(network.orElseThrow(), inverse));
    return network;
  }

  /** With more eigenvalues, examples or layers than these what every trial has would take long. */
  int MOST_EIGENVALUES = 20;

  int MOST_EXAMPLES = 1_000;

  int MOST_LAYERS = 16;

  @Override
  default boolean isTheoryOf(ModelSpec model, InContext task) {
    return model.depth() <= MOST_LAYERS
        && Math.min(task.inputDim(), task.context()) <= MOST_EIGENVALUES
        && task.context() <= MOST_EXAMPLES
        && model.isTheorys(AttentionSpec.Kind.LINEAR, task);
  }

  @Override
  default double tokenClip() {
    return 0;
  }

  @Override
  default boolean isAlignedAt(int depth) {
    return true;
  }

  @Override
  default double searchTasks() {
    return 0;
  }

  @Override
  default double trainingTasks() {
    return 0;
  }
}
