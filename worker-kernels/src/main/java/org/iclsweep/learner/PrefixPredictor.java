package org.iclsweep.learner;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.Predictor;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSpec;

/**
 * Answers the sequences of a block one after the other by a rule, in double, rounded to float.
 *
 * <p><b>Shapes.</b> Answers are [T, n, 16].
 */
final class PrefixPredictor implements Predictor {

  private final TaskBlock block;
  private final LaneMatrix observations;
  private final LaneMatrix predictions;
  private final PrefixMoments seen;
  private final double[] next;
  private final PrefixRule rule;

  PrefixPredictor(TaskSpec task, NewestPair newest, PrefixRule rule) {
    block = new TaskBlock(task);
    observations = task.observations(block);
    predictions = task.readOut().room();
    seen = new PrefixMoments(observations.rows(), observations.cols(), newest);
    next = new double[observations.cols()];
    this.rule = rule;
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public LaneMatrix predict() {
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      seen.read(observations, lane);
      for (int t = 0; t < seen.length(); t++) {
        seen.next();
        rule.answer(seen, next);
        for (int i = 0; i < next.length; i++) {
          predictions.set(t, i, lane, (float) next[i]);
        }
      }
    }
    return predictions;
  }

  @Override
  public LaneMatrix sensitivity() {
    throw new IllegalStateException("sequences have no query on which answers could depend");
  }
}
