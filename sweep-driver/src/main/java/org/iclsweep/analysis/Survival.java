package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The share of seeds that have not made the transition yet, over the steps, as Kaplan and Meier
 * estimate it from seeds of which some were not watched to their transition. With d(t) transitions
 * at step t of the n(t) seeds that were watched until then:
 *
 * <pre>
 *   S(t)     = product over t_i <= t of (1 - d_i / n_i)
 *   95 % band: S^exp(-+ 1.96 se),  se = sqrt(sum of d_i / (n_i (n_i - d_i))) / |log S|
 * </pre>
 *
 * <p>The band is Greenwood's on the scale of log(-log S), which stays between 0 and 1. Where S is 0
 * it has no upper end but the one before.
 *
 * @param falls where it falls, by step
 * @param end the last step at which a seed was watched
 * @see <a href="https://doi.org/10.1080/01621459.1958.10501452">Kaplan and Meier (1958)</a>
 * @see <a href="https://doi.org/10.1002/9781118032985">Kalbfleisch and Prentice (2002)</a>, section
 *     1.4
 */
public record Survival(List<Fall> falls, double end) {
  private static final double Z =
      new NormalDistribution(null, 0, 1).inverseCumulativeProbability(.975);

  /**
   * A step at which seeds make the transition.
   *
   * @param watched seeds that were watched until then and had not made it
   * @param made of which made it then
   * @param share that has not made it after that step
   * @param standardError of the share, Greenwood's; 0 where the share is 0
   * @param low lower end of its 95 % interval
   * @param high upper end
   */
  public record Fall(
      double time,
      int watched,
      int made,
      double share,
      double standardError,
      double low,
      double high) {}

  public Survival {
    falls = List.copyOf(falls);
  }

  /** Of seeds in any order, at least one. */
  public static Survival of(Collection<Observation> seeds) {
    TreeMap<Double, int[]> byTime = new TreeMap<>();
    for (Observation seed : seeds) {
      byTime.computeIfAbsent(seed.time(), time -> new int[2])[seed.made() ? 0 : 1]++;
    }
    List<Fall> falls = new ArrayList<>();
    int watched = seeds.size();
    double share = 1;
    double sum = 0;
    double high = 1;
    for (var at : byTime.entrySet()) {
      int made = at.getValue()[0];
      if (made > 0) {
        share *= 1 - (double) made / watched;
        sum += (double) made / (watched * (double) (watched - made));
        Fall fall = fall(at.getKey(), watched, made, share, Math.sqrt(sum), high);
        falls.add(fall);
        high = fall.high();
      }
      watched -= made + at.getValue()[1];
    }
    return new Survival(falls, byTime.lastKey());
  }

  private static Fall fall(
      double time, int watched, int made, double share, double root, double before) {
    if (watched == made) {
      return new Fall(time, watched, made, 0, 0, 0, before);
    }
    double width = Math.exp(Z * root / Math.abs(Math.log(share)));
    return new Fall(
        time,
        watched,
        made,
        share,
        share * root,
        Math.pow(share, width),
        Math.pow(share, 1 / width));
  }

  /** The first step at which no more than half are left; empty if more are left at the end. */
  public OptionalDouble median() {
    return falls.stream().filter(fall -> fall.share() <= 0.5).mapToDouble(Fall::time).findFirst();
  }
}
