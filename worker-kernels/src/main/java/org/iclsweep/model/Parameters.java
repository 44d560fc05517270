package org.iclsweep.model;

import java.util.List;
import org.iclsweep.layer.Trained;

/** The parameters of one network, flat, with their gradient and the names of what lies in them. */
final class Parameters {

  private final List<ParameterSlice> slices;
  private final float[] values;
  private final float[] gradient;

  Parameters(List<ParameterSlice> slices) {
    this.slices = slices;
    ParameterSlice last = slices.get(slices.size() - 1);
    values = new float[last.offset() + last.count()];
    gradient = new float[values.length];
  }

  List<ParameterSlice> slices() {
    return slices;
  }

  float[] values() {
    return values;
  }

  float[] gradient() {
    return gradient;
  }

  /** The slice of a name in a distinct layer. */
  ParameterSlice slice(String name, int layer) {
    for (ParameterSlice slice : slices) {
      if (slice.layer() == layer && slice.name().equals(name)) {
        return slice;
      }
    }
    throw new IllegalArgumentException("layer " + layer + " has no " + name);
  }

  /** A slice as a matrix with its gradient. */
  Trained trained(String name, int layer) {
    ParameterSlice slice = slice(name, layer);
    return new Trained(slice.view(values), slice.view(gradient));
  }
}
