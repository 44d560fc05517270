package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.positive;

import java.io.Serializable;

/**
 * How inputs are distributed.
 *
 * <pre>
 *   x = scale z              z drawn from the law
 *   x = scale z / ‖Z‖_F      normalised: Z holds the z of the context
 * </pre>
 *
 * <p>On the sphere and with gamma radii
 *
 * <pre>
 *   z = r g / ‖g‖,  g ~ N(0, I_d);   r = 1,  or r² ~ Gamma(k, √(2d/k)): variance 2d, normal inputs at k = d/2
 * </pre>
 *
 * <p>Normalised, the inputs of a context have the Frobenius norm {@code scale}, and the query is an
 * independent draw divided by the norm of the context, as in the released code of the paper.
 *
 * @param law of z
 * @param scale of x; of uniform inputs the half-width of their range
 * @param normalised whether every context is divided by its norm
 * @param shape k of gamma radii; 0 for other laws
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), appendix A.4</a>
 * @see <a href="https://arxiv.org/abs/2310.01082">Ahn et al. (2023), Linear attention is (maybe)
 *     all you need, on gamma radii: their scale √(10/k) is that of d = 5</a>
 */
public record InputDistribution(InputLaw law, double scale, boolean normalised, double shape)
    implements Serializable {

  public InputDistribution {
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException(
          "scale of " + law.label() + " inputs is " + scale + ", must be positive");
    }
    if (law == InputLaw.GAMMA_RADIUS) {
      positive("shape of gamma radii", shape);
    }
  }

  /** Of a law without a shape. */
  public InputDistribution(InputLaw law, double scale, boolean normalised) {
    this(law, scale, normalised, 0);
  }

  /** {@code x ~ U(-range, range)}: what models are trained on. */
  public static InputDistribution uniform(double range) {
    return new InputDistribution(InputLaw.UNIFORM, range, false);
  }

  /** The other distributions of the paper: the mixture, contexts of Frobenius norm {@code norm}. */
  public static InputDistribution others(double norm) {
    return new InputDistribution(InputLaw.MIXTURE, norm, true);
  }

  /** The same law with its scale multiplied. */
  public InputDistribution times(double factor) {
    return new InputDistribution(law, scale * factor, normalised, shape);
  }

  /** The law alone: at scale 1, not normalised. */
  InputDistribution plain() {
    return new InputDistribution(law, 1, false, shape);
  }

  /**
   * Variance of a feature of inputs that are centred and not normalised.
   *
   * @param dim number of features
   */
  double variance(int dim) {
    double ofLaw =
        switch (law) {
          case UNIFORM -> 1.0 / 3;
          case NORMAL -> 1;
          case LAPLACE -> 2;
          case SPHERE -> 1.0 / dim;
          case GAMMA_RADIUS -> Math.sqrt(2 * dim * shape) / dim;
          case EXPONENTIAL, MIXTURE ->
              throw new IllegalArgumentException(law.label() + " inputs are not centred");
        };
    return scale * scale * ofLaw;
  }
}
