package org.iclsweep.model;

import static org.iclsweep.spec.Requirements.require;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.Layer;
import org.iclsweep.layer.Weights;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSpec;

/**
 * A stack of layers on one block of tasks, with its parameters as one flat array and room for
 * everything a step needs.
 *
 * <pre>  ŷ = -(last feature of the query token after the last layer)  </pre>
 *
 * <p>Order of the parameters: {@link #slices}. Not for use by several threads at once.
 */
public final class Network {

  private final ModelSpec spec;
  private final TaskSpec task;
  private final TaskBlock block;
  private final Parameters parameters;
  private final Weights[] weights;
  private final List<AttentionWeights> attention;
  private final Layer[] layers;
  private final Activation output;
  private final LaneMatrix querySensitivity;

  public Network(ModelSpec spec, TaskSpec task) {
    this.spec = spec;
    this.task = task;
    block = new TaskBlock(task, spec.positions());
    parameters = new Parameters(ParameterLayout.of(spec, task.tokenWidth()));
    Stack stack = Stack.whole(spec, task, block, parameters);
    weights = stack.weights().toArray(Weights[]::new);
    attention = List.copyOf(stack.attention());
    layers = stack.layers().toArray(Layer[]::new);
    output = stack.output();
    querySensitivity = stack.input().query().gradient().cols(0, task.inputDim());
  }

  public ModelSpec spec() {
    return spec;
  }

  /** Where the tasks lie that the network works on. */
  public TaskBlock block() {
    return block;
  }

  /** The parameters; after a change, call {@link #prepare}. */
  public float[] parameters() {
    return parameters.values();
  }

  /** The gradient that {@link #closeGradient} wrote, in the order of the parameters. */
  public float[] gradient() {
    return parameters.gradient();
  }

  /** What the parameters are, in their order, without gaps. */
  public List<ParameterSlice> slices() {
    return parameters.slices();
  }

  /** The attention weights of each distinct layer. */
  public List<AttentionWeights> weights() {
    return attention;
  }

  /**
   * What comes before attention and the first {@code count} attention layers with what follows each
   * of them, on this network's block and parameters.
   *
   * @param count less than the depth: the last layer computes no more than the read-out needs
   */
  public FirstLayers firstLayers(int count) {
    require(
        count >= 0 && count < spec.depth(),
        "count",
        count,
        "0 or more and less than the depth of " + spec.depth());
    return new FirstLayers(Stack.first(count, spec, task, block, parameters));
  }

  /** Takes up the present parameters and forgets all sums of gradients. */
  public void prepare() {
    for (Weights each : weights) {
      each.prepare();
    }
  }

  /** The query's last feature of each task, -ŷ: [1, 1, 16]; valid after {@link #forward}. */
  public LaneMatrix output() {
    return output.values();
  }

  /** Where the loss's gradient by {@link #output} goes before {@link #backward}: [1, 1, 16]. */
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
   * How the output answers to the query's input, all other tokens held fixed: ∂(-ŷ)/∂x_query, [1,
   * d, 16]. The matrix is overwritten by the next call.
   */
  public LaneMatrix querySensitivity() {
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      output.gradient().set(0, 0, lane, 1f);
    }
    // where other tokens look at the query, their share of the answer is part of it
    boolean looked = spec.attention().keys() == AttentionSpec.Keys.ALL;
    for (int k = layers.length - 1; k >= 0; k--) {
      if (looked) {
        layers[k].inputBackward();
      } else {
        layers[k].queryBackward();
      }
    }
    return querySensitivity;
  }

  /**
   * The one layer with its present parameters, to be applied again and again to this network's
   * block.
   *
   * @param dampening λ, by which its updates are multiplied
   * @throws IllegalArgumentException if there is more than one layer of attention, or anything
   *     around it
   */
  public RepeatedLayer repeated(double dampening) {
    return new RepeatedLayer(spec, task, block, parameters, dampening);
  }

  /** Overwrites {@link #gradient} with {@code scale} times the sums since {@link #prepare}. */
  public void closeGradient(float scale) {
    for (Weights each : weights) {
      each.closeGradient(scale);
    }
  }
}
