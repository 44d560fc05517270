package org.iclsweep.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A fall of a loss from one plateau to a lower one, found on the curve alone.
 *
 * <p>A curve is read by the logarithm of its loss, after a running median of three points, which a
 * single wild point does not move. A <b>plateau</b> is a stretch of three points or more in which
 * that varies by no more than δ = max(0.1, 5 σ), where σ is the noise that second differences show;
 * it lasts at least 0.15 times the steps before it, and a third of what the ways down to it and
 * from it take. Two plateaus, one after the other, are a <b>fall</b> where the second is lower by a
 * fifth or more (0.2 in the logarithm, or 2 δ). So a loss that declines all the time has no fall,
 * however far it comes, nor has one that is still falling at the end.
 *
 * <p><b>Cost.</b> Quadratic in the number of points, some hundred.
 *
 * @param step where the loss crosses the geometric mean of the two levels, linear between points
 * @param from median loss of the first plateau
 * @param to median loss of the second
 * @param begin where a tenth of the way down is done, in the logarithm
 * @param end where nine tenths are
 */
public record LossFall(double step, double from, double to, double begin, double end) {
  private static final double VARIATION = 0.1;
  private static final double NOISES = 5;
  private static final double LASTING = StrictMath.log(1.15);
  private static final double LEAST = 0.2;
  private static final int FEWEST = 3;

  /** What a plateau lasts of a way to it or from it; of an exponential decline, 0.08. */
  private static final double OF_WAY = 1.0 / 3;

  /** Standard deviation of a normal distribution by its median absolute deviation. */
  private static final double OF_MEDIAN = 1.4826;

  /** Steps from the beginning of the fall to its end: small is sharp. */
  public double width() {
    return end - begin;
  }

  /**
   * All falls of a curve, in their order.
   *
   * @param steps ascending
   * @param losses at those steps; what is not finite or not positive is passed over
   */
  public static List<LossFall> of(int[] steps, double[] losses) {
    Curve curve = Curve.of(steps, losses);
    if (curve.size() < 2 * FEWEST) {
      return List.of();
    }
    List<Plateau> plateaus = curve.plateaus();
    while (plateaus.size() > 1) {
      Optional<Plateau> passing = curve.shortest(plateaus);
      if (passing.isEmpty()) {
        return curve.falls(plateaus);
      }
      plateaus.remove(passing.get());
    }
    return List.of();
  }

  /**
   * A stretch of a curve.
   *
   * @param first its first point
   * @param last its last
   * @param level median logarithm of its losses
   */
  private record Plateau(int first, int last, double level) {}

  /**
   * A curve as it is read.
   *
   * @param steps of the points that count
   * @param logs logarithms of their losses, smoothed
   * @param variation what a plateau may vary by
   */
  private record Curve(double[] steps, double[] logs, double variation) {

    static Curve of(int[] steps, double[] losses) {
      double[] times = new double[steps.length];
      double[] logs = new double[steps.length];
      int size = 0;
      for (int k = 0; k < steps.length; k++) {
        if (Double.isFinite(losses[k]) && losses[k] > 0) {
          times[size] = steps[k];
          logs[size++] = StrictMath.log(losses[k]);
        }
      }
      logs = Arrays.copyOf(logs, size);
      double variation = Math.max(VARIATION, NOISES * noise(logs));
      return new Curve(Arrays.copyOf(times, size), smooth(logs), variation);
    }

    int size() {
      return steps.length;
    }

    private static double noise(double[] y) {
      if (y.length < FEWEST) {
        return 0;
      }
      double[] second = new double[y.length - 2];
      for (int k = 0; k < second.length; k++) {
        second[k] = Math.abs(y[k] - 2 * y[k + 1] + y[k + 2]);
      }
      return OF_MEDIAN * median(second) / Math.sqrt(6);
    }

    /** Running median of three; at the ends with the point that the next two extrapolate to. */
    private static double[] smooth(double[] y) {
      int n = y.length;
      if (n < FEWEST) {
        return y;
      }
      double[] smooth = new double[n];
      for (int k = 1; k < n - 1; k++) {
        smooth[k] = median(y[k - 1], y[k], y[k + 1]);
      }
      smooth[0] = median(y[0], smooth[1], 3 * smooth[1] - 2 * smooth[Math.min(2, n - 2)]);
      smooth[n - 1] =
          median(y[n - 1], smooth[n - 2], 3 * smooth[n - 2] - 2 * smooth[Math.max(1, n - 3)]);
      return smooth;
    }

