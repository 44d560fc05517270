package org.iclsweep.model;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.random.Stream;
import org.iclsweep.spec.TrialInterruptedException;
import org.iclsweep.task.TaskSampler;

/**
 * Gradients of the loss over a batch of tasks, block by block.
 *
 * <pre>  loss = (1/2B) Σ_tasks (y* - ŷ)²  </pre>
 *
 * <p>Allocates nothing after its construction.
 */
public final class BatchGradient {

  private final LaneKernels kernels = Lanes.kernels();
  private final Network network;
  private final TaskSampler sampler;
  private final PartialSums squares = PartialSums.zeros(1, 1);
  private final Operation addSquares;

  public BatchGradient(Network network, TaskSampler sampler) {
    this.network = network;
    this.sampler = sampler;
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
      residual(Math.min(LaneMatrix.LANES, batch - done));
      addSquares.run();
      network.backward();
    }
    network.closeGradient(1f / batch);
    return 0.5 * squares.sum(0, 0) / batch;
  }

  /**
   * The loss's gradient by the output -ŷ, times B: y* - ŷ for the tasks of the batch and 0 for the
   * lanes behind it.
   */
  private void residual(int tasks) {
    LaneMatrix residual = network.outputGradient();
    kernels.add(residual, sampler.block().targets(), network.output());
    for (int lane = tasks; lane < LaneMatrix.LANES; lane++) {
      residual.set(0, 0, lane, 0f);
    }
  }
}
