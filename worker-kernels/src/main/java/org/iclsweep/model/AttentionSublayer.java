package org.iclsweep.model;

import static org.iclsweep.model.ParameterSlice.Start.DRAWN;
import static org.iclsweep.model.ParameterSlice.Start.MIRRORED;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.iclsweep.lanes.Columns;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.Attention;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.CausalWeights;
import org.iclsweep.layer.Mask;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.Reach;
import org.iclsweep.layer.Scores;
import org.iclsweep.layer.Trained;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.task.PositionCode;

/**
 * Self-attention, token by token: an {@link Attention}.
 *
 * @param layer distinct layer that it is
 * @param tokens number of tokens
 * @param width of the model
 * @param heads number of heads
 * @param keySize size of a head's keys, queries and values
 * @param scoreScale by which scores are multiplied
 * @param updateScale by which updates are multiplied
 * @param rule what kind of attention it is
 * @param trained what is trained of a head
 * @param looks what queries and keys are made of
 */
record AttentionSublayer(
    int layer,
    int tokens,
    int width,
    int heads,
    int keySize,
    double scoreScale,
    double updateScale,
    Attention.Rule rule,
    WeightsSpec trained,
    Looks looks)
    implements Sublayer, Weighted<AttentionWeights> {

  /** What the products of a token take that is looked from on its own, in floats, as measured. */
  private static final double TOKEN_PRODUCTS = 9_000;

  /** Those of a model, in their order. */
  static List<AttentionSublayer> among(List<Sublayer> sublayers) {
    return sublayers.stream()
        .filter(AttentionSublayer.class::isInstance)
        .map(AttentionSublayer.class::cast)
        .toList();
  }

  /** The same layer with updates times 1: what they are multiplied by is a factor of its scores. */
  AttentionSublayer ofUpdates() {
    double scale = scoreScale * updateScale;
    return new AttentionSublayer(
        layer, tokens, width, heads, keySize, scale, 1, rule, trained, looks);
  }

  /** Whether inputs are updated, by blocks of weights. */
  boolean movesInputBlocks() {
    return trained.pattern() == Pattern.BLOCKS && rule.update().all();
  }

  /**
   * The same weights to be applied again and again: labels alone are updated, by λ times as much.
   */
  AttentionSublayer repeated(double lambda) {
    Attention.Rule labels = new Attention.Rule(rule.scores(), rule.mask(), Columns.LAST);
    return new AttentionSublayer(
        layer,
        tokens,
        width,
        heads,
        keySize,
        scoreScale,
        lambda * updateScale,
        labels,
        trained,
        looks);
  }

  @Override
  public List<ParameterSlice> slices() {
    return trained.names().stream().map(this::slice).toList();
  }

  private ParameterSlice slice(AttentionWeights.Name name) {
    return trained.isMerged() ? product(name) : factor(name);
  }

  private ParameterSlice product(AttentionWeights.Name name) {
    int size = trained.pattern().size(width);
    int cols = ParameterSlice.length(heads, size);
    ParameterSlice.Start start = trained.symmetric() ? MIRRORED : DRAWN;
    return new ParameterSlice(name.label(), layer, heads, 0, size, cols, start);
  }

  private ParameterSlice factor(AttentionWeights.Name name) {
    boolean projection = name == AttentionWeights.Name.PROJECTION;
    int inner = ParameterSlice.length(heads, keySize);
    boolean placed = looks.positions() && Looks.OF.contains(name);
    int rows = projection ? inner : placed ? ParameterSlice.length(2, width) : width;
    int cols = projection ? width : inner;
    return new ParameterSlice(name.label(), layer, heads, 0, rows, cols, DRAWN);
  }

  @Override
  public AttentionWeights weights(Parameters parameters) {
    return new AttentionWeights(
        trained,
        width,
        heads,
        scoreScale,
        updateScale,
        name -> parameters.trained(name.label(), layer));
  }

  /** The same as factors. */
  CausalWeights factors(Parameters parameters) {
    Function<AttentionWeights.Name, Trained> trained =
        name -> parameters.trained(name.label(), layer);
    AttentionWeights products =
        AttentionWeights.onDemand(this.trained, width, heads, scoreScale, updateScale, trained);
    return new CausalWeights(
        products,
        scoreScale,
        updateScale,
        looks.positions() ? Optional.of(PositionCode.of(tokens, width)) : Optional.empty(),
        looks.unit(),
        trained);
  }

  /** Whether every token looks at itself and those before it, by four trained matrices. */
  boolean isCausalOfFactors() {
    return rule.mask() == Mask.CAUSAL && !trained.isMerged();
  }

  @Override
  public boolean isAttention() {
    return true;
  }

  boolean isLinear() {
    return rule.scores() == Scores.LINEAR;
  }

  double keys() {
    return rule.mask().keys(tokens);
  }

  @Override
  public Reach needs(Reach reach) {
    return Reach.ALL;
  }

  @Override
  public boolean looksAtQuery() {
    return rule.mask() != Mask.CONTEXT;
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    double rows = (double) heads * reach.rows(tokens);
    double looks = heads * rule.mask().looks(tokens, reach.rows(tokens));
    double out = (double) width * rule.projected(reach).of(width);
    double map = (double) width * width;
    double look = (looks + heads * rule.mask().mixes(tokens, reach.rows(tokens))) * width;
    return new ModelCost(
        rows * (map + out) + look,
        rows * (2 * out + map + (trained ? map : 0)) + look + (trained ? look : 0),
        rule.scores().operations() * looks);
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    memory.weights(this);
    double features = reach.features(width);
    looks(memory, reach.rows(tokens), 2 + rule.scores().slopes());
    if (reach.everyToken()) {
      looks(memory, 1, 1); // the query alone, whose scores are among those of all
    } else {
      memory.kept(heads * (3.0 * width + features));
    }
    memory.lanes(reach.rows(tokens) * features, 2);
  }

  private void looks(ModelMemory.Count memory, double rows, int ofScores) {
    memory.floats(rule.mask() == Mask.CAUSAL ? rows * TOKEN_PRODUCTS : 0);
    memory.lanes(heads * rows * width, 4);
    memory.lanes(heads * rows * keys(), ofScores);
  }

  @Override
  public void countWeights(ModelMemory.Count memory) {
    double square = (double) width * width;
    memory.sums(square, 2.0 * heads);
    memory.floats((2.0 * heads + 1) * square);
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    Activation out = reach.room(tokens, width);
    binding.add(new Attention(binding.weights(this), rule, binding.wiring(out, reach)), out);
  }
}
