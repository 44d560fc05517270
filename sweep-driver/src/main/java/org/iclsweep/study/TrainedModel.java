package org.iclsweep.study;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;

/**
 * What a row of the table was trained: the kernel's descriptions, made of its parameter columns.
 * What is known of some models and tasks only is asked here.
 */
public record TrainedModel(ModelSpec model, TaskSpec task) {

  /**
   * The model and the tasks of a row; empty where its columns are such as no study writes.
   *
   * @param row its parameters by column; {@code null} or missing where the table shows nothing
   */
  public static Optional<TrainedModel> of(Map<String, ?> row) {
    SortedMap<String, Object> byPath = new TreeMap<>();
    for (Parameter each : Parameters.all()) {
      byPath.put(each.path(), each.fromTable(row.get(each.column())));
    }
    try {
      Values values = new Values(byPath).applying();
      return Optional.of(new TrainedModel(ModelSection.spec(values), TaskSection.spec(values)));
    } catch (ClassCastException
        | NoSuchElementException
        | IllegalArgumentException
        | IllegalStateException noModel) { // rows may come from anywhere
      return Optional.empty();
    }
  }

  /** {@link ModelSpec#readsPairs}. */
  public boolean readsPairs() {
    return model.readsPairs(task);
  }

  /** {@link ModelSpec#isPlain}. */
  public boolean isPlain() {
    return model.isPlain(task);
  }

  /**
   * Whether one layer is held against one step of gradient descent whose loss has a closed form:
   * the task is the one that this is about, and no label is clipped.
   */
  public boolean hasClosedForm() {
    return model.depth() == 1
        && model.tokenClip() == 0
        && task instanceof LinearRegression regression
        && regression.isPlain();
  }

  /**
   * Whether it is known at which losses the model gets stuck whose heads have swapped their roles:
   * the closed form's tasks, and heads that are no more than the construction's.
   */
  public boolean hasSwapLevels() {
    return hasClosedForm() && isPlain() && model.attention().keys() == AttentionSpec.Keys.CONTEXT;
  }
}
