package org.iclsweep.measure;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.Network;
import org.iclsweep.task.TaskBlock;

/** A network as a predictor: ŷ is the negated label feature of its query token. */
public final class NetworkPredictor implements Predictor {

  private final Network network;
  private final LaneMatrix predictions = LaneMatrix.zeros(1, 1);

  public NetworkPredictor(Network network) {
    this.network = network;
  }

  @Override
  public TaskBlock block() {
    return network.block();
  }

  @Override
  public LaneMatrix predict() {
    network.forward();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      predictions.set(0, 0, lane, -network.output().get(0, 0, lane));
    }
    return predictions;
  }

  /** ∂(-ŷ)/∂x_query of the tasks that {@link #predict} answered last: [1, d, 64]. */
  LaneMatrix sensitivity() {
    return network.querySensitivity();
  }
}
