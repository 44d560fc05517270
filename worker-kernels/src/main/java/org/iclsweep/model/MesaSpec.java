package org.iclsweep.model;

import static org.iclsweep.spec.Requirements.positive;

import java.io.Serializable;

/**
 * What the mesa layers of a model have beside the weights of attention, as data.
 *
 * @param lambda λ: a head's ridge is 1/λ
 */
public record MesaSpec(Factor lambda) implements Serializable {

  /** λ = 1 to start with, learned. */
  public static final MesaSpec DEFAULT = new MesaSpec(Factor.learned(1));

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
  }
}