    /** The plateaus in their order, however short the ways between them make them look. */
    List<Plateau> plateaus() {
      List<Plateau> found = new ArrayList<>();
      addPlateaus(0, size() - 1, found);
      return found;
    }

    private void addPlateaus(int low, int high, List<Plateau> found) {
      int begin = -1;
      int end = -1;
      double lasting = LASTING;
      for (int first = low; first + FEWEST - 1 <= high; first++) {
        int last = last(first, high);
        if (last - first + 1 >= FEWEST && lasts(first, last) >= lasting) {
          begin = first;
          end = last;
          lasting = lasts(first, last);
        }
      }
      if (begin >= 0) {
        addPlateaus(low, begin - 1, found);
        found.add(new Plateau(begin, end, median(Arrays.copyOfRange(logs, begin, end + 1))));
        addPlateaus(end + 1, high, found);
      }
    }

    /** The shortest of those that do not last, beside a way to or from them. */
    Optional<Plateau> shortest(List<Plateau> plateaus) {
      Optional<Plateau> shortest = Optional.empty();
      for (int i = 1; i < plateaus.size(); i++) {
        Plateau above = plateaus.get(i - 1);
        Plateau below = plateaus.get(i);
        if (isFall(above, below)) {
          double least = fall(above, below).width() * OF_WAY;
          for (Plateau each : List.of(above, below)) {
            if (length(each) < least
                && (shortest.isEmpty() || length(each) < length(shortest.get()))) {
              shortest = Optional.of(each);
            }
          }
        }
      }
      return shortest;
    }

    private double length(Plateau plateau) {
      return steps[plateau.last()] - steps[plateau.first()];
    }

    List<LossFall> falls(List<Plateau> plateaus) {
      List<LossFall> falls = new ArrayList<>();
      for (int i = 1; i < plateaus.size(); i++) {
        if (isFall(plateaus.get(i - 1), plateaus.get(i))) {
          falls.add(fall(plateaus.get(i - 1), plateaus.get(i)));
        }
      }
      return falls;
    }

    private boolean isFall(Plateau above, Plateau below) {
      return above.level() - below.level() >= Math.max(LEAST, 2 * variation);
    }

    /** The last point up to which the curve varies little. */
    private int last(int first, int high) {
      double least = logs[first];
      double most = logs[first];
      int last = first;
      while (last < high) {
        least = Math.min(least, logs[last + 1]);
        most = Math.max(most, logs[last + 1]);
        if (most - least > variation) {
          return last;
        }
        last++;
      }
      return last;
    }

    /** Logarithm of the steps until its end over those before it, counted from one point before. */
    private double lasts(int first, int last) {
      double before = steps[0] - (steps[1] - steps[0]);
      return StrictMath.log((steps[last] - before) / (steps[first] - before));
    }

    private LossFall fall(Plateau above, Plateau below) {
      double drop = above.level() - below.level();
      double half = above.level() - 0.5 * drop;
      double tenth = above.level() - 0.1 * drop;
      double rest = above.level() - 0.9 * drop;
      int middle = crossingBefore(below.first(), above.last(), half);
      int begin = crossingBefore(middle, above.first(), tenth);
      int end = middle;
      while (end < below.last() && logs[end] > rest) {
        end++;
      }
      return new LossFall(
          between(middle, half),
          StrictMath.exp(above.level()),
          StrictMath.exp(below.level()),
          between(begin, tenth),
          between(end, rest));
    }

    /** The last point from {@code last} down at which the curve comes down to a level. */
    private int crossingBefore(int last, int first, double level) {
      int k = last;
      while (k > first + 1 && logs[k - 1] <= level) {
        k--;
      }
      return k;
    }

    /** The step before a point at which the curve crosses a level. */
    private double between(int k, double level) {
      double drop = logs[k - 1] - logs[k];
      double part = drop > 0 ? (logs[k - 1] - level) / drop : 1;
      return steps[k - 1] + Math.max(0, Math.min(1, part)) * (steps[k] - steps[k - 1]);
    }

    private static double median(double... values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int half = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
  }
}
