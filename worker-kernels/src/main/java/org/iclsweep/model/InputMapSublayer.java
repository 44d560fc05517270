package org.iclsweep.model;

import java.util.List;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.InputMap;
import org.iclsweep.layer.PerceptronWeights;
import org.iclsweep.layer.Reach;

/**
 * A perceptron that stands for the inputs among the tokens, before the layers: an {@link InputMap}.
 *
 * @param perceptron of inputs, whose width is theirs
 */
record InputMapSublayer(PerceptronSublayer perceptron)
    implements Sublayer, Weighted<PerceptronWeights> {

  private int tokens() {
    return perceptron.tokens();
  }

  @Override
  public List<ParameterSlice> slices() {
    return perceptron.slices();
  }

  @Override
  public PerceptronWeights weights(Parameters parameters) {
    return perceptron.weights(parameters);
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    return perceptron.cost(Reach.ALL, trained);
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    perceptron.count(memory, Reach.ALL);
    memory.lanes(tokens(), 2);
  }

  @Override
  public void countWeights(ModelMemory.Count memory) {
    perceptron.countWeights(memory);
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    Activation out = Activation.zeros(tokens(), perceptron.width() + 1);
    binding.add(
        new InputMap(binding.weights(this), perceptron.nonlinearity(), binding.stream(), out), out);
  }
}
