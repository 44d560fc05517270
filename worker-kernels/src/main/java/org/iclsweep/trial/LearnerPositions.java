package org.iclsweep.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Evaluator.LossSum;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.Predictor;
import org.iclsweep.random.Stream;
import org.iclsweep.trial.LearnerPositions.LearnerPosition;

/**
 * What a model loses more than each learner that it is held against, at every position, by its
 * final weights.
 *
 * <p>Both answer the same sequences, and the mean of the differences of their losses has a standard
 * error of its own: sequences differ ten times as much in what any predictor loses on them as
 * predictors do.
 *
 * <p><b>Cost.</b> The model's answers once more, and those of every learner; the model's losses are
 * held in memory.
 */
public record LearnerPositions() implements Taking<LearnerPosition> {

  /**
   * A learner at a position.
   *
   * @param learner held against
   * @param position of the token whose answer it is, from 1; {@code null} for the mean over all
   * @param loss the learner's, mean over the evaluation tasks
   * @param lossStandardError standard error of that mean
   * @param excessLoss the model's loss less the learner's, task by task, mean over them
   * @param excessLossStandardError standard error of that mean of differences
   */
  public record LearnerPosition(
      LearnerKind learner,
      Integer position,
      double loss,
      double lossStandardError,
      double excessLoss,
      double excessLossStandardError)
      implements Serializable {}

  @Override
  public List<LearnerPosition> atEnd(MeasuredModel model) {
    if (model.rows().isEmpty()) {
      return List.of();
    }
    Losses own = new Losses(model.predictor(), model.evaluation());
    List<LearnerPosition> all = new ArrayList<>();
    for (TrialRecord row : model.rows()) {
      LearnerSpec learner = model.spec().learner(row.learners().get(0).kind());
      Predictor predictor = KnownAnswers.predictor(learner, row.learners().get(0), row.weights());
      // the same sequences in the tokens that the learner reads
      EvaluationSet set =
          new EvaluationSet(learner.task(), Stream.EVAL, learner.evalSeed(), learner.evalTasks());
      all.addAll(own.beside(learner.kind(), new Losses(predictor, set)));
    }
    return all;
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    MeasureSpec measure = trial.measure();
    double learners =
        measure.against().stream()
            .map(trial::learner)
            .mapToDouble(each -> each.learner().answerFlops(each.task(), prices))
            .sum();
    return measure.against().isEmpty() ? 0 : measure.evalTasks() * (prices.network() + learners);
  }

  @Override
  public double bytes(TrialSpec trial) {
    MeasureSpec measure = trial.measure();
    return measure.against().isEmpty()
        ? 0
        : 2.0 * Double.BYTES * measure.evalTasks() * trial.task().readOut().positions();
  }

  /** What a predictor loses on every task of a set, position by position. */
  private static final class Losses implements Evaluator.Observer {
    private final LaneMatrix targets;
    private final double[][] at;

    Losses(Predictor predictor, EvaluationSet set) {
      targets = predictor.block().targets();
      at = new double[targets.rows()][set.tasks()];
      Evaluator.loss(predictor, set, List.of(this));
    }

    @Override
    public void see(int block, int tasks, LaneMatrix predictions) {
      for (int t = 0; t < at.length; t++) {
        for (int lane = 0; lane < tasks; lane++) {
          at[t][block * LaneMatrix.LANES + lane] = Evaluator.loss(targets, predictions, t, lane);
        }
      }
    }

    /** A model's, of which these are, beside those of a learner on the same tasks. */
    List<LearnerPosition> beside(LearnerKind kind, Losses learner) {
      List<LearnerPosition> positions = new ArrayList<>();
      for (int t = 0; t < at.length; t++) {
        positions.add(position(kind, t + 1, at[t], learner.at[t]));
      }
      positions.add(position(kind, null, means(), learner.means()));
      return positions;
    }

    private static LearnerPosition position(
        LearnerKind kind, Integer position, double[] model, double[] learner) {
      LossSum losses = new LossSum();
      LossSum excesses = new LossSum();
      for (int task = 0; task < model.length; task++) {
        losses.add(learner[task]);
        excesses.add(model[task] - learner[task]);
      }
      Loss loss = losses.loss();
      Loss excess = excesses.loss();
      return new LearnerPosition(
          kind, position, loss.mean(), loss.standardError(), excess.mean(), excess.standardError());
    }

    /** Of each task over all positions. */
    private double[] means() {
      double[] means = new double[at[0].length];
      for (double[] position : at) {
        for (int task = 0; task < means.length; task++) {
          means[task] += position[task];
        }
      }
      for (int task = 0; task < means.length; task++) {
        means[task] /= at.length;
      }
      return means;
    }
  }
}
