package org.iclsweep.task;

import java.io.Serializable;

/**
 * How inputs are distributed.
 *
 * <pre>
 *   x = scale z              z drawn from the law
 *   x = scale z / ‖Z‖_F      normalised: Z holds the z of the context
 * </pre>
 *
 * <p>Normalised, the inputs of a context have the Frobenius norm {@code scale}, and the query is an
 * independent draw divided by the norm of the context, as in the released code of the paper.
 *
 * @param law of z
 * @param scale of x; of uniform inputs the half-width of their range
 * @param normalised whether every context is divided by its norm
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), appendix A.4</a>
 */
public record InputDistribution(InputLaw law, double scale, boolean normalised)
    implements Serializable {

  public InputDistribution {
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException(
          "scale of " + law.label() + " inputs is " + scale + ", must be positive");
    }
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
    return new InputDistribution(law, scale * factor, normalised);
  }
}
