package org.iclsweep.model;

import java.util.List;
import java.util.Optional;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.CausalAttention;
import org.iclsweep.layer.CausalCost;
import org.iclsweep.layer.CausalForm;
import org.iclsweep.layer.CausalWeights;
import org.iclsweep.layer.Reach;
import org.iclsweep.layer.UnitVectors;

/**
 * Attention of every token to itself and those before it by queries, keys and values: a {@link
 * CausalAttention}. It costs less than {@link AttentionSublayer} where these are much narrower than
 * the model.
 *
 * @param attention what it is
 * @param forgets whether scores fall with the distance, which they do in mesa layers alone
 */
record CausalSublayer(AttentionSublayer attention, boolean forgets)
    implements FactoredSublayer, Weighted<CausalWeights> {

  /** What the products of a token and head take, in floats, as measured. */
  private static final double TOKEN_PRODUCTS = 1_000;

  /** A model with these in the places of such layers; empty where it has none. */
  static Optional<List<Sublayer>> in(List<Sublayer> tokens) {
    List<Sublayer> rewritten = tokens.stream().map(CausalSublayer::instead).toList();
    return rewritten.equals(tokens) ? Optional.empty() : Optional.of(rewritten);
  }

  private static Sublayer instead(Sublayer sublayer) {
    return sublayer instanceof AttentionSublayer attention && attention.isCausalOfFactors()
        ? new CausalSublayer(attention, false)
        : sublayer;
  }

  @Override
  public List<ParameterSlice> slices() {
    return attention.slices();
  }

  @Override
  public CausalWeights weights(Parameters parameters) {
    return attention.factors(parameters);
  }

  /** H s. */
  private double inner() {
    return (double) attention.heads() * attention.keySize();
  }

  /** How tokens look. */
  CausalForm form(Reach reach) {
    int tokens = attention.tokens();
    int looking = reach.rows(tokens);
    int heads = attention.heads();
    return forgets
        ? CausalForm.strips(tokens, looking, heads)
        : CausalForm.of(attention.rule().scores(), tokens, looking, attention.keySize(), heads);
  }

  /** Of one head. */
  private CausalCost mix(Reach reach) {
    int tokens = attention.tokens();
    return form(reach).cost(tokens, reach.rows(tokens), attention.keySize());
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    CausalCost mix = mix(reach);
    double heads = attention.heads();
    double rows = reach.rows(attention.tokens());
    double maps = (rows + 2.0 * attention.tokens()) * attention.width() * inner();
    double out = rows * attention.rule().projected(reach).of(attention.width()) * inner();
    return new ModelCost(
        maps + out + heads * mix.forward(),
        (trained ? 2 : 1) * maps + 2 * out + heads * mix.backward(),
        operations() * heads * mix.scored() + unitOperations(rows));
  }

  /** Of a score, forward and backward. */
  private double operations() {
    return attention.rule().scores().operations() + (forgets ? 2 : 0);
  }

  private double unitOperations(double rows) {
    double elements = (rows + attention.tokens()) * inner();
    return attention.looks().unit() ? UnitVectors.OPERATIONS * elements : 0;
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    memory.weights(this);
    countLooking(memory, reach);
  }

  /** Counts all that it takes beside its weights. */
  void countLooking(ModelMemory.Count memory, Reach reach) {
    CausalCost mix = mix(reach);
    double heads = attention.heads();
    double rows = reach.rows(attention.tokens());
    memory.lanes(rows * inner(), 4);
    memory.lanes(attention.tokens() * inner(), 4);
    if (attention.looks().unit()) {
      memory.lanes((rows + attention.tokens()) * inner(), 2);
      memory.lanes((rows + attention.tokens()) * heads, 1);
    }
    memory.lanes(heads * mix.kept(), 1 + attention.rule().scores().slopes());
    memory.lanes(heads * mix.sums(), 1);
    memory.lanes(forgets ? heads * CausalForm.DECAYS * attention.tokens() : 0, 1);
    memory.lanes(rows * reach.features(attention.width()), 2);
    memory.floats(heads * rows * TOKEN_PRODUCTS);
    if (!reach.everyToken()) {
      memory.kept(2 * (attention.width() + inner()));
    }
  }

  @Override
  public void countWeights(ModelMemory.Count memory) {
    double elements = attention.width() * inner();
    memory.sums(elements, 4);
    memory.floats(2 * elements);
    memory.floats((2.0 * attention.heads() + 1) * attention.width() * attention.width());
    if (attention.looks().positions()) {
      countPositions(memory);
    }
  }

  private void countPositions(ModelMemory.Count memory) {
    double shift = attention.tokens() * inner();
    memory.lanes(shift, 2);
    memory.sums(shift, 2);
    memory.floats(2 * shift);
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    Activation out = reach.room(attention.tokens(), attention.width());
    CausalWeights weights = binding.weights(this);
    binding.add(
        new CausalAttention(weights, attention.rule(), form(reach), binding.wiring(out, reach)),
        out);
  }
}
