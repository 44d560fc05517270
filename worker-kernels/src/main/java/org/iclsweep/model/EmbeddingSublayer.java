package org.iclsweep.model;

import static org.iclsweep.model.ParameterSlice.BEFORE_LAYERS;
import static org.iclsweep.model.ParameterSlice.Start.DRAWN;

import java.util.List;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.DenseWeights;
import org.iclsweep.layer.Embedding;
import org.iclsweep.layer.Reach;
import org.iclsweep.layer.Trained;

/**
 * An {@link Embedding} of the tokens.
 *
 * @param tokens number of tokens
 * @param tokenWidth their width, positions among it
 * @param width to which they are embedded
 */
record EmbeddingSublayer(int tokens, int tokenWidth, int width)
    implements Sublayer, Weighted<DenseWeights> {

  private static final String NAME = "embedding";

  @Override
  public List<ParameterSlice> slices() {
    return List.of(ParameterSlice.of(NAME, BEFORE_LAYERS, tokenWidth, width, DRAWN));
  }

  Trained trained(Parameters parameters) {
    return parameters.trained(NAME, BEFORE_LAYERS);
  }

  @Override
  public DenseWeights weights(Parameters parameters) {
    return DenseWeights.of(trained(parameters), 1);
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    double map = weightCount() * tokens;
    return new ModelCost(map, map, 0);
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    memory.weights(this);
    memory.lanes((double) tokens * width, 2);
  }

  @Override
  public void countWeights(ModelMemory.Count memory) {
    memory.floats(PartialSums.PARTS * weightCount());
  }

  double weightCount() {
    return (double) tokenWidth * width;
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    bind(binding, false);
  }

  /**
   * Embeds all tokens.
   *
   * @param readAside whether the sublayer behind reads the tokens themselves, too
   */
  void bind(Binding binding, boolean readAside) {
    Activation out = Activation.zeros(tokens, width);
    binding.add(new Embedding(binding.weights(this), binding.stream(), out, readAside), out);
  }
}
