package org.iclsweep.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.iclsweep.statistics.EvidenceGrid.Weighted;

/**
 * Where in the unit interval or square the probability of an event crosses a share, as far as
 * trials at some points tell.
 *
 * <pre>
 *   events at x ~ Binomial(trials, p(x)),   p = floor + (ceiling - floor) Phi(f),   f ~ Gaussian process ({@link Matern})
 *   above(x) = P(p(x) > share | trials),   band = {x: tail < above(x) < 1 - tail}
 * </pre>
 *
 * <p>The tail of one axis is 2 %, less than the 2.5 % of a 95 % interval: simulated slopes lie
 * between those in 93 % of cases (docs/statistics.md). Of two axes it is 0.25 %: a boundary is to
 * lie in the band all along, and has about eight places at which it may leave it.
 *
 * <p>Trials are independent given p: no seed is at two points. Equal trials, in equal order, give
 * equal numbers and equal next points on every machine.
 *
 * <p><b>Cost.</b> Some tens of Cholesky decompositions of a matrix of the points' number.
 *
 * @see <a href="https://arxiv.org/abs/2203.09751">Letham et al. (2022): level sets of
 *     probabilities</a>
 */
public final class Boundary {

  /** What lies outside the band on either side, where there is one axis and where there are two. */
  private static final double[] TAIL = {0.02, 0.0025};

  private static final int MOST_CANDIDATES = 400;
  private static final int DRAWS = 500;

  /** Points of a draw that are looked at together. */
  private static final int DRAWN = 24;

  private static final double CERTAIN = 0.95;
  private static final long SEED = 0x5eed;

  /** What the probability does in the whole region. */
  public enum Course {
    CROSSING,
    ABOVE,
    BELOW
  }

  /**
   * @param course the most probable one
   * @param certainty its probability, given the trials
   */
  public record Verdict(Course course, double certainty) {}

  /** Places that are looked at together: what is computed of them stays near. */
  private static final int BLOCK = 128;

  private final Counts counts;
  private final List<Weighted> fits;
  private final int axes;
  private final double share;
  private final double tail;
  private final double[][] nodes;
  private final double[] above;
  private volatile Verdict verdict;

  private Boundary(Counts counts, int axes, double share) {
    this.counts = counts;
    fits = EvidenceGrid.of(counts, axes, share);
    this.axes = axes;
    this.share = share;
    tail = TAIL[axes - 1];
    nodes = Lattice.fine(axes);
    above = above(nodes);
  }

