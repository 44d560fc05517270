package org.iclsweep.measure;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.task.TaskSpec;

/**
 * What a learner answers on a whole evaluation set and how its answers depend on the query, kept so
 * that a model can be held against them many times.
 */
public final class Answers {

  final int dim;
  private final float[] predictions;

  /** Block by block -∂ŷ/∂x, feature by feature. */
  private final float[] minusSensitivities;

  private Answers(int blocks, int dim) {
    this.dim = dim;
    predictions = new float[blocks * LaneMatrix.LANES];
    minusSensitivities = new float[blocks * dim * LaneMatrix.LANES];
  }

  /** All answers of a predictor on a set. */
  public static Answers of(Predictor predictor, EvaluationSet set) {
    int blocks = (set.tasks() + LaneMatrix.LANES - 1) / LaneMatrix.LANES;
    Answers answers = new Answers(blocks, set.inContext().inputDim());
    Evaluator.forEachBlock(
        predictor,
        set,
        (block, tasks) -> {
          predictor.predict().copyTo(0, 0, answers.predictions, block * LaneMatrix.LANES);
          LaneMatrix sensitivity = predictor.sensitivity();
          for (int i = 0; i < answers.dim; i++) {
            sensitivity.copyTo(
                0, i, answers.minusSensitivities, (block * answers.dim + i) * LaneMatrix.LANES);
          }
        });
    answers.negate();
    return answers;
  }

  /** Bytes of those to so many tasks; of tasks without a query none are kept. */
  public static double bytes(TaskSpec task, int tasks) {
    return task.inContext()
        .map(pairs -> (double) Float.BYTES * tasks * (1 + pairs.inputDim()))
        .orElse(0.0);
  }

  /** Floats of the longest array of those. */
  public static double longest(TaskSpec task, int tasks) {
    return task.inContext().map(pairs -> (double) tasks * pairs.inputDim()).orElse(0.0);
  }

  private void negate() {
    for (int k = 0; k < minusSensitivities.length; k++) {
      minusSensitivities[k] = -minusSensitivities[k];
    }
  }

  /** ŷ of a task. */
  float prediction(int block, int lane) {
    return predictions[block * LaneMatrix.LANES + lane];
  }

  /** Copies -∂ŷ/∂x of a block to a row [1, dim, 16]. */
  void copyMinusSensitivity(int block, LaneMatrix row) {
    row.copyFrom(minusSensitivities, block * dim * LaneMatrix.LANES);
  }
}
