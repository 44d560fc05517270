package org.iclsweep.measure;

/**
 * Quantiles of numbers, linear between order statistics: type 7 of Hyndman and Fan, which is what R
 * and NumPy do unless told otherwise.
 *
 * <pre>  h = (n - 1) p,   q(p) = x[⌊h⌋] + (h - ⌊h⌋) (x[⌊h⌋ + 1] - x[⌊h⌋]),   x sorted, from 0
 * </pre>
 *
 * @see <a href="https://doi.org/10.1080/00031305.1996.10473566">Hyndman and Fan (1996)</a>
 */
public final class Quantile {

  private Quantile() {}

  /**
   * The quantile of sorted numbers, at least one of them.
   *
   * @param probability in [0, 1]
   */
  public static double of(double[] sorted, double probability) {
    double place = probability * (sorted.length - 1);
    int below = (int) place;
    double share = place - below;
    return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
  }
}
