package org.iclsweep.model;

import static org.iclsweep.model.ParameterSlice.Start.ONES;
import static org.iclsweep.model.ParameterSlice.Start.ZEROS;

import java.util.List;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.LayerNorm;
import org.iclsweep.layer.NormWeights;
import org.iclsweep.layer.Reach;

/**
 * A {@link LayerNorm} of what the next sublayer reads; the residual stream goes on as it is.
 *
 * @param name whose norm it is among those of its layer
 * @param layer distinct layer that it belongs to
 * @param tokens number of tokens
 * @param width of the model
 */
record NormSublayer(String name, int layer, int tokens, int width)
    implements Sublayer, Weighted<NormWeights> {

  /** Operations an element, forward and backward. */
  private static final double OPERATIONS = 5 + 8;

  @Override
  public List<ParameterSlice> slices() {
    return List.of(
        ParameterSlice.of(scale(), layer, 1, width, ONES),
        ParameterSlice.of(offset(), layer, 1, width, ZEROS));
  }

  private String scale() {
    return name + "-scale";
  }

  private String offset() {
    return name + "-offset";
  }

  @Override
  public NormWeights weights(Parameters parameters) {
    return new NormWeights(parameters.trained(scale(), layer), parameters.trained(offset(), layer));
  }

  @Override
  public ModelCost cost(Reach reach, boolean trained) {
    return new ModelCost(0, 0, OPERATIONS * reach.rows(tokens) * width);
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    memory.lanes((double) reach.rows(tokens) * width, 3);
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    Activation in = binding.stream();
    Activation out = Activation.zeros(in.values().rows(), width);
    LayerNorm norm = new LayerNorm(binding.weights(this), in, out, binding.isFirst());
    binding.addAside(norm, out);
  }
}
