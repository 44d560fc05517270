package org.iclsweep.layer;

import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/** The scale and offset of a {@link LayerNorm}, each [1, m]. */
public final class NormWeights implements Weights {

  private final Trained scale;
  private final Trained offset;
  private final PartialSums scaleSums;
  private final PartialSums offsetSums;

  public NormWeights(Trained scale, Trained offset) {
    this.scale = scale;
    this.offset = offset;
    scaleSums = PartialSums.zeros(1, scale.values().cols());
    offsetSums = PartialSums.zeros(1, offset.values().cols());
  }

  SharedMatrix scale() {
    return scale.values();
  }

  SharedMatrix offset() {
    return offset.values();
  }

  PartialSums scaleSums() {
    return scaleSums;
  }

  PartialSums offsetSums() {
    return offsetSums;
  }

  @Override
  public void prepare() {
    scaleSums.clear();
    offsetSums.clear();
  }

  @Override
  public void closeGradient(float gradientScale) {
    scale.gradient().setSums(scaleSums, gradientScale);
    offset.gradient().setSums(offsetSums, gradientScale);
  }
}
