package org.iclsweep.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.lanes.Operation;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.ContextGram;
import org.iclsweep.layer.GramAttention;
import org.iclsweep.layer.GramReadOut;
import org.iclsweep.layer.GramState;
import org.iclsweep.layer.Reach;

/**
 * All layers of linear attention to the context, by the context's Gram matrix, at a cost that does
 * not depend on the number of tokens: {@link GramAttention} and, for the last one, {@link
 * GramReadOut}. Equal to the layers in real numbers.
 *
 * @param layers nothing between or behind them
 */
record GramSublayer(List<AttentionSublayer> layers) implements Sublayer {

  /**
   * A model with this in the place of its layers.
   *
   * @param tokens with a Gram form: {@link ModelSpec#hasGramForm}
   */
  static List<Sublayer> in(List<Sublayer> tokens) {
    List<AttentionSublayer> layers = AttentionSublayer.among(tokens);
    List<Sublayer> rewritten = new ArrayList<>(tokens);
    rewritten.removeAll(layers);
    rewritten.add(new GramSublayer(layers));
    return rewritten;
  }

  @Override
  public Reach needs(Reach reach) {
    return Reach.ALL;
  }

  @Override
  public Optional<KnownTask> known() {
    double width = last().width();
    double square = width * width;
    return Optional.of(new KnownTask(square + width, (last().tokens() - 1) * square));
  }

  private AttentionSublayer last() {
    return layers.get(layers.size() - 1);
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    double width = last().width();
    double heads = last().heads();
    double square = width * width;
    double cube = square * width;
    double context = (last().tokens() - 1) * square;
    double between = layers.size() - 1.0;
    double inputs = (heads + 1) * cube + square;
    // those of the first layer are trained only if something before it is
    double trainedBetween = trained ? between : Math.max(0, between - 1);
    double readOut = trained || between > 0 ? 3 * square : 0;
    return new ModelCost(
        context + between * ((2 * heads + 2) * cube + square) + heads * (2 * square + width),
        (trained ? context : 0)
            + between * ((3 * heads + 2) * cube + square)
            + trainedBetween * inputs
            + heads * (2 * square + 2 * width + readOut),
        0);
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    layers.forEach(memory::weights);
    double width = last().width();
    double heads = last().heads();
    double square = width * width;
    memory.lanes(square, 2);
    for (int l = 0; l < layers.size() - 1; l++) {
      memory.lanes(square, 2 + 5);
      memory.lanes(heads * square, 3);
    }
    memory.lanes(heads * width, 4);
    memory.kept(heads * (3 * width + 1));
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    boolean first = binding.isFirst();
    int width = last().width();
    Activation tokens = binding.stream();
    GramState state = new GramState(Activation.zeros(width, width), tokens.query());
    binding.addAside(new ContextGram(tokens, state.gram(), first), tokens);
    if (first) {
      know(binding, state);
    }
    for (int l = 0; l < layers.size() - 1; l++) {
      GramState next = GramState.zeros(width);
      AttentionWeights weights = binding.weights(layers.get(l));
      boolean labelOnly = !layers.get(l).rule().update().all();
      binding.addAside(new GramAttention(weights, labelOnly, state, next, first && l == 0), tokens);
      state = next;
    }
    Activation out = reach.room(last().tokens(), width);
    AttentionWeights weights = binding.weights(last());
    binding.add(new GramReadOut(weights, state, out, first && layers.size() == 1), out);
  }

  private static void know(Binding binding, GramState state) {
    binding.know(state.gram().values(), state.query().values());
    binding.knowOf(
        pairs ->
            Operation.inOrder(
                new ContextGram(pairs, state.gram(), true)::forward,
                () -> state.query().values().copyFrom(pairs.query().values())));
  }
}
