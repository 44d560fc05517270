package org.iclsweep.task;

import java.util.List;
import java.util.Optional;

/** Tasks to be learned in context: pairs of an input and a label, then a query to be labelled. */
public sealed interface InContext extends TaskSpec permits LinearRegression, Sine, ProvidedPairs {

  /** Number of (input, label) pairs in the context. */
  int context();

  /** Number of features of an input. */
  int inputDim();

  /** How pairs become tokens. */
  TokenLayout layout();

  /** The same tasks, draw by draw, in another layout. */
  InContext laidOut(TokenLayout layout);

  /**
   * The same family out of distribution by {@code alpha}, draw by draw the same for every alpha.
   *
   * @throws IllegalArgumentException if the shift is not defined for this family
   */
  InContext shifted(Shift shift, double alpha);

  /**
   * These tasks as pairs and a query.
   *
   * @throws IllegalArgumentException if they are no such
   */
  static InContext of(TaskSpec task) {
    return task.inContext()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "learners, shifted tasks, functions and sensitivities are of tasks with a"
                        + " query, but the task is "
                        + task));
  }

  @Override
  default InContext ofAllTrials() {
    return this;
  }

  @Override
  default InContext canonical() {
    return laidOut(TokenLayout.CONCATENATED);
  }

  @Override
  QuerySampler sampler(TaskBlock block);

  @Override
  default ReadOut readOut() {
    return ReadOut.QUERY_LABEL;
  }

  @Override
  default int tokenWidth() {
    return layout().width(inputDim());
  }

  @Override
  default int tokens() {
    return layout().tokens(context());
  }

  /** The inputs, the query's among them, and a teacher of as many weights. */
  @Override
  default double draws() {
    return inputDim() * (context() + 2.0);
  }

  @Override
  default List<TaskArray> arrays(TaskBlock block) {
    return List.of(
        new TaskArray("context_inputs", List.of(context(), inputDim()), block.contextInputs()),
        new TaskArray("context_labels", List.of(context()), block.contextLabels()),
        new TaskArray("query_inputs", List.of(inputDim()), block.queryInput()),
        new TaskArray("targets", List.of(), block.targets()));
  }

  @Override
  default Optional<InContext> inContext() {
    return Optional.of(this);
  }
}
