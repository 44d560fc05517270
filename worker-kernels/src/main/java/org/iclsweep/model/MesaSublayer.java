package org.iclsweep.model;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.CausalAttention;
import org.iclsweep.layer.HeadFactors;
import org.iclsweep.layer.MesaAttentionWeights;
import org.iclsweep.layer.MesaWeights;
import org.iclsweep.layer.Reach;

/**
 * A mesa layer: causal linear attention by queries, keys and values, whose queries are solved for
 * by the keys up to them.
 *
 * @param attention what it would be without that
 * @param spec what it has beside the weights of attention
 * @see org.iclsweep.layer.MesaQueries
 */
record MesaSublayer(AttentionSublayer attention, MesaSpec spec)
    implements FactoredSublayer, Weighted<MesaAttentionWeights> {

  private static final String LAMBDA = "lambda";
  private static final String FORGET = "forget";

  private CausalSublayer causal() {
    return new CausalSublayer(attention, spec.forgets());
  }

  @Override
  public List<ParameterSlice> slices() {
    List<ParameterSlice> slices = new ArrayList<>(attention.slices());
    if (spec.lambda().learned()) {
      slices.add(slice(LAMBDA, ParameterSlice.Start.LAMBDA));
    }
    if (spec.forget().learned()) {
      slices.add(slice(FORGET, ParameterSlice.Start.FORGET));
    }
    return slices;
  }

  private ParameterSlice slice(String name, ParameterSlice.Start start) {
    return ParameterSlice.of(name, attention.layer(), 1, attention.heads(), start);
  }

  @Override
  public MesaAttentionWeights weights(Parameters parameters) {
    return new MesaAttentionWeights(
        attention.factors(parameters),
        new MesaWeights(
            factors(parameters, LAMBDA, spec.lambda()),
            factors(parameters, FORGET, spec.forget())));
  }

  private HeadFactors factors(Parameters parameters, String name, MesaSpec.Factor factor) {
    return factor.learned()
        ? HeadFactors.trained(parameters.trained(name, attention.layer()))
        : HeadFactors.fixed((float) factor.start());
  }

  /** H T, of all tokens whether they look or not. */
  private double solved() {
    return (double) attention.heads() * attention.tokens();
  }

  /** s. */
  private double size() {
    return attention.keySize();
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    double square = size() * size();
    return causal()
        .cost(reach, trained)
        .plus(
            new ModelCost(
                solved() * (2.5 * square + 7 * size()), solved() * (3.5 * square + 4 * size()), 0));
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    memory.weights(this);
    causal().countLooking(memory, reach);
    double heads = attention.heads();
    // x, dx, u; q and dq of those that do not look; c
    memory.lanes(solved() * size(), reach.everyToken() ? 3 : 5);
    memory.lanes(solved(), 1);
    // R forward and backward, D + Dᵀ, and what a token needs
    memory.lanes(heads * size() * size(), 3);
    memory.lanes(heads * (size() + 1), 6);
  }

  @Override
  public void countWeights(ModelMemory.Count memory) {
    causal().countWeights(memory);
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    Activation out = reach.room(attention.tokens(), attention.width());
    binding.add(
        new CausalAttention(
            binding.weights(this),
            attention.rule(),
            causal().form(reach),
            binding.wiring(out, reach)),
        out);
  }
}
