package org.iclsweep.learner;

import java.util.Optional;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.TaskSpec;

/**
 * A learner of sequences of which every next state is to be told, by a rule that sees what came
 * before. It runs in double, a sequence at a time, and knows nothing of how tokens look.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), sections 3 and 4</a>
 */
interface PrefixLearner extends Learner {

  /** Flops of a trained model that one in double, of one sequence at a time, is worth. */
  double DOUBLE_FLOPS = 12;

  /** Features of a state. */
  static int dim(TaskSpec task) {
    return task.readOut().features().count();
  }

  /** States of a sequence to which there is a next one. */
  static int length(TaskSpec task) {
    return task.readOut().positions();
  }

  /** Whether it sees the step that has led to the state which it answers to. */
  NewestPair newestPair();

  /** How it answers, from what its fit found. */
  PrefixRule rule(TaskSpec task, LearnerFit fit);

  /** Sequences that its fit answers. */
  double searched();

  /** Operations in double of an answer to one of {@code length} states of {@code dim} features. */
  double operations(int dim, int length);

  @Override
  default boolean isOfSequences() {
    return true;
  }

  @Override
  default void requireFamily(TaskSpec task) {
    notOf(task)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why + ", but the task is " + task);
            });
  }

  @Override
  default Optional<String> unknownBeside(ModelSpec model, TaskSpec task) {
    return notOf(task);
  }

  private Optional<String> notOf(TaskSpec task) {
    return task.inContext().isEmpty()
        ? Optional.empty()
        : Optional.of(label() + " is of sequences of which every next state is to be told");
  }

  @Override
  default Predictor predictor(TaskSpec task, LearnerFit fit) {
    return new PrefixPredictor(task, newestPair(), rule(task, fit));
  }

  @Override
  default double fitFlops(TaskSpec task) {
    return searched() * flops(task);
  }

  @Override
  default double answerFlops(TaskSpec task, Prices prices) {
    return prices.draw() + flops(task);
  }

  private double flops(TaskSpec task) {
    double dim = dim(task);
    return DOUBLE_FLOPS * length(task) * (4 * dim * dim + operations(dim(task), length(task)));
  }
}
