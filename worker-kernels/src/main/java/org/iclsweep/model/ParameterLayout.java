package org.iclsweep.model;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.model.ParameterSlice.Start;

/**
 * Where the parameters of a model lie in their flat array: embedding, perceptron before the layers,
 * then layer by layer (one if tied) norm, attention, norm, perceptron.
 */
final class ParameterLayout {

  private final ModelSpec spec;
  private final int width;
  private final List<ParameterSlice> slices = new ArrayList<>();
  private int next;

  private ParameterLayout(ModelSpec spec, int tokenWidth) {
    this.spec = spec;
    width = spec.width(tokenWidth);
    if (spec.embedding() > 0) {
      add(
          "embedding",
          ParameterSlice.BEFORE_LAYERS,
          tokenWidth + spec.positions(),
          width,
          Start.DRAWN);
    }
    if (spec.mlp().place() == MlpSpec.Place.BEFORE) {
      mlp(ParameterSlice.BEFORE_LAYERS);
    }
    for (int l = 0; l < spec.distinctLayers(); l++) {
      layer(l, spec.keySize(tokenWidth));
    }
  }

  /** The slices of a model, in their order, without gaps. */
  static List<ParameterSlice> of(ModelSpec spec, int tokenWidth) {
    return List.copyOf(new ParameterLayout(spec, tokenWidth).slices);
  }

  private void layer(int l, int keySize) {
    if (spec.norm().isBeforeAttention(l)) {
      norm("norm", l);
    }
    int inner = spec.heads() * keySize;
    for (AttentionWeights.Name name : AttentionWeights.Name.values()) {
      boolean projection = name == AttentionWeights.Name.PROJECTION;
      int rows = projection ? inner : width;
      int cols = projection ? width : inner;
      slice(name.label(), l, spec.heads(), rows, cols, Start.DRAWN);
    }
    if (spec.mlp().place() == MlpSpec.Place.AFTER) {
      if (spec.norm() != NormPlace.NONE) {
        norm("mlp-norm", l);
      }
      mlp(l);
    }
  }

  private void norm(String name, int l) {
    add(name + "-scale", l, 1, width, Start.ONES);
    add(name + "-offset", l, 1, width, Start.ZEROS);
  }

  private void mlp(int l) {
    int hidden = spec.mlp().widening() * width;
    add("mlp-in", l, width, hidden, Start.DRAWN);
    if (spec.mlp().bias()) {
      add("mlp-in-bias", l, 1, hidden, Start.ZEROS);
    }
    add("mlp-out", l, hidden, width, Start.DRAWN);
    if (spec.mlp().bias()) {
      add("mlp-out-bias", l, 1, width, Start.ZEROS);
    }
  }

  private void add(String name, int layer, int rows, int cols, Start start) {
    slice(name, layer, 0, rows, cols, start);
  }

  private void slice(String name, int layer, int heads, int rows, int cols, Start start) {
    ParameterSlice slice = new ParameterSlice(name, layer, heads, next, rows, cols, start);
    slices.add(slice);
    next += slice.count();
  }
}
