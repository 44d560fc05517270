package org.iclsweep.measure;

import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * How far a model and a learner agree on an evaluation set; g is ∂ŷ/∂x_query, the linear model that
 * the forward pass has learned in its context.
 *
 * @param predictionDifference mean over tasks of |ŷ_model - ŷ_learner|
 * @param modelDifference mean over tasks of ‖g_model - g_learner‖
 * @param cosine mean over tasks of ⟨g_model, g_learner⟩ / ((‖g_model‖ + 1e-8) (‖g_learner‖ + 1e-8))
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 3</a>
 */
public record Agreement(double predictionDifference, double modelDifference, double cosine) {

  /**
   * A model's loss and its agreement with several learners, in one pass over the tasks.
   *
   * @param loss of the model
   * @param agreements in the order of the learners
   */
  public record Measured(Loss loss, List<Agreement> agreements) {}

  /** Measures a model against the answers of learners on the same set. */
  public static Measured measure(Predictor model, EvaluationSet set, List<Answers> learners) {
    Evaluator.LossSum loss = new Evaluator.LossSum();
    LaneMatrix own = LaneMatrix.zeros(1, model.block().queryInput().cols());
    Sums[] sums = learners.stream().map(each -> new Sums(each, own)).toArray(Sums[]::new);
    Evaluator.forEachBlock(
        model,
        set,
        (block, tasks) -> {
          LaneMatrix predictions = model.predict();
          loss.add(model.block().targets(), predictions, tasks);
          if (sums.length > 0) {
            own.copyFrom(model.sensitivity());
            for (Sums learner : sums) {
              learner.add(block, tasks, predictions);
            }
          }
        });
    return new Measured(loss.loss(), Arrays.stream(sums).map(s -> s.mean(set.tasks())).toList());
  }

  /** Running sums of the three measures against one learner. */
  private static final class Sums {
    private final Answers learner;
    private final LaneMatrix minusOther;
    private final LaneMatrix difference;
    private final LaneMatrix minusProduct = LaneMatrix.zeros(1, 1);
    private final LaneMatrix ownSquare = LaneMatrix.zeros(1, 1);
    private final LaneMatrix otherSquare = LaneMatrix.zeros(1, 1);
    private final LaneMatrix differenceSquare = LaneMatrix.zeros(1, 1);
    private final Operation products;
    private double predictionDifferences;
    private double modelDifferences;
    private double cosines;

    /**
     * @param own the model's g of a block, [1, d, 16]
     */
    Sums(Answers learner, LaneMatrix own) {
      this.learner = learner;
      minusOther = LaneMatrix.zeros(1, learner.dim);
      difference = LaneMatrix.zeros(1, learner.dim);
      LaneKernels kernels = Lanes.kernels();
      products =
          Operation.inOrder(
              () -> kernels.add(difference, own, minusOther),
              kernels.contract(minusProduct, own, minusOther.transposed(), false),
              kernels.contract(ownSquare, own, own.transposed(), false),
              kernels.contract(otherSquare, minusOther, minusOther.transposed(), false),
              kernels.contract(differenceSquare, difference, difference.transposed(), false));
    }

    void add(int block, int tasks, LaneMatrix predictions) {
      learner.copyMinusSensitivity(block, minusOther);
      products.run();
      for (int lane = 0; lane < tasks; lane++) {
        double answer = learner.prediction(block, lane);
        predictionDifferences += Math.abs(predictions.get(0, 0, lane) - answer);
        modelDifferences += Math.sqrt(differenceSquare.get(0, 0, lane));
        cosines +=
            -minusProduct.get(0, 0, lane) / (norm(ownSquare, lane) * norm(otherSquare, lane));
      }
    }

    private static double norm(LaneMatrix square, int lane) {
      return Math.sqrt(square.get(0, 0, lane)) + 1e-8;
    }

    Agreement mean(int tasks) {
      return new Agreement(
          predictionDifferences / tasks, modelDifferences / tasks, cosines / tasks);
    }
  }
}
