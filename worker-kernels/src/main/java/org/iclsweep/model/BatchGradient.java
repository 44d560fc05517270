package org.iclsweep.model;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.random.Stream;
import org.iclsweep.spec.TrialInterruptedException;
import org.iclsweep.task.GramRoots;
import org.iclsweep.task.TaskSampler;

/**
 * Gradients of the loss over a batch of tasks, block by block.
 *
 * <pre>  loss = (1/2B) Σ_tasks (y* - ŷ)²  </pre>
 *
 * <p>Of several positions that are answered it is the mean, of several features of an answer the
 * sum.
 *
 * <p>Allocates nothing after its construction.
 */
public final class BatchGradient {

  private final BatchLoss loss;
  private final TaskSampler sampler;
  private final Runnable forward;
  private final PartialSums squares;
  private final Operation addSquares;
  private final KnownBatch known;

  public BatchGradient(Network network, TaskSampler sampler) {
    this(network, sampler, 0);
  }

  /**
   * @param sampler of the block that the loss is of
   * @param kept most tasks of a batch that is kept, so that nothing of it has to be done again that
   *     does not depend on the parameters; what is kept makes no difference to any bit
   */
  public BatchGradient(BatchLoss loss, TaskSampler sampler, int kept) {
    this(loss, sampler, loss::forward, kept);
  }

  /** The same of tasks that are drawn as sums over their contexts. */
  public BatchGradient(Network network, GramRoots roots, int kept) {
    this(network, network.sampler(roots), network::forwardOfKnown, kept);
  }

  private BatchGradient(BatchLoss loss, TaskSampler sampler, Runnable forward, int kept) {
    this.forward = forward;
    known = new KnownBatch(loss.known(), kept);
    this.loss = loss;
    this.sampler = sampler;
    LaneMatrix errors = loss.errors(0);
    squares = PartialSums.zeros(errors.cols(), errors.cols());
    addSquares = Lanes.kernels().accumulate(squares, errors, errors);
  }

  /**
   * Draws tasks {@code firstTask} to {@code firstTask + batch - 1} of a step and overwrites the
   * network's gradient with that of their loss at the present parameters.
   *
   * @return the loss
   */
  public double compute(long seed, Stream stream, int step, int firstTask, int batch) {
    TrialInterruptedException.check();
    loss.prepare();
    squares.clear();
    boolean again = known.isOf(seed, stream, step, firstTask, batch);
    for (int done = 0; done < batch; done += LaneMatrix.LANES) {
      if (again) {
        known.put(done);
        loss.forwardOfKnown();
      } else {
        sampler.draw(seed, stream, step, firstTask + done);
        forward.run();
        known.take(done);
      }
      loss.errors(Math.min(LaneMatrix.LANES, batch - done));
      addSquares.run();
      loss.backward();
    }
    int answers = batch * loss.answers();
    loss.closeGradient(1f / answers);
    return 0.5 * sumOfSquares() / answers;
  }

  private double sumOfSquares() {
    double sum = 0;
    for (int j = 0; j < squares.cols(); j++) {
      sum += squares.sum(j, j);
    }
    return sum;
  }
}
