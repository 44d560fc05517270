package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;

/**
 * What of its states a sequence shows.
 *
 * <pre>  s_t = C h_t + ε_t,   C[i,j] ~ N(0, scale²), or C = I,   ε_t ~ N(0, noise² I)  </pre>
 *
 * <p>C belongs to the system, like W.
 *
 * @param observed n_s, features of an observation; 0 for the states themselves, C = I
 * @param scale standard deviation of the entries of C
 * @param noise standard deviation of ε; 0 for none
 */
public record Observations(int observed, double scale, double noise) implements Serializable {

  /** The states themselves. */
  public static final Observations ALL = new Observations(0, 0.5, 0);

  public Observations {
    require(observed >= 0, "observed", observed, "positive, or 0 for all of a state");
    positive("scale", scale);
    require(noise >= 0 && Double.isFinite(noise), "noise", noise, "positive, or 0 for none");
  }

  /** So many features, without noise; 0 for all. */
  public static Observations some(int observed) {
    return new Observations(observed, ALL.scale, 0);
  }

  /** The same with noise. */
  public Observations withNoise(double other) {
    return new Observations(observed, scale, other);
  }

  /** Features of an observation of states of so many. */
  public int width(int dim) {
    return observed == 0 ? dim : observed;
  }

  /** Numbers that those of a sequence take, as {@link TaskSpec#draws}. */
  double draws(int dim, int length) {
    double products = observed * (dim + LinearRegression.MULTIPLY_ADD * dim * length);
    return products + (noise > 0 ? (double) width(dim) * length : 0);
  }
}
