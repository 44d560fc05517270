package org.iclsweep.task;

import java.util.List;
import java.util.Optional;

/** Tasks to be learned in context: pairs of an input and a label, then a query to be labelled. */
public sealed interface InContext extends TaskSpec permits LinearRegression, Sine {

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
   * The same, draw by draw, as it is for the trials of all seeds: without what is drawn once a
   * trial. Learners are fitted to this.
   */
  default InContext ofAllTrials() {
    return this;
  }

  @Override
  QuerySampler sampler(TaskBlock block);

  @Override
  default ReadOut readOut() {
    return ReadOut.QUERY_LABEL;
  }

  @Override
  default TaskSpec plain() {
    return laidOut(TokenLayout.CONCATENATED);
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
