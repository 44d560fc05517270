package org.iclsweep.model;

import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;

/**
 * What the mesa layers of a model have beside the weights of attention, as data.
 *
 * @param lambda λ: a head's ridge is 1/λ
 * @param forget γ: by which what a head has seen counts less with every further token, its ridge
 *     included
 */
public record MesaSpec(Factor lambda, Factor forget) implements Serializable {

  /** Nothing is forgotten. */
  public static final Factor NOTHING = Factor.fixed(1);

  /** λ = 1 to start with, learned, and nothing forgotten. */
  public static final MesaSpec DEFAULT = new MesaSpec(Factor.learned(1), NOTHING);

  /**
   * A number of each head.
   *
   * @param start where it starts
   * @param learned whether it is trained, or stays there
   */
  public record Factor(double start, boolean learned) implements Serializable {

    public static Factor learned(double start) {
      return new Factor(start, true);
    }

    public static Factor fixed(double value) {
      return new Factor(value, false);
    }
  }

  public MesaSpec {
    positive("lambda", lambda.start());
    require(
        forget.start() > 0 && forget.start() <= 1, "forget", forget.start(), "above 0, at most 1");
  }

  /** Whether γ may be another number than 1. */
  boolean forgets() {
    return !forget.equals(NOTHING);
  }
}
