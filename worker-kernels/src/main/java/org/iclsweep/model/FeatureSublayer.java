package org.iclsweep.model;

import java.util.List;
import java.util.Optional;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.FeatureReadOut;
import org.iclsweep.layer.FeatureWeights;
import org.iclsweep.layer.Mask;
import org.iclsweep.layer.Reach;

/**
 * A whole model that answers the query, of a perceptron and one layer of linear attention right
 * behind it, that reads the perceptron's features instead of its outputs: a {@link FeatureReadOut}.
 *
 * @param embedding of the tokens; null for none
 * @param tokenWidth width of the tokens, positions among it
 */
record FeatureSublayer(
    EmbeddingSublayer embedding,
    int tokenWidth,
    PerceptronSublayer perceptron,
    AttentionSublayer attention)
    implements Sublayer, Weighted<FeatureWeights> {

  /** A model as one of these; empty where it is another. */
  static Optional<List<Sublayer>> in(List<Sublayer> plain) {
    boolean embedded = plain.get(0) instanceof EmbeddingSublayer;
    List<Sublayer> rest = plain.subList(embedded ? 1 : 0, plain.size());
    if (rest.size() == 2
        && rest.get(0) instanceof PerceptronSublayer perceptron
        && rest.get(1) instanceof AttentionSublayer attention
        && attention.isLinear()
        && attention.rule().mask() != Mask.CAUSAL) {
      EmbeddingSublayer embedding = embedded ? (EmbeddingSublayer) plain.get(0) : null;
      int tokenWidth = embedded ? embedding.tokenWidth() : perceptron.width();
      return Optional.of(
          List.of(new FeatureSublayer(embedding, tokenWidth, perceptron, attention)));
    }
    return Optional.empty();
  }

  @Override
  public FeatureWeights weights(Parameters parameters) {
    return new FeatureWeights(
        attention.weights(parameters),
        perceptron.trained(parameters),
        embedding == null ? null : embedding.trained(parameters));
  }

  @Override
  public Reach needs(Reach reach) {
    return Reach.ALL;
  }

  @Override
  public boolean looksAtQuery() {
    return attention.looksAtQuery();
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    double units = perceptron.units();
    double width = perceptron.width();
    double inputs = tokenWidth + (perceptron.bias() ? 1 : 0);
    double features = inputs + units;
    double hidden = perceptron.tokens() * inputs * units;
    double map = features * width;
    double square = width * width;
    double keys = attention.keys();
    double readings = 2 * keys * features;
    double heads = attention.heads();
    return new ModelCost(
        hidden + map + heads * (square + map + readings + keys),
        hidden
            + map
            + units * width
            + heads * (2 * square + 2 * map + readings + 2 * keys * (1 + units)),
        perceptron.tokens() * units * PerceptronSublayer.GELU);
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    memory.weights(this);
    double tokens = perceptron.tokens();
    double width = perceptron.width();
    double heads = attention.heads();
    double features = tokenWidth + 1.0 + perceptron.units();
    memory.lanes(tokens * features, 2);
    memory.lanes(tokens * perceptron.units(), 1);
    memory.lanes(2 * heads * (features + attention.keys()), 2);
    memory.lanes(heads * 3 * width, 1);
    memory.lanes(heads * features, 2);
    memory.kept((features + width) * (1 + 2 * heads) + heads * 3 * width);
  }

  @Override
  public void countWeights(ModelMemory.Count memory) {
    attention.countWeights(memory);
    double rows = tokenWidth + 1.0;
    double units = perceptron.units();
    double features = (rows + units) * perceptron.width();
    memory.sums(features, 1);
    memory.floats(PartialSums.PARTS * rows * units + rows * units + features);
    if (embedding != null) {
      memory.floats(tokenWidth * units + embedding.weightCount());
    }
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    Activation out = perceptron.room(reach);
    binding.add(
        new FeatureReadOut(
            binding.weights(this), attention.rule().mask() == Mask.ALL, binding.stream(), out),
        out);
  }
}
