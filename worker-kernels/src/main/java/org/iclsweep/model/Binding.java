package org.iclsweep.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Operation;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.Layer;
import org.iclsweep.layer.Reach;
import org.iclsweep.layer.Weights;
import org.iclsweep.layer.Wiring;

/** The layers of a network as far as its sublayers are bound, and where the next one reads. */
final class Binding {

  private final Parameters parameters;
  private final Activation input;
  private final List<Layer> layers = new ArrayList<>();
  private final Map<Weighted<?>, Weights> weights = new LinkedHashMap<>();
  private Activation stream;
  private Activation source;
  private List<LaneMatrix> known;
  private int knownLayers;
  private Function<Activation, Operation> knownOf;

  Binding(Parameters parameters, Activation input) {
    this.parameters = parameters;
    this.input = input;
    stream = input;
    source = input;
    known = List.of(input.values());
  }

  /** Those of a sublayer; equal ones get the same. */
  @SuppressWarnings("unchecked") // what a key made is of its type
  <W extends Weights> W weights(Weighted<W> of) {
    return (W) weights.computeIfAbsent(of, key -> key.weights(parameters));
  }

  /** The residual stream. */
  Activation stream() {
    return stream;
  }

  /** Whether nothing has come between the tokens and the stream. */
  boolean isFirst() {
    return stream == input;
  }

  /** From what the next sublayer reads, and the stream, to the updated stream. */
  Wiring wiring(Activation out, Reach reach) {
    return wiring(source, out, reach);
  }

  /** From another source. */
  Wiring wiring(Activation source, Activation out, Reach reach) {
    return new Wiring(source, stream, out, reach, source != input, stream != input);
  }

  /** Adds a layer whose output is the stream from now on. */
  void add(Layer layer, Activation out) {
    addAside(layer, out);
    stream = out;
  }

  /** Adds a layer whose output is what the next sublayer reads, beside the stream. */
  void addAside(Layer layer, Activation out) {
    layers.add(layer);
    source = out;
  }

  /**
   * Says that the layers so far do the same whatever the weights, and that these values are all
   * that those behind them read of the tasks.
   */
  void know(LaneMatrix... values) {
    known = List.of(values);
    knownLayers = layers.size();
  }

  /**
   * Says how what is known of the tasks is worked out from the pairs of other tokens, the query
   * last, in place of the network's own.
   */
  void knowOf(Function<Activation, Operation> pairs) {
    knownOf = pairs;
  }

  /** What does that; null where what is known is the tokens themselves. */
  Function<Activation, Operation> knownOf() {
    return knownOf;
  }

  /** What is read of the tasks by layers that have weights, and by those behind them. */
  List<LaneMatrix> known() {
    return known;
  }

  /** Number of layers that come before these. */
  int knownLayers() {
    return knownLayers;
  }

  /** All layers, in the order in which they run. */
  List<Layer> layers() {
    return layers;
  }

  /** All weights, in the order in which they were asked for. */
  List<Weights> weights() {
    return List.copyOf(weights.values());
  }
}
