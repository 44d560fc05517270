package org.iclsweep.statistics;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The least difference of two shares that so many seeds show, at the 5 % level, with a probability
 * of 80 %: that of the share seen to one nearer to a half.
 */
public final class Detectable {
  private static final double POWER = 0.8;
  private static final double LEVEL = 0.05;
  private static final int EXACT = 2000;
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
  private static final double Z = NORMAL.inverseCumulativeProbability(1 - LEVEL / 2);

  private Detectable() {}

  /**
   * By the exact test of McNemar, of seeds whose outcomes in the two settings are independent;
   * above 2,000 seeds by the normal distribution.
   *
   * @return empty where no difference would be shown
   * @see <a href="https://doi.org/10.2307/2531961">Connor (1987)</a>
   */
  public static OptionalDouble paired(double share, int seeds) {
    double far = Math.max(share, 1 - share);
    return least(
        far,
        difference -> {
          double gained = far * (1 - far + difference);
          double lost = (1 - far) * (far - difference);
          return seeds <= EXACT
              ? exactPower(seeds, gained, lost)
              : normalPower(seeds, gained, lost);
        });
  }

  /** By Fisher's exact test, approximately. */
  public static OptionalDouble unpaired(double share, int first, int second) {
    double far = Math.max(share, 1 - share);
    double each = 1.0 / first + 1.0 / second;
    return least(
        far,
        difference -> {
          double near = far - difference;
          double mean = (first * far + second * near) / (first + second);
          double apart = difference - each / 2; // the correction for continuity
          double spread = far * (1 - far) / first + near * (1 - near) / second;
          return NORMAL.cumulativeProbability(
              (apart - Z * Math.sqrt(mean * (1 - mean) * each)) / Math.sqrt(spread));
        });
  }

  private static OptionalDouble least(double most, DoubleUnaryOperator power) {
    if (!(power.applyAsDouble(most) >= POWER)) {
      return OptionalDouble.empty();
    }
    double low = 0;
    double high = most;
    while (high - low > 5e-4) {
      double middle = (low + high) / 2;
      if (power.applyAsDouble(middle) >= POWER) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalDouble.of(high);
  }

  /** The probability that the exact test of McNemar rejects. */
  static double exactPower(int seeds, double gained, double lost) {
    double discordant = gained + lost;
    BinomialDistribution pairs = new BinomialDistribution(null, seeds, Math.min(discordant, 1));
    double power = 0;
    int critical = -1; // the most of the rarer kind with which the test rejects
    for (int m = 1; m <= seeds; m++) {
      BinomialDistribution coin = new BinomialDistribution(null, m, 0.5);
      while (2 * coin.cumulativeProbability(critical + 1) < LEVEL) {
        critical++;
      }
      double probability = pairs.probability(m);
      if (critical >= 0 && probability > 1e-12) {
        BinomialDistribution kinds = new BinomialDistribution(null, m, gained / discordant);
        power +=
            probability
                * (kinds.cumulativeProbability(critical)
                    + 1
                    - kinds.cumulativeProbability(m - critical - 1));
      }
    }
    return power;
  }

  private static double normalPower(int seeds, double gained, double lost) {
    double discordant = gained + lost;
    double difference = gained - lost;
    return NORMAL.cumulativeProbability(
        (difference * Math.sqrt(seeds) - Z * Math.sqrt(discordant))
            / Math.sqrt(discordant - difference * difference));
  }
}
