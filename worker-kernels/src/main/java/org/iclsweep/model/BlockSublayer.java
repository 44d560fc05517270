package org.iclsweep.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.BlockAttention;
import org.iclsweep.layer.BlockReadOut;
import org.iclsweep.layer.BlockState;
import org.iclsweep.layer.BlockWeights;
import org.iclsweep.layer.ContextBlocks;
import org.iclsweep.layer.ContextProducts;
import org.iclsweep.layer.Reach;
import org.iclsweep.task.SecondMoments;

/**
 * All layers of linear attention to the context whose weights are in blocks, by the Gram matrix of
 * the context's inputs: {@link BlockAttention} and, for the last one, {@link BlockReadOut}. Equal
 * to {@link GramSublayer} in real numbers, and cheaper, as labels move no inputs.
 *
 * @param layers nothing between or behind them
 * @param moments of teacher and query, for the errors of all of them at once; null for the answer
 *     to a task's own
 */
record BlockSublayer(List<AttentionSublayer> layers, SecondMoments moments) implements Sublayer {

  /** Of a task's own teacher and query. */
  BlockSublayer(List<AttentionSublayer> layers) {
    this(layers, null);
  }

  /** A layer's blocks. */
  private record Blocks(AttentionSublayer layer) implements Weighted<BlockWeights> {

    int dim() {
      return layer.width() - 1;
    }

    @Override
    public BlockWeights weights(Parameters parameters) {
      return new BlockWeights(
          layer.ofUpdates().weights(parameters), dim(), layer.movesInputBlocks());
    }

    @Override
    public void countWeights(ModelMemory.Count memory) {
      layer.countWeights(memory);
      memory.floats(ModelMemory.SUMMED * dim() * dim());
    }
  }

  /**
   * A model with this in the place of its layers; empty where weights are not in blocks.
   *
   * @param tokens with a Gram form: {@link ModelSpec#hasGramForm}
   */
  static Optional<List<Sublayer>> in(List<Sublayer> tokens) {
    List<Sublayer> rewritten = new ArrayList<>(tokens);
    List<AttentionSublayer> layers = AttentionSublayer.among(tokens);
    if (layers.get(0).trained().pattern().isFull()) {
      return Optional.empty();
    }
    rewritten.removeAll(layers);
    rewritten.add(new BlockSublayer(layers));
    return Optional.of(rewritten);
  }

  private AttentionSublayer last() {
    return layers.get(layers.size() - 1);
  }

  private int dim() {
    return last().width() - 1;
  }

  private double square() {
    return (double) dim() * dim();
  }

  private int context() {
    return last().tokens() - 1;
  }

  /** Labels and queries that it carries, of each so many. */
  private int each() {
    return moments == null ? 1 : dim();
  }

  private boolean movesInputs() {
    return last().movesInputBlocks();
  }

  /** Whether a layer reads C: all but the last one do. */
  private boolean readsGram(int l) {
    return l < layers.size() - 1;
  }

  @Override
  public Reach needs(Reach reach) {
    return Reach.ALL;
  }

  @Override
  public Optional<KnownTask> known() {
    double gram = readsGram(0) ? square() : 0;
    return Optional.of(
        moments == null
            ? new KnownTask(gram + 2.0 * dim(), context() * (gram + dim()))
            : new KnownTask(gram + square(), (context() + dim()) * square()));
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    BlockCost one = new BlockCost(last().heads(), dim(), each(), each());
    ModelCost sum =
        moments == null
            ? one.context(context(), readsGram(0), trained)
            : new ModelCost(known().orElseThrow().multiplyAdds(), 0, 0);
    for (int l = 0; l < layers.size(); l++) {
      boolean first = l == 0 && !trained;
      sum = sum.plus(one.answers(first));
      if (readsGram(l)) {
        boolean given = !trained && (l == 0 || !movesInputs());
        sum = sum.plus(one.labels(given));
        if (movesInputs()) {
          sum = sum.plus(one.inputs(readsGram(l + 1), given));
        }
      }
    }
    return sum;
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    double dim = dim();
    memory.lanes(dim * dim, 2);
    memory.lanes(each() * each(), 1);
    for (int l = 0; l < layers.size(); l++) {
      memory.weights(new Blocks(layers.get(l)));
      memory.lanes(2 * each() * dim, 4);
      memory.lanes(each() * each(), 1);
      memory.kept(2 * dim);
      if (readsGram(l)) {
        memory.lanes(dim * dim, 1);
        countMove(memory, readsGram(l + 1));
      }
    }
  }

  private void countMove(ModelMemory.Count memory, boolean gram) {
    int heads = last().heads();
    if (movesInputs() && !gram && BlockAttention.isByRows(2 * each(), dim())) {
      memory.lanes(2.0 * each() * dim(), 4 * heads);
    } else if (movesInputs()) {
      memory.lanes(square(), (gram ? 6 : 3) + 2 * heads);
    }
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    boolean first = binding.isFirst();
    Activation tokens = binding.stream();
    BlockState state = moments == null ? ofTask(binding) : ofMoments(binding);
    for (int l = 0; readsGram(l); l++) {
      BlockState next = state.zerosBehind(gramBehind(l, state.gram()));
      BlockWeights weights = binding.weights(new Blocks(layers.get(l)));
      boolean given = first && (l == 0 || !movesInputs());
      binding.addAside(new BlockAttention(weights, state, next, first && l == 0, given), tokens);
      state = next;
    }
    Activation out = state.answersBehind();
    BlockWeights weights = binding.weights(new Blocks(last()));
    binding.add(new BlockReadOut(weights, state, out, first && layers.size() == 1), out);
  }

  private BlockState ofTask(Binding binding) {
    Activation tokens = binding.stream();
    Activation gram = readsGram(0) ? Activation.zeros(dim(), dim()) : null;
    BlockState state = new BlockState(gram, Activation.zeros(2, dim()), 1, tokens.query().label());
    boolean first = binding.isFirst();
    binding.addAside(new ContextBlocks(tokens, state, first), tokens);
    if (first) {
      know(binding, gram, state.rows().values());
      binding.knowOf(pairs -> new ContextBlocks(pairs, state, true)::forward);
    }
    return state;
  }

  private BlockState ofMoments(Binding binding) {
    Activation tokens = binding.stream();
    int dim = dim();
    Activation gram = Activation.zeros(dim, dim);
    Activation rows = Activation.zeros(2 * dim, dim);
    BlockState state = new BlockState(gram, rows, dim, Activation.zeros(dim, dim));
    binding.addAside(
        new ContextProducts(tokens, state, moments.teacher(), moments.query()), tokens);
    know(binding, readsGram(0) ? gram : null, rows.values().rows(0, dim));
    return state;
  }

  /** C behind a layer that had this one before it. */
  private Activation gramBehind(int l, Activation gram) {
    if (!readsGram(l + 1)) {
      return null;
    }
    return movesInputs() ? Activation.zeros(dim(), dim()) : gram;
  }

  private static void know(Binding binding, Activation gram, LaneMatrix rows) {
    if (gram == null) {
      binding.know(rows);
    } else {
      binding.know(gram.values(), rows);
    }
  }
}
