package org.iclsweep.optim;

import java.io.Serializable;

/**
 * Neighbours in the flat array of parameters that belong together: the elements of one matrix.
 *
 * @param offset of the first
 * @param length how many
 */
public record ParameterRange(int offset, int length) implements Serializable {

  public ParameterRange {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException(
          "a range of " + length + " from " + offset + ", neither must be negative");
    }
  }
}
