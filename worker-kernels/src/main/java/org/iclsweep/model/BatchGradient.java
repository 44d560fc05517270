package org.iclsweep.model;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.random.Stream;
import org.iclsweep.spec.TrialInterruptedException;
import org.iclsweep.task.ReadOut;
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

  private final LaneKernels kernels = Lanes.kernels();
  private final Network network;
  private final TaskSampler sampler;
  private final ReadOut readOut;
  private final PartialSums squares;
  private final Operation addSquares;

  public BatchGradient(Network network, TaskSampler sampler) {
    this.network = network;
    this.sampler = sampler;
    readOut = network.readOut();
    int features = readOut.features().count();
    squares = PartialSums.zeros(features, features);
    LaneMatrix residual = network.outputGradient();
    addSquares = kernels.accumulate(squares, residual, residual);
  }

  /**
   * Draws tasks {@code firstTask} to {@code firstTask + batch - 1} of a step and overwrites the
   * network's gradient with that of their loss at the present parameters.
   *
   * @return the loss
   */
  public double compute(long seed, Stream stream, int step, int firstTask, int batch) {
    TrialInterruptedException.check();
    network.prepare();
    squares.clear();
    for (int done = 0; done < batch; done += LaneMatrix.LANES) {
      sampler.draw(seed, stream, step, firstTask + done);
      network.forward();
      readOut.residual(
          kernels,
          network.outputGradient(),
          sampler.block().targets(),
          network.output(),
          Math.min(LaneMatrix.LANES, batch - done));
      addSquares.run();
      network.backward();
    }
    int answers = batch * readOut.positions();
    network.closeGradient(1f / answers);
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
