package org.iclsweep.model;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.Layer;
import org.iclsweep.layer.Weights;

/**
 * The first layers of a network with all that they put out, for what is measured between layers;
 * the network itself may compute its layers in another form and the last one only in part.
 *
 * <p><b>Shapes</b> (T tokens of width w, positions among it, model width m): input gradient [T, w,
 * 64]; output and its gradient [T, m, 16].
 *
 * <p><b>Writes.</b> Nothing of its network: parameters and tokens are read, gradients are its own.
 * Nothing is allocated after its construction. Not for use by several threads at once.
 */
public final class FirstLayers {

  private final Weights[] weights;
  private final Layer[] layers;
  private final Activation input;
  private final Activation output;

  FirstLayers(Stack stack) {
    weights = stack.weights().toArray(Weights[]::new);
    layers = stack.layers().toArray(Layer[]::new);
    input = stack.input();
    output = stack.output();
  }

  /** Takes up the present parameters of the network. */
  public void prepare() {
    for (Weights each : weights) {
      each.prepare();
    }
  }

  /** Runs the layers on the network's block. */
  public void forward() {
    for (Layer layer : layers) {
      layer.forward();
    }
  }

  /** All tokens behind the layers; valid after {@link #forward}. */
  public LaneMatrix output() {
    return output.values();
  }

  /** Where the gradient by {@link #output} goes before {@link #inputBackward}. */
  public LaneMatrix outputGradient() {
    return output.gradient();
  }

  /** The tokens' gradient; overwritten by {@link #inputBackward}. */
  public LaneMatrix inputGradient() {
    return input.gradient();
  }

  /** From the outputs' gradient to the tokens'; those of the weights are left alone. */
  public void inputBackward() {
    for (int k = layers.length - 1; k >= 0; k--) {
      layers[k].inputBackward();
    }
  }
}
