package org.iclsweep.measure;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.spec.TrialInterruptedException;
import org.iclsweep.task.TaskBlock;

/** Losses over evaluation sets. Sums run in double, over the tasks in their order. */
public final class Evaluator {

  private Evaluator() {}

  /** What is to be done with each block of an evaluation set once its tasks are there. */
  public interface BlockVisitor {
    void visit(int block, int tasks);
  }

  /** Looks on while a predictor answers an evaluation set, block by block. */
  public interface Observer {

    /**
     * Sees the answers to a block.
     *
     * @param block number of the block
     * @param tasks how many of its lanes are tasks of the set
     * @param predictions ŷ, [P, p, 16]
     */
    void see(int block, int tasks, LaneMatrix predictions);
  }

  /**
   * Mean loss of a predictor.
   *
   * <pre>  loss = (1/2nP) Σ (y* - ŷ)²  </pre>
   *
   * <p>The sum is over n tasks, P positions and the features of an answer.
   */
  public static Loss loss(Predictor predictor, EvaluationSet set) {
    return loss(predictor, set, List.of());
  }

  /** Mean loss of a predictor, whose answers others see, too. */
  public static Loss loss(
      Predictor predictor, EvaluationSet set, List<? extends Observer> observers) {
    LossSum sum = new LossSum();
    forEachBlock(
        predictor,
        set,
        (block, tasks) -> {
          LaneMatrix predictions = predictor.predict();
          sum.add(predictor.block().targets(), predictions, tasks);
          for (Observer observer : observers) {
            observer.see(block, tasks, predictions);
          }
        });
    return sum.loss();
  }

  /** The loss of every task, in their order. */
  public static double[] losses(Predictor predictor, EvaluationSet set) {
    double[] losses = new double[set.tasks()];
    forEachBlock(
        predictor,
        set,
        (block, tasks) -> {
          LaneMatrix predictions = predictor.predict();
          for (int lane = 0; lane < tasks; lane++) {
            losses[block * LaneMatrix.LANES + lane] =
                loss(predictor.block().targets(), predictions, lane);
          }
        });
    return losses;
  }

  /** The mean of losses. */
  public static Loss mean(double[] losses) {
    LossSum sum = new LossSum();
    for (double loss : losses) {
      sum.add(loss);
    }
    return sum.loss();
  }

  /** Mean loss of the predictor that answers 0: the level at which training starts. */
  public static Loss zeroLoss(Predictor predictor, EvaluationSet set) {
    LossSum sum = new LossSum();
    LaneMatrix zero = set.task().readOut().room();
    forEachBlock(
        predictor, set, (block, tasks) -> sum.add(predictor.block().targets(), zero, tasks));
    return sum.loss();
  }

  static void forEachBlock(Predictor predictor, EvaluationSet set, BlockVisitor visitor) {
    forEachBlock(predictor.block(), set, visitor);
  }

  /** Puts the tasks of a set into a block, 16 after 16. */
  public static void forEachBlock(TaskBlock into, EvaluationSet set, BlockVisitor visitor) {
    KnownTasks.Source source = KnownTasks.source(into, set);
    for (int first = 0; first < set.tasks(); first += LaneMatrix.LANES) {
      TrialInterruptedException.check();
      source.put(first);
      int tasks = Math.min(LaneMatrix.LANES, set.tasks() - first);
      visitor.visit(first / LaneMatrix.LANES, tasks);
    }
  }

  /** The loss of one task of a block: the mean over positions of half the squared error. */
  public static double loss(LaneMatrix targets, LaneMatrix predictions, int lane) {
    double sum = 0;
    for (int t = 0; t < targets.rows(); t++) {
      sum += loss(targets, predictions, t, lane);
    }
    return sum / targets.rows();
  }

  /** The loss of one position of it: half the squared error, of several features their sum. */
  public static double loss(LaneMatrix targets, LaneMatrix predictions, int t, int lane) {
    double sum = 0;
    for (int j = 0; j < targets.cols(); j++) {
      double error = (double) targets.get(t, j, lane) - predictions.get(t, j, lane);
      sum += 0.5 * error * error;
    }
    return sum;
  }

  /** Running sums of losses and their squares. */
  public static final class LossSum {
    private double sum;
    private double squares;
    private long count;

    void add(LaneMatrix targets, LaneMatrix predictions, int tasks) {
      for (int lane = 0; lane < tasks; lane++) {
        add(Evaluator.loss(targets, predictions, lane));
      }
    }

    /** Adds the loss of one more task. */
    public void add(double loss) {
      sum += loss;
      squares += loss * loss;
      count++;
    }

    /** Their mean. */
    public Loss loss() {
      double mean = sum / count;
      double variance = count > 1 ? (squares / count - mean * mean) * count / (count - 1) : 0;
      return new Loss(mean, Math.sqrt(Math.max(variance, 0) / count));
    }
  }
}
