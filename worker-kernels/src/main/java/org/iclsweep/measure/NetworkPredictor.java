package org.iclsweep.measure;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.Network;
import org.iclsweep.task.TaskBlock;

/** A network as a predictor, whose answers are what is read of its outputs. */
public final class NetworkPredictor implements Predictor {

  private final Network network;
  private final LaneMatrix predictions;
  private final LaneMatrix sensitivity;

  public NetworkPredictor(Network network) {
    this.network = network;
    predictions = network.readOut().room();
    sensitivity = LaneMatrix.zeros(1, network.queryFeatures());
  }

  @Override
  public TaskBlock block() {
    return network.block();
  }

  @Override
  public LaneMatrix predict() {
    network.forward();
    network.readOut().answer(predictions, network.output());
    return predictions;
  }

  @Override
  public LaneMatrix sensitivity() {
    network.readOut().answer(sensitivity, network.querySensitivity());
    return sensitivity;
  }
}