  /**
   * What trials tell; without any, what was to be expected.
   *
   * @param axes 1 or 2
   * @param share between 0 and 1
   */
  public static Boundary of(List<PointShare> points, int axes, double share) {
    if (axes < 1 || axes > Lattice.MOST_AXES) {
      throw new IllegalArgumentException(axes + " axes: a boundary is refined in one or two");
    }
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "share " + share + ": a boundary is where a probability between 0 and 1 is crossed");
    }
    for (PointShare point : points) {
      if (point.at().size() != axes) {
        throw new IllegalArgumentException(point.at() + " is no point of " + axes + " axes");
      }
    }
    return new Boundary(Counts.of(points), axes, share);
  }

  /** The points of a first round: evenly spaced, the ends of axes among them. */
  public static List<List<Double>> first(int axes) {
    return boxed(Lattice.evenly(axes, 4));
  }

  /** Of the event, at a point. */
  public double probability(List<Double> at) {
    double[][] point = {at.stream().mapToDouble(x -> x).toArray()};
    double sum = 0;
    for (Weighted each : fits) {
      Margins margins = each.fit().at(point);
      sum += each.weight() * each.fit().plateaus().share(margins.mean[0], margins.variance()[0]);
    }
    return sum;
  }

  /** The probability that the event's probability at a point is above the share. */
  public double above(List<Double> at) {
    return above(new double[][] {at.stream().mapToDouble(x -> x).toArray()})[0];
  }

  private double[] above(double[][] points) {
    double[] above = new double[points.length];
    for (int from = 0; from < points.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, points.length);
      double[] block = above(counts.between(Arrays.copyOfRange(points, from, to)));
      System.arraycopy(block, 0, above, from, block.length);
    }
    return above;
  }

  private double[] above(Correlations points) {
    double[] sum = new double[points.points.length];
    for (Weighted each : fits) {
      Margins margins = each.fit().at(points);
      double[] variance = margins.variance();
      double level = each.fit().plateaus().level(share);
      for (int i = 0; i < sum.length; i++) {
        double z = (margins.mean[i] - level) / Math.sqrt(variance[i]);
        sum[i] += each.weight() * Normal.below(z);
      }
    }
    return sum;
  }

  /**
   * The part of the region in the band. Of one axis it is the band's width; of two, its mean width
   * times the boundary's length, which is about 1 where it runs from side to side.
   */
  public double uncertain() {
    return (double) DoubleStream.of(above).filter(this::inBand).count() / above.length;
  }

  /** Whether a point is in the band, by the probability that its share is above. */
  public boolean inBand(double above) {
    return above > tail && above < 1 - tail;
  }

  /**
   * The points of the next round: where trials leave the least doubt, over the band (the region,
   * where there is none), of the side on which points lie. Points that have trials may come again;
   * of one axis one may come twice, of two they are spread.
   *
   * @param trials at each
   */
  public List<List<Double>> next(int points, int trials) {
    Correlations candidates = counts.between(candidates());
    double[][] covariance = fits.get(0).fit().at(candidates).covariance();
    double[][] moments = moments(candidates);
    double[] z = new double[covariance.length];
    double[] noise = new double[covariance.length];
    scale(covariance, moments[1]);
    for (int i = 0; i < z.length; i++) {
      z[i] = moments[0][i] / Math.sqrt(moments[1][i]);
      noise[i] = noise(candidates.points[i], moments[0][i], moments[1][i], trials);
    }
    return new NextPoints(z, covariance, noise)
        .pick(points, axes == 1).stream().map(i -> boxed(candidates.points[i])).toList();
  }

  /**
   * Of what so many trials tell of the process at a point. Of two axes, where points lie close and
   * f is large beside a step, those that a point has may have told what there is: another round
   * would ask it again.
   *
   * @param mean less where the share is
   */
  double noise(double[] point, double mean, double variance, int trials) {
    ProcessFit fit = fits.get(0).fit();
    Plateaus plateaus = fit.plateaus();
    double noise = 1 / plateaus.precision(mean + plateaus.level(share), variance, trials);
    int known = axes == 1 ? -1 : counts.near(point, Lattice.step(axes) / 2);
    if (known < 0) {
      return noise;
    }
    double part = fit.explainedByMore(known, trials);
    return Math.max(noise, variance * (1 - part) / part);
  }

  /** Means and variances of the mixed fits, less where the share is. */
  private double[][] moments(Correlations points) {
    double[] mean = new double[points.points.length];
    double[] square = new double[mean.length];
    for (Weighted each : fits) {
      Margins margins = each.fit().at(points);
      double[] variance = margins.variance();
      double level = each.fit().plateaus().level(share);
      for (int i = 0; i < mean.length; i++) {
        double m = margins.mean[i] - level;
        mean[i] += each.weight() * m;
        square[i] += each.weight() * (m * m + variance[i]);
      }
    }
    for (int i = 0; i < mean.length; i++) {
      square[i] -= mean[i] * mean[i];
    }
    return new double[][] {mean, square};
  }

  /** Correlations stay, variances become those. */
  private static void scale(double[][] covariance, double[] variance) {
    double[] factor = new double[variance.length];
    for (int i = 0; i < factor.length; i++) {
      factor[i] = Math.sqrt(variance[i] / covariance[i][i]);
    }
    for (int i = 0; i < factor.length; i++) {
      for (int j = 0; j < factor.length; j++) {
        covariance[i][j] *= factor[i] * factor[j];
      }
    }
  }

  private double[][] candidates() {
    int[] open = IntStream.range(0, nodes.length).filter(i -> inBand(above[i])).toArray();
    int[] among = open.length > 0 ? open : IntStream.range(0, nodes.length).toArray();
    int count = Math.min(among.length, MOST_CANDIDATES);
    double[][] candidates = new double[count][];
    for (int k = 0; k < count; k++) {
      candidates[k] = nodes[among[(int) ((k + 0.5) * among.length / count)]];
    }
    return candidates;
  }

  /** Whether both the boundary's place and that there is one, or none, are known. */
  public boolean settled(double tolerance) {
    return uncertain() <= tolerance && verdict().certainty() >= CERTAIN;
  }

  /**
   * By 500 draws of each fit over the whole region, at every sixteenth point of the lattice, or
   * every fourth along both axes: what happens between is not seen. Drawn once, when it is asked.
   */
  public Verdict verdict() {
    if (verdict == null) {
      verdict = drawn();
    }
    return verdict;
  }

  private Verdict drawn() {
    Correlations points = counts.between(Lattice.coarse(axes));
    Random random = new Random(SEED);
    double[] probability = new double[Course.values().length];
    for (Weighted each : fits) {
      Margins margins = each.fit().at(points);
      double level = each.fit().plateaus().level(share);
      Triangle factor = Triangle.of(margins.padded());
      double[] normal = new double[margins.mean.length];
      for (int draw = 0; draw < DRAWS; draw++) {
        Arrays.setAll(normal, i -> random.nextGaussian());
        Course course = course(margins.mean, factor, normal, level);
        probability[course.ordinal()] += each.weight() / DRAWS;
      }
    }
    int most = 0;
    for (int k = 1; k < probability.length; k++) {
      most = probability[k] > probability[most] ? k : most;
    }
    return new Verdict(Course.values()[most], Math.min(probability[most], 1));
  }

  /** Of a draw; known as soon as two of its points are on different sides. */
  private static Course course(double[] mean, Triangle factor, double[] normal, double level) {
    double[] draw = new double[mean.length];
    boolean first = false;
    for (int from = 0; from < mean.length; from += DRAWN) {
      int to = Math.min(from + DRAWN, mean.length);
      factor.times(normal, draw, from, to);
      for (int i = from; i < to; i++) {
        boolean over = mean[i] + draw[i] > level;
        first = i == 0 ? over : first;
        if (over != first) {
          return Course.CROSSING;
        }
      }
    }
    return first ? Course.ABOVE : Course.BELOW;
  }

  private static List<List<Double>> boxed(double[][] points) {
    List<List<Double>> boxed = new ArrayList<>();
    for (double[] point : points) {
      boxed.add(boxed(point));
    }
    return List.copyOf(boxed);
  }

  private static List<Double> boxed(double[] point) {
    return DoubleStream.of(point).boxed().toList();
  }
}
