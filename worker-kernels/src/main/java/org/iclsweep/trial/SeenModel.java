package org.iclsweep.trial;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.spi.FinalModel;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/** A trained model, as measures from outside see it. */
record SeenModel(MeasuredModel model) implements FinalModel {

  @Override
  public double loss() {
    Loss loss = Evaluator.loss(model.predictor(), model.evaluation());
    return loss.mean();
  }

  @Override
  public double zeroLoss() {
    return Evaluator.zeroLoss(model.predictor(), model.evaluation()).mean();
  }

  @Override
  public List<Weights> weights() {
    return FinalWeights.of(model.network()).stream().map(SeenModel::weights).toList();
  }

  private static Weights weights(WeightMatrix matrix) {
    return new Weights(
        matrix.layer(),
        matrix.head(),
        matrix.name(),
        matrix.rows(),
        matrix.cols(),
        matrix.values());
  }

  @Override
  public int tasks() {
    return model.evaluation().tasks();
  }

  @Override
  public void answer(Visitor visitor) {
    LaneMatrix targets = model.predictor().block().targets();
    double[] target = new double[targets.rows() * targets.cols()];
    double[] answer = new double[target.length];
    Evaluator.loss(
        model.predictor(),
        model.evaluation(),
        List.of(
            (block, tasks, predictions) -> {
              for (int lane = 0; lane < tasks; lane++) {
                copy(targets, lane, target);
                copy(predictions, lane, answer);
                visitor.see(block * LaneMatrix.LANES + lane, answer, target);
              }
            }));
  }

  private static void copy(LaneMatrix from, int lane, double[] to) {
    for (int r = 0; r < from.rows(); r++) {
      for (int c = 0; c < from.cols(); c++) {
        to[r * from.cols() + c] = from.get(r, c, lane);
      }
    }
  }
}
