package org.iclsweep.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.IntStream;
import org.iclsweep.analysis.Numbers;

/**
 * Maps values to coordinates. There is a scale of whatever a table holds: ends beyond what doubles
 * tell apart are moved, and what is not finite lies outside.
 *
 * @param log whether by their logarithm
 * @param low value at {@code from}
 * @param high value at {@code to}
 * @param from coordinate of {@code low}
 * @param to coordinate of {@code high}
 */
record Scale(boolean log, double low, double high, double from, double to) {

  /** A mark of an axis. */
  record Tick(double value, String label) {}

  Scale {
    if (!(low < high) || Double.isInfinite(high - low) || (log && low <= 0)) {
      throw new IllegalArgumentException(
          "no %s scale from %s to %s".formatted(log ? "logarithmic" : "linear", low, high));
    }
  }

  /** A linear axis hides what happens a decade and more below its top. */
  private static final double LOG_FROM = 20;

  /** Whether these values are to be drawn by their logarithm. */
  static boolean isLogarithmic(DoubleSummaryStatistics values) {
    return values.getMin() > 0 && values.getMax() / values.getMin() > LOG_FROM;
  }

  /** Swept numbers over so many times the least are swept by their logarithm. */
  private static final double DECADE = 10;

  /** How far steps that are written as numbers may be from even ones. */
  private static final double ROUGHLY = 0.01;

  /**
   * Of numbers that a study sweeps: by their logarithm where these are even, or where they span a
   * decade and are not even themselves.
   */
  static Scale ofSwept(SortedSet<Double> numbers) {
    return isLogarithmic(numbers)
        ? log(numbers.first(), numbers.last())
        : linear(numbers.isEmpty() ? 0 : numbers.first(), numbers.isEmpty() ? 1 : numbers.last());
  }

  private static boolean isLogarithmic(SortedSet<Double> numbers) {
    if (numbers.size() < 2 || numbers.first() <= 0) {
      return false;
    }
    boolean far = numbers.last() / numbers.first() >= DECADE;
    boolean steps = numbers.size() > 2;
    double[] plain = numbers.stream().mapToDouble(x -> x).toArray();
    double[] logs = numbers.stream().mapToDouble(StrictMath::log).toArray();
    return steps && isEven(logs) || far && !(steps && isEven(plain));
  }

  private static boolean isEven(double[] ascending) {
    double step = ascending[1] - ascending[0];
    return IntStream.range(1, ascending.length)
        .mapToDouble(i -> ascending[i] - ascending[i - 1])
        .allMatch(each -> Math.abs(each / step - 1) < ROUGHLY);
  }

  /** The same with a share of its length more on either side. */
  Scale wider(double share) {
    return wider(share, share);
  }

  /** The same with shares of its length more below and above. */
  Scale wider(double below, double above) {
    return log
        ? log(low * Math.pow(high / low, -below), high * Math.pow(high / low, above))
        : linear(low - below * (high - low), high + above * (high - low));
  }

  /** Ends may be as far from zero as this, so that their distance is a double, too. */
  private static final double FARTHEST = Double.MAX_VALUE / 8;

  /** Nearer to zero, steps between marks would be no normal doubles. */
  private static final double NEAREST = 1e-290;

  /** Ends that differ by less, relatively, are a point. */
  private static final double SAME = 1e-12;

  /** Plain labels have so many decimals at most, and are of numbers below ten to this power. */
  private static final int PLAIN_DIGITS = 7;

  /** From 0 to 1, of a range that may be empty or a point, which is then widened. */
  static Scale linear(double low, double high) {
    double least = end(Math.min(low, high));
    double most = end(Math.max(low, high));
    double size = Math.max(Math.abs(least), Math.abs(most));
    boolean range = most - least > Math.max(SAME * size, NEAREST);
    double margin = range ? 0 : size == 0 ? 1 : Math.max(size / 10, NEAREST);
    return new Scale(false, least - margin, most + margin, 0, 1);
  }

  /** The same of a range and this share of it on either side. */
  static Scale around(double low, double high, double share) {
    double margin = share * (high - low);
    return linear(low - margin, high + margin);
  }

  static Scale log(double low, double high) {
    double least = Math.max(NEAREST, end(Math.min(low, high)));
    double most = Math.max(NEAREST, end(Math.max(low, high)));
    return most / least > 1 + SAME
        ? new Scale(true, least, most, 0, 1)
        : new Scale(true, least / 2, most * 2, 0, 1);
  }

  /** What is no number is as good as zero for an end. */
  private static double end(double value) {
    return Double.isNaN(value) ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, value));
  }

  /** The same values at other coordinates. */
  Scale between(double from, double to) {
    return new Scale(log, low, high, from, to);
  }

  /**
   * May lie outside; far outside it is held at a distance that any renderer can draw, and so is
   * what is no number.
   */
  double at(double value) {
    double share =
        log
            ? (StrictMath.log(Math.max(value, low * 1e-9)) - StrictMath.log(low))
                / (StrictMath.log(high) - StrictMath.log(low))
            : (value - low) / (high - low);
    double held = Double.isNaN(share) ? -10 : Math.max(-10, Math.min(10, share));
    return from + held * (to - from);
  }

  /** About this many round values. */
  List<Tick> ticks(int about) {
    return log && high / low >= 10 ? decades() : evenly(about);
  }

  private List<Tick> evenly(int about) {
    double rough = (high - low) / about;
    double decade = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
    double step = decade;
    for (double factor : new double[] {2, 5, 10}) {
      step = step < rough * 0.999 ? factor * decade : step;
    }
    int decimals = (int) Math.max(0, -Math.floor(StrictMath.log10(step) + 1e-9));
    boolean plain =
        decimals <= PLAIN_DIGITS
            && Math.max(Math.abs(low), Math.abs(high)) < StrictMath.pow(10, PLAIN_DIGITS);
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      double value = i * step;
      ticks.add(
          new Tick(value, plain ? Numbers.fixed(value, decimals) : Numbers.scientific(value)));
    }
    return ticks;
  }

  /** Powers of ten; 2 and 5 between them when there are few. */
  private List<Tick> decades() {
    int first = (int) Math.floor(StrictMath.log10(low));
    int last = (int) Math.ceil(StrictMath.log10(high));
    int stride = Math.max(1, (last - first) / 5);
    double[] factors = last - first <= 3 ? new double[] {1, 2, 5} : new double[] {1};
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = first; exponent <= last; exponent += stride) {
      for (double factor : factors) {
        double value = factor * StrictMath.pow(10, exponent);
        if (value >= low * 0.999 && value <= high * 1.001) {
          ticks.add(new Tick(value, decadeLabel(value, factor, exponent)));
        }
      }
    }
    return ticks;
  }

  private static String decadeLabel(double value, double factor, int exponent) {
    return exponent < -3 || exponent > 3
        ? Numbers.scientific(value)
        : Numbers.fixed(value, Math.max(0, -exponent));
  }
}
