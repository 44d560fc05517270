package org.iclsweep.measure;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.Network;
import org.iclsweep.task.TaskBlock;

/** A network as a predictor: ŷ is the negated label feature of its query token. */
public final class NetworkPredictor implements Predictor {

  private final Network network;
  private final LaneMatrix predictions = LaneMatrix.zeros(1, 1);
  private final LaneMatrix sensitivity;

  public NetworkPredictor(Network network) {
    this.network = network;
    sensitivity = LaneMatrix.zeros(1, network.block().queryInput().cols());
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

  @Override
  public LaneMatrix sensitivity() {
    LaneMatrix ofOutput = network.querySensitivity();
    for (int i = 0; i < sensitivity.cols(); i++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        sensitivity.set(0, i, lane, -ofOutput.get(0, i, lane));
      }
    }
    return sensitivity;
  }
}
