package org.iclsweep.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Operation;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.CausalAttention;
import org.iclsweep.layer.CausalShares;
import org.iclsweep.layer.Layer;
import org.iclsweep.layer.MesaQueries;
import org.iclsweep.layer.Weights;

/**
 * Sublayers of a model at work on the tokens of one block of tasks, with room for everything that
 * they need.
 *
 * <p><b>Shapes</b> (T tokens of width w, positions among it, model width m): input gradient [T, w,
 * 16]; output and its gradient [T, m, 16], or what of it is read out.
 *
 * <p><b>Writes.</b> Nothing of another stack on the same parameters but, by {@link #closeGradient},
 * their gradient. Nothing is allocated after its construction. Not for use by several threads at
 * once.
 */
public final class Stack {

  private final Weights[] weights;
  private final Layer[] layers;
  private final List<MesaQueries> solved;
  private final Activation input;
  private final Activation output;
  private final List<LaneMatrix> streams = new ArrayList<>();
  private final List<LaneMatrix> known;
  private final Function<Activation, Operation> knownOf;
  private final Operation forward;
  private final Operation forwardOfKnown;
  private final Operation backward;

  /** Binds sublayers one behind the other, the first one to the tokens. */
  Stack(SublayerList sublayers, Parameters parameters, LaneMatrix tokens) {
    input = new Activation(tokens, LaneMatrix.zeros(tokens.rows(), tokens.cols()));
    Binding binding = new Binding(parameters, input);
    streams.add(tokens);
    sublayers.forEach(
        (sublayer, reach) -> {
          sublayer.bind(binding, reach);
          streams.add(binding.stream().values());
        });
    weights = binding.weights().toArray(Weights[]::new);
    layers = binding.layers().toArray(Layer[]::new);
    solved = binding.layers().stream().flatMap(each -> each.solved().stream()).toList();
    output = binding.stream();
    known = binding.known();
    knownOf = binding.knownOf();
    forward = forwardFrom(0);
    forwardOfKnown = forwardFrom(binding.knownLayers());
    List<Layer> lastFirst = new ArrayList<>(List.of(layers));
    Collections.reverse(lastFirst);
    backward = Operation.inOrder(lastFirst.stream().map(Layer::backwardOperation).toList());
  }

  /** The attention weights of each distinct layer. */
  List<AttentionWeights> attention() {
    return List.of(weights).stream().flatMap(each -> each.ofAttention().stream()).toList();
  }

  /** The queries that its mesa layers solve for, head by head, in the order of the layers. */
  List<MesaQueries> solved() {
    return solved;
  }

  /** Takes up the present parameters and forgets all sums of gradients. */
  public void prepare() {
    for (Weights each : weights) {
      each.prepare();
    }
  }

  /** Runs the layers on the block. */
  public void forward() {
    forward.run();
  }

  /** The same where {@link #known} is there. */
  void forwardOfKnown() {
    forwardOfKnown.run();
  }

  private Operation forwardFrom(int layer) {
    return Operation.inOrder(
        Arrays.stream(layers).skip(layer).map(Layer::forwardOperation).toList());
  }

  /** What the weights meet of the tasks, which is the same whatever they are. */
  List<LaneMatrix> known() {
    return known;
  }

  /** What works out {@link #known} from other tokens, pairs and a query behind them. */
  Operation knownOf(LaneMatrix pairs) {
    return knownOf.apply(new Activation(pairs, LaneMatrix.zeros(pairs.rows(), pairs.cols())));
  }

  /** Adds the block's part to the sums of the weights' gradients. */
  void backward() {
    backward.run();
  }

  /** From the outputs' gradient to the tokens'; those of the weights are left alone. */
  public void inputBackward() {
    for (int k = layers.length - 1; k >= 0; k--) {
      layers[k].inputBackward();
    }
  }

  /** From the outputs' gradient to the query's, with all other tokens held fixed. */
  void queryBackward() {
    for (int k = layers.length - 1; k >= 0; k--) {
      layers[k].queryBackward();
    }
  }

  /** Overwrites the parameters' gradient with {@code scale} times the sums. */
  void closeGradient(float scale) {
    for (Weights each : weights) {
      each.closeGradient(scale);
    }
  }

  /** What the last layer puts out; valid after {@link #forward}. */
  public LaneMatrix output() {
    return output.values();
  }

  /** What the stream is behind the first so many sublayers; valid after {@link #forward}. */
  LaneMatrix stream(int sublayers) {
    return streams.get(sublayers);
  }

  /**
   * How tokens share their looks in the first layer of {@link CausalAttention}.
   *
   * @throws IllegalStateException if there is none
   */
  public CausalShares shares() {
    for (Layer layer : layers) {
      if (layer instanceof CausalAttention attention) {
        return attention.shares();
      }
    }
    throw new IllegalStateException("no layer looks by queries and keys of its own");
  }

  /** Where the gradient by {@link #output} goes before it goes backward. */
  public LaneMatrix outputGradient() {
    return output.gradient();
  }

  /** The tokens' gradient; overwritten by {@link #inputBackward}. */
  public LaneMatrix inputGradient() {
    return input.gradient();
  }
}
