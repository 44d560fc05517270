package org.iclsweep.model;

import java.io.Serializable;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.spec.Labelled;

/**
 * The multilayer perceptrons of a model, each with one hidden layer and a residual connection, as
 * data.
 *
 * <pre>  h ← h + λ W₂ᵀ f(W₁ᵀ h + b₁) + λ b₂  </pre>
 *
 * @param place where they stand
 * @param nonlinearity f
 * @param bias whether there are b₁ and b₂
 * @param widening hidden width in multiples of the model's width
 */
public record MlpSpec(Place place, Nonlinearity nonlinearity, boolean bias, int widening)
    implements Serializable {

  /** No perceptron. */
  public static final MlpSpec NONE = new MlpSpec(Place.NONE, Nonlinearity.GELU, false, 4);

  /** Where perceptrons stand. */
  public enum Place implements Labelled {
    /** Nowhere. */
    NONE,
    /** One, before the first attention layer. */
    BEFORE,
    /** One after each attention layer; tied if these are. */
    AFTER
  }

  public MlpSpec {
    if (widening < 1) {
      throw new IllegalArgumentException("widening is " + widening + ", must be at least 1");
    }
  }
}
