package org.iclsweep.measure;

import org.iclsweep.lanes.LaneMatrix;

/**
 * What a learner answers on a whole evaluation set and how its answers depend on the query, kept so
 * that a model can be held against them many times.
 */
public final class Answers {

  final float[] predictions;
  final float[] sensitivities;
  final int dim;

  private Answers(int blocks, int dim) {
    this.dim = dim;
    predictions = new float[blocks * LaneMatrix.LANES];
    sensitivities = new float[blocks * dim * LaneMatrix.LANES];
  }

  /** All answers of a predictor on a set. */
  public static Answers of(Predictor predictor, EvaluationSet set) {
    int blocks = (set.tasks() + LaneMatrix.LANES - 1) / LaneMatrix.LANES;
    Answers answers = new Answers(blocks, predictor.block().queryInput().cols());
    Evaluator.forEachBlock(
        predictor,
        set,
        (block, tasks) -> {
          predictor.predict().copyTo(0, 0, answers.predictions, block * LaneMatrix.LANES);
          LaneMatrix sensitivity = predictor.sensitivity();
          for (int i = 0; i < answers.dim; i++) {
            sensitivity.copyTo(
                0, i, answers.sensitivities, (block * answers.dim + i) * LaneMatrix.LANES);
          }
        });
    return answers;
  }
}
