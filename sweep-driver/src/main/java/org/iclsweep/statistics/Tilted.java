package org.iclsweep.statistics;

/**
 * What the trials of a point make of a normal f: the distribution that expectation propagation
 * calls tilted.
 *
 * <pre>  N(f; mean, variance) p(f)^events (1 - p(f))^others,   p as {@link Plateaus} says  </pre>
 *
 * <p>Its integrals are sums at even steps of u, f = 4 sinh u, a quarter or less apart about 0,
 * where p changes, and further apart where it does not; where that is too coarse for N, at even
 * steps of f.
 *
 * <p><b>Error.</b> Of what trials do not contradict by seven standard deviations less than 1e-6 of
 * the variance ({@code TiltedTest}). Of others, moments that lie on their way.
 */
final class Tilted {

  /** Logarithm of the probability of the trials, in a given order; mean and variance of f. */
  record Moments(double logProbability, double mean, double variance) {}

  private static final double SCALE = 4;

  /** Of u, of so many trials; more trials change the probability within a shorter way. */
  private static final double STEP = 1.0 / 16;

  private static final double AT_TRIALS = 16;

  /** As far from 0 as any f of a process ({@link EvidenceGrid}) may be, and further. */
  private static final double FARTHEST = 1e5;

  /** Of the logarithm of the largest term of a sum; what is less does not change a digit. */
  private static final double LEAST = -60;

  /** What lies further from the mean, in standard deviations, is left out. */
  private static final double REACH = 7;

  /** Steps of a sum by f, in standard deviations. */
  private static final double NARROW = 0.5;

  private final Plateaus plateaus;
  private final int events;
  private final int others;
  private final double step;

  /** Nodes from the middle to either end. */
  private final int side;

  private final double[] nodes;

  /** Logarithms of likelihood and of the way from a node to the next. */
  private final double[] weights;

  Tilted(Plateaus plateaus, int events, int others) {
    this.plateaus = plateaus;
    this.events = events;
    this.others = others;
    step = STEP / Math.max(1, Math.sqrt((events + others) / AT_TRIALS));
    side = (int) Math.ceil(unscaled(FARTHEST) / step);
    nodes = new double[2 * side + 1];
    weights = new double[nodes.length];
    for (int k = 0; k < nodes.length; k++) {
      nodes[k] = SCALE * StrictMath.sinh((k - side) * step);
      weights[k] =
          plateaus.logProbability(events, others, nodes[k]) + StrictMath.log(gap(nodes[k]));
    }
  }

  private static double unscaled(double f) {
    double x = Math.abs(f) / SCALE;
    return Math.copySign(StrictMath.log(x + Math.sqrt(x * x + 1)), f);
  }

  private double gap(double f) {
    return step * Math.sqrt(f * f + SCALE * SCALE);
  }

  Moments of(double mean, double variance) {
    double deviation = Math.sqrt(variance);
    return deviation < gap(mean) ? narrow(mean, deviation) : wide(mean, deviation);
  }

  private Moments narrow(double mean, double deviation) {
    int steps = (int) (REACH / NARROW);
    double[] at = new double[2 * steps + 1];
    double[] logs = new double[at.length];
    double way = StrictMath.log(NARROW * deviation);
    for (int k = 0; k < at.length; k++) {
      at[k] = mean + (k - steps) * NARROW * deviation;
      logs[k] = plateaus.logProbability(events, others, at[k]) + way;
    }
    return sum(at, logs, 0, at.length - 1, mean, deviation);
  }

  private Moments wide(double mean, double deviation) {
    return sum(
        nodes,
        weights,
        node(mean - REACH * deviation),
        node(mean + REACH * deviation),
        mean,
        deviation);
  }

  private int node(double f) {
    int from = (int) Math.rint(unscaled(f) / step);
    return side + Math.max(-side, Math.min(from, side));
  }

  private Moments sum(
      double[] at, double[] logs, int first, int last, double mean, double deviation) {
    double[] terms = new double[last - first + 1];
    double most = Double.NEGATIVE_INFINITY;
    for (int k = first; k <= last; k++) {
      double z = (at[k] - mean) / deviation;
      terms[k - first] = logs[k] - z * z / 2;
      most = Math.max(most, terms[k - first]);
    }
    double total = 0;
    double place = 0;
    double square = 0;
    for (int k = first; k <= last; k++) {
      double log = terms[k - first] - most;
      if (log < LEAST) {
        continue;
      }
      double term = StrictMath.exp(log);
      double z = (at[k] - mean) / deviation;
      total += term;
      place += term * z;
      square += term * z * z;
    }
    place /= total;
    double spread = square / total - place * place;
    double log = most + StrictMath.log(total) + Normal.logDensity(0) - StrictMath.log(deviation);
    return new Moments(
        log, mean + place * deviation, bounded(spread * deviation * deviation, deviation));
  }

  /** No trial bends the logarithm of its probability by more than 1. */
  private double bounded(double variance, double deviation) {
    return Math.max(variance, 1 / (1 / (deviation * deviation) + events + others));
  }
}
