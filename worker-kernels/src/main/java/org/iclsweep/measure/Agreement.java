package org.iclsweep.measure;

import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;

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
    Sums[] sums = learners.stream().map(Sums::new).toArray(Sums[]::new);
    Evaluator.forEachBlock(
        model,
        set,
        (block, tasks) -> {
          LaneMatrix predictions = model.predict();
          loss.add(model.block().targets(), predictions, tasks);
          if (sums.length > 0) {
            LaneMatrix sensitivity = model.sensitivity();
            for (Sums learner : sums) {
              learner.add(block, tasks, predictions, sensitivity);
            }
          }
        });
    return new Measured(loss.loss(), Arrays.stream(sums).map(s -> s.mean(set.tasks())).toList());
  }

  /** Running sums of the three measures against one learner. */
  private static final class Sums {
    private final Answers learner;
    private final float[] dot = new float[LaneMatrix.LANES];
    private final float[] own = new float[LaneMatrix.LANES];
    private final float[] other = new float[LaneMatrix.LANES];
    private final float[] difference = new float[LaneMatrix.LANES];
    private final float[] values = new float[LaneMatrix.LANES];
    private double predictionDifferences;
    private double modelDifferences;
    private double cosines;

    Sums(Answers learner) {
      this.learner = learner;
    }

    void add(int block, int tasks, LaneMatrix predictions, LaneMatrix sensitivity) {
      clear();
      for (int i = 0; i < learner.dim; i++) {
        sensitivity.copyTo(0, i, values, 0);
        addFeature((block * learner.dim + i) * LaneMatrix.LANES);
      }
      for (int lane = 0; lane < tasks; lane++) {
        float answer = learner.predictions[block * LaneMatrix.LANES + lane];
        predictionDifferences += Math.abs((double) predictions.get(0, 0, lane) - answer);
        modelDifferences += Math.sqrt(difference[lane]);
        cosines += dot[lane] / ((Math.sqrt(own[lane]) + 1e-8) * (Math.sqrt(other[lane]) + 1e-8));
      }
    }

    private void clear() {
      Arrays.fill(dot, 0f);
      Arrays.fill(own, 0f);
      Arrays.fill(other, 0f);
      Arrays.fill(difference, 0f);
    }

    private void addFeature(int at) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        float g = values[lane];
        float l = learner.sensitivities[at + lane];
        float d = g - l;
        dot[lane] = Math.fma(g, l, dot[lane]);
        own[lane] = Math.fma(g, g, own[lane]);
        other[lane] = Math.fma(l, l, other[lane]);
        difference[lane] = Math.fma(d, d, difference[lane]);
      }
    }

    Agreement mean(int tasks) {
      return new Agreement(
          predictionDifferences / tasks, modelDifferences / tasks, cosines / tasks);
    }
  }
}
