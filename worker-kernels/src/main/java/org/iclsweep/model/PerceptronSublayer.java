package org.iclsweep.model;

import static org.iclsweep.model.ParameterSlice.Start.PERCEPTRON;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.DenseWeights;
import org.iclsweep.layer.Layer;
import org.iclsweep.layer.Mlp;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.layer.Perceptron;
import org.iclsweep.layer.PerceptronWeights;
import org.iclsweep.layer.Reach;
import org.iclsweep.layer.Trained;
import org.iclsweep.layer.Wiring;

/**
 * A perceptron on each token: an {@link Mlp}.
 *
 * @param layer distinct layer that it belongs to
 * @param tokens number of tokens
 * @param width of the model
 * @param units of its hidden layer
 * @param bias whether there are b₁ and b₂
 * @param nonlinearity f
 * @param scale λ, by which its update is multiplied
 */
record PerceptronSublayer(
    int layer,
    int tokens,
    int width,
    int units,
    boolean bias,
    Nonlinearity nonlinearity,
    double scale)
    implements Sublayer, Weighted<PerceptronWeights> {

  /** Operations of a GELU an element, forward and backward; a ReLU is taken for one. */
  static final double GELU = 27 + 1;

  private static final String INNER = "mlp-in";
  private static final String INNER_BIAS = "mlp-in-bias";
  private static final String OUTER = "mlp-out";
  private static final String OUTER_BIAS = "mlp-out-bias";

  @Override
  public List<ParameterSlice> slices() {
    List<ParameterSlice> slices = new ArrayList<>();
    slices.add(ParameterSlice.of(INNER, layer, width, units, PERCEPTRON));
    if (bias) {
      slices.add(ParameterSlice.bias(INNER_BIAS, layer, width, units));
    }
    slices.add(ParameterSlice.of(OUTER, layer, units, width, PERCEPTRON));
    if (bias) {
      slices.add(ParameterSlice.bias(OUTER_BIAS, layer, units, width));
    }
    return slices;
  }

  /** Its trained matrices. */
  Perceptron trained(Parameters parameters) {
    return new Perceptron(
        parameters.trained(INNER, layer),
        bias ? parameters.trained(INNER_BIAS, layer) : null,
        parameters.trained(OUTER, layer),
        bias ? parameters.trained(OUTER_BIAS, layer) : null,
        scale,
        nonlinearity);
  }

  @Override
  public PerceptronWeights weights(Parameters parameters) {
    Perceptron trained = trained(parameters);
    return new PerceptronWeights(
        dense(trained.inner(), trained.innerBias(), 1), outerWeights(trained));
  }

  /** With the dampening of updates. */
  static DenseWeights outerWeights(Perceptron trained) {
    return dense(trained.outer(), trained.outerBias(), trained.scale());
  }

  private static DenseWeights dense(Trained weight, Trained bias, double scale) {
    return bias == null ? DenseWeights.of(weight, scale) : DenseWeights.of(weight, bias, scale);
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    return cost(reach, width, trained);
  }

  /**
   * Its arithmetic for inputs of another width.
   *
   * @param trained whether they need a gradient
   */
  ModelCost cost(Reach reach, double inputs, boolean trained) {
    double hidden = (double) reach.rows(tokens) * units;
    double features = reach.features(width);
    return new ModelCost(
        hidden * (inputs + features),
        hidden * (2 * features + (trained ? 2 : 1) * inputs),
        hidden * GELU);
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    memory.weights(this);
    countActivations(memory, reach);
  }

  void countActivations(ModelMemory.Count memory, Reach reach) {
    double features = reach.features(width);
    memory.lanes((double) reach.rows(tokens) * units, 3);
    memory.lanes(reach.rows(tokens) * features, 2);
    if (!reach.everyToken()) {
      memory.kept(2.0 * units + width + features);
    }
  }

  @Override
  public void countWeights(ModelMemory.Count memory) {
    memory.sums(weightCount(), 1);
    countOuterWeights(memory);
  }

  void countOuterWeights(ModelMemory.Count memory) {
    memory.sums(weightCount(), 1);
    memory.floats(scale == 1 ? 0 : weightCount());
  }

  double weightCount() {
    return (double) width * units;
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    Activation out = room(reach);
    binding.add(layer(binding.weights(this), binding.wiring(out, reach)), out);
  }

  Activation room(Reach reach) {
    return reach.room(tokens, width);
  }

  Layer layer(PerceptronWeights weights, Wiring wiring) {
    return new Mlp(weights.inner(), weights.outer(), nonlinearity, wiring);
  }
}
