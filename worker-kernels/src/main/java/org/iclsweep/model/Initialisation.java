package org.iclsweep.model;

import java.io.Serializable;
import org.iclsweep.spec.Labelled;

/**
 * How a weight matrix starts: a normal distribution truncated at two standard deviations.
 *
 * @param kind what {@code scale} means
 * @param scale a variance to be divided by the fan-in, or a standard deviation
 */
public record Initialisation(Kind kind, double scale) implements Serializable {

  /** What the scale of an initialisation means. */
  public enum Kind implements Labelled {
    /**
     * Standard deviation {@code sqrt(scale / fanIn)}, after truncation: what the released code did.
     */
    FAN_IN_VARIANCE,
    /** Standard deviation {@code scale}, after truncation: what the paper's text says. */
    STANDARD_DEVIATION
  }

  public Initialisation {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale is " + scale + ", must be positive");
    }
  }

  /** Standard deviation of a matrix whose inputs number {@code fanIn}. */
  public double standardDeviation(int fanIn) {
    return switch (kind) {
      case FAN_IN_VARIANCE -> Math.sqrt(scale / fanIn);
      case STANDARD_DEVIATION -> scale;
    };
  }
}
