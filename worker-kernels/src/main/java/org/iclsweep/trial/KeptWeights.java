package org.iclsweep.trial;

import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.random.Stream;

/**
 * The weights that a training leaves: those at its end or, of the last points of its curve, those
 * whose loss on the validation tasks is the least, the first of equals.
 */
final class KeptWeights {

  private final MeasuredModel model;
  private final EvaluationSet validation;
  private final int from;
  private final float[] weights;
  private double least = Double.POSITIVE_INFINITY;
  private Integer step;
  private Loss loss;

  KeptWeights(MeasuredModel model) {
    this.model = model;
    TrainingSpec training = model.spec().training();
    MeasureSpec measure = model.spec().measure();
    boolean best = training.bestOfLast() > 0;
    from = best ? measure.firstOfLast(training.bestOfLast(), training.steps()) : Integer.MAX_VALUE;
    validation =
        new EvaluationSet(
            model.spec().task(),
            Stream.VALIDATION,
            measure.validationSeed(),
            measure.validationTasks());
    weights = new float[best ? model.network().parameters().length : 0];
  }

  /**
   * Sees a point of the curve.
   *
   * @param evaluation loss there, on the evaluation tasks
   */
  void see(int point, Loss evaluation) {
    if (point < from) {
      return;
    }
    double validated = Evaluator.loss(model.predictor(), validation).mean();
    if (validated < least) {
      least = validated;
      step = point;
      loss = evaluation;
      System.arraycopy(model.network().parameters(), 0, weights, 0, weights.length);
    }
  }

  /** Steps after which the network had them; {@code null} where it has those at the end. */
  Integer step() {
    return step;
  }

  /**
   * Puts them into the network.
   *
   * @param last loss at the end, on the evaluation tasks
   * @return theirs
   */
  Loss put(Loss last) {
    if (step == null) {
      return last;
    }
    System.arraycopy(weights, 0, model.network().parameters(), 0, weights.length);
    model.network().prepare();
    return loss;
  }
}
