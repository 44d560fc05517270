package org.iclsweep.statistics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The share of seeds that have not learnt yet, over the steps, where some were not watched to that
 * and some diverged, after which they never will: one less the cumulative incidence of learning of
 * Aalen and Johansen. With d(t) of the n(t) seeds watched until step t learning or diverging there,
 * of which l(t) learn:
 *
 * <pre>
 *   S(t) = product over t_i <= t of (1 - d_i / n_i)
 *   Q(t) = 1 - sum over t_i <= t of S(t_i-) l_i / n_i
 *   95 % band: Q^exp(-+ 1.96 se / (Q |log Q|))
 * </pre>
 *
 * <p>Where none diverges, Q is S, the estimate of Kaplan and Meier, and the band Greenwood's on the
 * scale of log(-log); where none is censored, Q is the share that has not learnt, of all. The error
 * is that of the delta method. Where Q is 0 the band has no upper end but the one before.
 *
 * <p>Whether Q is a half or less is decided in whole numbers: {@code share <= 0.5} holds where it
 * is so, however the share is rounded.
 *
 * @param falls where it falls, by step
 * @param end the last step at which a seed was watched
 * @see <a href="https://doi.org/10.1080/01621459.1958.10501452">Kaplan and Meier (1958)</a>
 * @see <a href="https://www.jstor.org/stable/4615704">Aalen and Johansen (1978)</a>
 * @see <a href="https://doi.org/10.1002/9780470870709">Marubini and Valsecchi (1995)</a>, section
 *     10.2
 */
public record Survival(List<Fall> falls, double end) {
  private static final double Z =
      new NormalDistribution(null, 0, 1).inverseCumulativeProbability(.975);

  /** Nearer to a half than this, which no rounding makes up for, whole numbers decide. */
  private static final double NEAR = 1e-9;

  /**
   * A step at which seeds learn.
   *
   * @param watched seeds that were watched until then and had neither learnt nor diverged
   * @param made of which learnt then
   * @param share that has not learnt after that step
   * @param standardError of the share; 0 where the share is 0
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
    Observation[] byTime = seeds.toArray(Observation[]::new);
    Arrays.sort(byTime, Comparator.comparingDouble(Observation::time));
    Sweep sweep = new Sweep(byTime.length);
    for (int first = 0; first < byTime.length; ) {
      int[] counts = new int[Event.values().length];
      double time = byTime[first].time();
      for (; first < byTime.length && byTime[first].time() == time; first++) {
        counts[byTime[first].event().ordinal()]++;
      }
      sweep.add(
          time,
          counts[Event.LEARNT.ordinal()],
          counts[Event.DIVERGED.ordinal()],
          counts[Event.CENSORED.ordinal()]);
    }
    return new Survival(sweep.falls, byTime[byTime.length - 1].time());
  }

  /** The first step at which no more than half are left; empty if more are left at the end. */
  public OptionalDouble median() {
    return first(Fall::share);
  }

  /** The first step at which the lower end of the band is no more than a half; or empty. */
  OptionalDouble medianLow() {
    return first(Fall::low);
  }

  /** The first step at which the upper end of the band is no more than a half; or empty. */
  OptionalDouble medianHigh() {
    return first(Fall::high);
  }

  private OptionalDouble first(java.util.function.ToDoubleFunction<Fall> left) {
    return falls.stream()
        .filter(fall -> left.applyAsDouble(fall) <= 0.5)
        .mapToDouble(Fall::time)
        .findFirst();
  }

  /**
   * One pass over the steps. Between two losses of watch all shares are of the same whole, so that
   * they are whole numbers over it.
   */
  private static final class Sweep {
    private final List<Fall> falls = new ArrayList<>();
    private final List<Fraction> past = new ArrayList<>();
    private int watched;

    private int whole;
    private int made;
    private int gone;
    private double wholeShare = 1;
    private double lostShare;

    private double before = 1;
    private double a0;
    private double a1;
    private double a2;
    private double b;
    private double c0;
    private double c1;

    Sweep(int seeds) {
      watched = seeds;
      whole = seeds;
    }

    void add(double time, int learnt, int diverged, int censored) {
      int events = learnt + diverged;
      double s = wholeShare * (whole - gone) / whole;
      made += learnt;
      gone += events;
      double left = lostShare + wholeShare * (whole - made) / whole;
      addError(1 - left, s, learnt, events);
      if (learnt > 0) {
        Fall fall = fall(time, learnt, decided(left));
        falls.add(fall);
        before = fall.high();
      }
      watched -= events + censored;
      if (censored > 0 && watched > 0) {
        past.add(Fraction.of(whole, made, whole - gone));
        lostShare += wholeShare * (gone - made) / whole;
        wholeShare *= (double) (whole - gone) / whole;
        whole = watched;
        made = 0;
        gone = 0;
      }
    }

    private void addError(double f, double s, int learnt, int events) {
      double n = watched;
      if (events > 0 && events < watched) {
        double a = events / (n * (n - events));
        a0 += a;
        a1 += a * f;
        a2 += a * f * f;
      }
      b += s * s * (n - learnt) * learnt / (n * n * n);
      double c = s * learnt / (n * n);
      c0 += c;
      c1 += c * f;
    }

    private double standardError(double f) {
      double variance = f * f * a0 - 2 * f * a1 + a2 + b - 2 * (f * c0 - c1);
      return Math.sqrt(Math.max(variance, 0));
    }

    private Fall fall(double time, int learnt, double left) {
      if (left <= 0) {
        return new Fall(time, watched, learnt, 0, 0, 0, before);
      }
      double error = standardError(1 - left);
      double width = Math.exp(Z * error / (left * Math.abs(Math.log(left))));
      return new Fall(
          time, watched, learnt, left, error, Math.pow(left, width), Math.pow(left, 1 / width));
    }

    /** The share, on the side of a half that it is on before it is rounded. */
    private double decided(double left) {
      if (Math.abs(left - 0.5) > NEAR) {
        return left;
      }
      List<Fraction> all = new ArrayList<>(past);
      all.add(Fraction.of(whole, made, whole - gone));
      int side = Fraction.product(all, 0, all.size()).comparedToHalf();
      return side == 0 ? 0.5 : side < 0 ? Math.min(left, 0.5) : Math.max(left, Math.nextUp(0.5));
    }
  }

  /** What has been learnt and what is left, over one whole. */
  private record Fraction(BigInteger whole, BigInteger learnt, BigInteger left) {

    static Fraction of(long whole, long learnt, long left) {
      return new Fraction(
          BigInteger.valueOf(whole), BigInteger.valueOf(learnt), BigInteger.valueOf(left));
    }

    /** Halves, so that long numbers meet long numbers. */
    static Fraction product(List<Fraction> parts, int from, int to) {
      if (to - from == 1) {
        return parts.get(from);
      }
      int middle = (from + to) / 2;
      return product(parts, from, middle).then(product(parts, middle, to));
    }

    private Fraction then(Fraction next) {
      return new Fraction(
          whole.multiply(next.whole),
          learnt.multiply(next.whole).add(left.multiply(next.learnt)),
          left.multiply(next.left));
    }

    /** Of what has not learnt. */
    int comparedToHalf() {
      return whole.compareTo(learnt.shiftLeft(1));
    }
  }
}
