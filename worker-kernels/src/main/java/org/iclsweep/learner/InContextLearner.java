package org.iclsweep.learner;

import java.util.Optional;
import java.util.OptionalDouble;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.task.InContext;
import org.iclsweep.task.TaskSpec;

/**
 * A learner of pairs and a query. What a {@link Learner} is asked of any family of tasks is asked
 * here of these alone; this is the one place that narrows them.
 */
interface InContextLearner extends Learner {

  /** As {@link Learner#unknownBeside(ModelSpec, TaskSpec)}. */
  default Optional<String> unknownBeside(ModelSpec model, InContext task) {
    return Optional.empty();
  }

  /** As {@link Learner#isTheoryOf(ModelSpec, TaskSpec)}. */
  default boolean isTheoryOf(ModelSpec model, InContext task) {
    return false;
  }

  /** As {@link Learner#expectedLoss(TaskSpec)}. */
  default OptionalDouble expectedLoss(InContext task) {
    return OptionalDouble.empty();
  }

  /** As {@link Learner#fit(TaskSpec, long)}. */
  LearnerFit fit(InContext task, long seed);

  /** As {@link Learner#predictor(TaskSpec, LearnerFit)}. */
  Predictor predictor(InContext task, LearnerFit fit);

  /** As {@link Learner#network(TaskSpec, LearnerFit)}. */
  default Optional<Network> network(InContext task, LearnerFit fit) {
    return Optional.empty();
  }

  /** As {@link Learner#untrained(TaskSpec)}. */
  default Optional<Network> untrained(InContext task) {
    return Optional.empty();
  }

  /** As {@link Learner#answerFlops(TaskSpec, Prices)}. */
  double answerFlops(InContext task, Prices prices);

  @Override
  default void requireFamily(TaskSpec task) {
    InContext.of(task);
  }

  @Override
  default Optional<String> unknownBeside(ModelSpec model, TaskSpec task) {
    return task.inContext()
        .map(pairs -> unknownBeside(model, pairs))
        .orElse(Optional.of(label() + " is of tasks with a query"));
  }

  @Override
  default boolean isTheoryOf(ModelSpec model, TaskSpec task) {
    return isTheoryOf(model, InContext.of(task));
  }

  @Override
  default OptionalDouble expectedLoss(TaskSpec task) {
    return expectedLoss(InContext.of(task));
  }

  @Override
  default LearnerFit fit(TaskSpec task, long seed) {
    return fit(InContext.of(task), seed);
  }

  @Override
  default Predictor predictor(TaskSpec task, LearnerFit fit) {
    return predictor(InContext.of(task), fit);
  }

  @Override
  default Optional<Network> network(TaskSpec task, LearnerFit fit) {
    return network(InContext.of(task), fit);
  }

  @Override
  default Optional<Network> untrained(TaskSpec task) {
    return untrained(InContext.of(task));
  }

  @Override
  default double answerFlops(TaskSpec task, Prices prices) {
    return answerFlops(InContext.of(task), prices);
  }
}
