package org.iclsweep.model;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.Layer;
import org.iclsweep.layer.LinearAttention;
import org.iclsweep.layer.TokenClip;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSpec;

/**
 * A stack of layers on one block of tasks, with its parameters as one flat array and room for
 * everything a step needs.
 *
 * <pre>  ŷ = -(label feature of the query token after the last layer)  </pre>
 *
 * <p>Order of the parameters: layer by layer (one if tied) W_Q, W_K, W_V, W_O, each row by row. Not
 * for use by several threads at once.
 */
public final class Network {

  private final ModelSpec spec;
  private final int tokenWidth;
  private final TaskBlock block;
  private final float[] parameters;
  private final float[] gradient;
  private final List<AttentionWeights> weights = new ArrayList<>();
  private final Layer[] layers;
  private final Activation input;
  private final Activation output;
  private final LaneMatrix querySensitivity;

  public Network(ModelSpec spec, TaskSpec task) {
    this.spec = spec;
    tokenWidth = task.tokenWidth();
    block = new TaskBlock(task);
    int keySize = spec.keySize(tokenWidth);
    int layerCount = AttentionWeights.count(tokenWidth, spec.heads(), keySize);
    parameters = new float[layerCount * spec.distinctLayers()];
    gradient = new float[parameters.length];
    for (int l = 0; l < spec.distinctLayers(); l++) {
      weights.add(
          new AttentionWeights(
              tokenWidth, spec.heads(), keySize, parameters, gradient, l * layerCount));
    }
    input =
        new Activation(
            block.tokens(), LaneMatrix.zeros(block.tokens().rows(), block.tokens().cols()));
    List<Layer> stack = new ArrayList<>();
    output = stack(stack);
    layers = stack.toArray(Layer[]::new);
    querySensitivity = input.query().gradient().cols(0, tokenWidth - 1);
  }

  /** Builds the layers and returns the last activation: [1, 1], the query's label feature. */
  private Activation stack(List<Layer> stack) {
    Activation in = input;
    for (int l = 0; l < spec.depth(); l++) {
      boolean last = l == spec.depth() - 1;
      Activation out = room(last);
      AttentionWeights layerWeights = weights.get(spec.tied() ? 0 : l);
      stack.add(
          last
              ? LinearAttention.readOut(layerWeights, in, out, l == 0)
              : LinearAttention.full(layerWeights, in, out, l == 0));
      in = out;
      if (spec.tokenClip() > 0) {
        Activation clipped = room(last);
        stack.add(new TokenClip(in, clipped, (float) spec.tokenClip()));
        in = clipped;
      }
    }
    return in;
  }

  private Activation room(boolean last) {
    return last
        ? Activation.zeros(1, 1)
        : Activation.zeros(block.tokens().rows(), block.tokens().cols());
  }

  public ModelSpec spec() {
    return spec;
  }

  public int tokenWidth() {
    return tokenWidth;
  }

  /** Where the tasks lie that the network works on. */
  public TaskBlock block() {
    return block;
  }

  /** The parameters; after a change, call {@link #prepare}. */
  public float[] parameters() {
    return parameters;
  }

  /** The gradient that {@link #closeGradient} wrote, in the order of the parameters. */
  public float[] gradient() {
    return gradient;
  }

  /** The weights of each distinct layer. */
  public List<AttentionWeights> weights() {
    return weights;
  }

  /** Takes up the present parameters and forgets all sums of gradients. */
  public void prepare() {
    for (int l = 0; l < weights.size(); l++) { // a list's iterator would be allocated in every step
      weights.get(l).merge();
      weights.get(l).clearSums();
    }
  }

  /** The query's label feature of each task, -ŷ: [1, 1, 64]; valid after {@link #forward}. */
  public LaneMatrix output() {
    return output.values();
  }

  /** Where the loss's gradient by {@link #output} goes before {@link #backward}: [1, 1, 64]. */
  public LaneMatrix outputGradient() {
    return output.gradient();
  }

  /** Runs all layers on the block. */
  public void forward() {
    for (Layer layer : layers) {
      layer.forward();
    }
  }

  /** Adds the block's part to the sums of the weights' gradients. */
  public void backward() {
    for (int k = layers.length - 1; k >= 0; k--) {
      layers[k].backward();
    }
  }

  /**
   * How the output answers to the query's input features, all other tokens held fixed:
   * ∂(-ŷ)/∂x_query, [1, d, 64]. The matrix is overwritten by the next call.
   */
  public LaneMatrix querySensitivity() {
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      output.gradient().set(0, 0, lane, 1f);
    }
    for (int k = layers.length - 1; k >= 0; k--) {
      layers[k].queryBackward();
    }
    return querySensitivity;
  }

  /** Overwrites {@link #gradient} with {@code scale} times the sums since {@link #prepare}. */
  public void closeGradient(float scale) {
    for (int l = 0; l < weights.size(); l++) {
      weights.get(l).closeGradient(scale);
    }
  }
}
