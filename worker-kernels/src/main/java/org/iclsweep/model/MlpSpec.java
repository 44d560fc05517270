package org.iclsweep.model;

import java.io.Serializable;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.spec.Labelled;

/**
 * The multilayer perceptrons of a model, each with one hidden layer, as data.
 *
 * <pre>
 *   h ← h + λ W₂ᵀ f(W₁ᵀ h + b₁) + λ b₂          with a residual connection
 *   x ← W₂ᵀ f(W₁ᵀ x + b₁) + b₂                  without, of a token's input x; its label stays
 * </pre>
 *
 * @param place where they stand
 * @param nonlinearity f
 * @param bias whether there are b₁ and b₂
 * @param widening hidden width in multiples of the width of what it reads
 * @param residual whether they add to what they read, or stand for it
 */
public record MlpSpec(
    Place place, Nonlinearity nonlinearity, boolean bias, int widening, boolean residual)
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
    requireResidual(residual, place);
  }

  /** With a residual connection. */
  public MlpSpec(Place place, Nonlinearity nonlinearity, boolean bias, int widening) {
    this(place, nonlinearity, bias, widening, true);
  }

  /** Refuses perceptrons between layers that have nothing beside them. */
  public static void requireResidual(boolean residual, Place place) {
    if (!residual && place == Place.AFTER) {
      throw new IllegalArgumentException(
          "a perceptron behind a layer of attention adds to what the layer puts out");
    }
  }
}
