package org.iclsweep.layer;

/**
 * The trained matrices of a perceptron with one hidden layer.
 *
 * <pre>  e + λ W₂ᵀ f(W₁ᵀ e + b₁) + λ b₂  </pre>
 *
 * @param inner W₁ [m, r]
 * @param innerBias b₁ [1, r]; null for none
 * @param outer W₂ [r, m]
 * @param outerBias b₂ [1, m]; null where there is no b₁
 * @param scale λ
 * @param nonlinearity f
 */
public record Perceptron(
    Trained inner,
    Trained innerBias,
    Trained outer,
    Trained outerBias,
    double scale,
    Nonlinearity nonlinearity) {}
