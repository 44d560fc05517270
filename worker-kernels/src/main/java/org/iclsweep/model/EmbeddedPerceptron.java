package org.iclsweep.model;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.DenseWeights;
import org.iclsweep.layer.Perceptron;
import org.iclsweep.layer.PerceptronWeights;
import org.iclsweep.layer.Reach;

/**
 * A perceptron right behind an embedding, which reads the tokens themselves by the product of the
 * two maps, formed once a step. Equal to the two in real numbers.
 */
record EmbeddedPerceptron(EmbeddingSublayer embedding, PerceptronSublayer perceptron)
    implements Sublayer, Weighted<PerceptronWeights> {

  /** A model with this in the place of the two, where tokens are narrower than the model. */
  static List<Sublayer> in(List<Sublayer> plain) {
    if (plain.size() < 2
        || !(plain.get(0) instanceof EmbeddingSublayer embedding)
        || !(plain.get(1) instanceof PerceptronSublayer perceptron)
        || embedding.tokenWidth() >= embedding.width()) {
      return plain;
    }
    List<Sublayer> rewritten = new ArrayList<>(plain.subList(1, plain.size()));
    rewritten.set(0, new EmbeddedPerceptron(embedding, perceptron));
    return rewritten;
  }

  @Override
  public PerceptronWeights weights(Parameters parameters) {
    Perceptron trained = perceptron.trained(parameters);
    DenseWeights inner =
        DenseWeights.composed(embedding.trained(parameters), trained.inner(), trained.innerBias());
    return new PerceptronWeights(inner, PerceptronSublayer.outerWeights(trained));
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    return embedding
        .cost(reach, trained)
        .plus(perceptron.cost(reach, embedding.tokenWidth(), trained));
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    embedding.count(memory, reach);
    memory.weights(this);
    perceptron.countActivations(memory, reach);
  }

  @Override
  public void countWeights(ModelMemory.Count memory) {
    double product = (double) embedding.tokenWidth() * perceptron.units();
    memory.floats((ModelMemory.SUMMED + 1) * product + embedding.weightCount());
    perceptron.countOuterWeights(memory);
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    Activation tokens = binding.stream();
    embedding.bind(binding, true);
    Activation out = perceptron.room(reach);
    binding.add(perceptron.layer(binding.weights(this), binding.wiring(tokens, out, reach)), out);
  }
}
