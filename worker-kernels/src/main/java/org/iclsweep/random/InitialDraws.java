package org.iclsweep.random;

import org.apache.commons.math3.special.Erf;

/**
 * Draws for initial weights: uniform ones, and normal ones, truncated or not, by the inverse of the
 * normal distribution function in double precision. A draw is a function of (seed, number of the
 * draw) alone; the normal ones of a number grow with the uniform one.
 *
 * <pre>
 *   v = 2u - 1,  u = (k + 1/2) 2^-53;  z = √2 erf⁻¹(P v),  P = Prob(|z| &lt; 2);  draw = z / deviation of z;  normal = √2 erf⁻¹ v
 * </pre>
 */
public final class InitialDraws {

  /** Standard deviation of a standard normal variable that is truncated at ±2. */
  public static final double TRUNCATED_DEVIATION = 0.87962566103423978;

  /** Probability that a standard normal variable lies within ±2. */
  private static final double WITHIN = 0.95449973610364158;

  private final int[] key;
  private final int[] words = new int[4];

  public InitialDraws(long seed) {
    key = new int[] {(int) seed, (int) (seed >>> 32), Stream.INIT.number(), 0};
  }

  /**
   * Truncated normal draw of a number: mean 0, standard deviation 1, absolute value at most 2.2737.
   */
  public double draw(long number) {
    // Commons Math computes erfInv from its own logarithm, so the bits are the same on every JDK
    return Math.sqrt(2) * Erf.erfInv(WITHIN * uniform(number)) / TRUNCATED_DEVIATION;
  }

  /** Normal draw of a number: mean 0, standard deviation 1, absolute value at most 8.3. */
  public double normal(long number) {
    return Math.sqrt(2) * Erf.erfInv(uniform(number));
  }

  /** Uniform draw of a number, v, between -1 and 1. */
  public double uniform(long number) {
    words[0] = (int) number;
    words[1] = (int) (number >>> 32);
    words[2] = 0;
    words[3] = 0;
    Threefry4x32.apply(key, words);
    long bits = ((long) words[0] << 32 | words[1] & 0xFFFFFFFFL) >>> 11;
    return (2.0 * bits + 1) * 0x1p-53 - 1;
  }
}
