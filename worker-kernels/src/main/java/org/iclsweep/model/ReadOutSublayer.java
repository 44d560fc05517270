package org.iclsweep.model;

import static org.iclsweep.model.ParameterSlice.BEHIND_LAYERS;
import static org.iclsweep.model.ParameterSlice.Start.DRAWN;

import java.util.List;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.DenseWeights;
import org.iclsweep.layer.LinearReadOut;
import org.iclsweep.layer.Reach;

/**
 * A {@link LinearReadOut} of all tokens, behind the layers.
 *
 * @param tokens number of tokens
 * @param width of the model
 * @param features of an answer
 */
record ReadOutSublayer(int tokens, int width, int features)
    implements Sublayer, Weighted<DenseWeights> {

  private static final String NAME = "read-out";

  @Override
  public List<ParameterSlice> slices() {
    return List.of(ParameterSlice.of(NAME, BEHIND_LAYERS, width, features, DRAWN));
  }

  @Override
  public DenseWeights weights(Parameters parameters) {
    return DenseWeights.of(parameters.trained(NAME, BEHIND_LAYERS), 1);
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    double map = weightCount() * tokens;
    return new ModelCost(map, 2 * map, 0);
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    memory.weights(this);
    memory.lanes((double) tokens * features, 2);
  }

  @Override
  public void countWeights(ModelMemory.Count memory) {
    memory.sums(weightCount(), 1);
  }

  private double weightCount() {
    return (double) width * features;
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    Activation out = Activation.zeros(tokens, features);
    binding.add(new LinearReadOut(binding.weights(this), binding.stream(), out), out);
  }
}
