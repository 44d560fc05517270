package org.iclsweep.random;

import org.apache.commons.math3.special.Erf;

/**
 * Draws from a gamma distribution with scale 1, by rejection of a transformed normal draw. A draw
 * is a function of (key, its number) alone.
 *
 * <pre>
 *   d = a - 1/3,  c = 1 / √(9 d),  v = (1 + c z)³,  z ~ N(0, 1),  u ~ U(0, 1)
 *   d v is Gamma(a) where v &gt; 0 and ln u &lt; z²/2 + d - d v + d ln v;   else other z and u
 *   a = k for k &gt;= 1;   below, a = k + 1, and the draw is multiplied by u'^(1/k)
 * </pre>
 *
 * <p>In double, by functions whose bits are specified; z is √2 erf⁻¹(2 u'' - 1). Allocates nothing.
 *
 * @see <a href="https://doi.org/10.1145/358407.358414">Marsaglia and Tsang (2000), A simple method
 *     for generating gamma variables</a>
 */
public final class GammaDraws {

  private final double shape;
  private final double d;
  private final double c;
  private final int[] words = new int[4];

  /**
   * @param shape k, positive
   */
  public GammaDraws(double shape) {
    this.shape = shape;
    d = (shape < 1 ? shape + 1 : shape) - 1 / 3.0;
    c = 1 / Math.sqrt(9 * d);
  }

  /** Draw number {@code index} under a key of four words. */
  public double draw(int[] key, int index) {
    int round = 0;
    double v;
    do {
      fill(key, index, round++);
      v = accepted(Math.sqrt(2) * Erf.erfInv(2 * uniform(0) - 1), uniform(2));
    } while (v == 0);
    if (shape >= 1) {
      return d * v;
    }
    fill(key, index, -1);
    return d * v * StrictMath.pow(uniform(0), 1 / shape);
  }

  /** v, or 0 where it is rejected. */
  private double accepted(double z, double u) {
    double root = 1 + c * z;
    double v = root * root * root;
    return v > 0 && StrictMath.log(u) < z * z / 2 + d - d * v + d * StrictMath.log(v) ? v : 0;
  }

  private void fill(int[] key, int index, int round) {
    words[0] = index;
    words[1] = round;
    words[2] = 0;
    words[3] = 0;
    Threefry4x32.apply(key, words);
  }

  /** The middle of one of 2^53 parts of (0, 1), by two words. */
  private double uniform(int word) {
    long bits = ((long) words[word] << 32 | words[word + 1] & 0xFFFFFFFFL) >>> 11;
    return (bits + 0.5) * 0x1p-53;
  }
}
