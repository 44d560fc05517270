package org.iclsweep.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.iclsweep.analysis.Numbers;

/**
 * Maps values to coordinates.
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

  /** Of a range that may be empty or a point, which is then widened. */
  static Scale linear(double low, double high, double from, double to) {
    boolean range = low < high;
    double margin = range ? 0 : low == 0 ? 1 : Math.abs(low) / 10;
    return new Scale(false, low - margin, high + margin, from, to);
  }

  static Scale log(double low, double high, double from, double to) {
    return low < high
        ? new Scale(true, low, high, from, to)
        : new Scale(true, low / 2, low * 2, from, to);
  }

  /** The same values at other coordinates. */
  Scale between(double from, double to) {
    return new Scale(log, low, high, from, to);
  }

  /** May lie outside; far outside it is held at a distance that any renderer can draw. */
  double at(double value) {
    double share =
        log
            ? (StrictMath.log(Math.max(value, low * 1e-9)) - StrictMath.log(low))
                / (StrictMath.log(high) - StrictMath.log(low))
            : (value - low) / (high - low);
    return from + Math.max(-10, Math.min(10, share)) * (to - from);
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
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(new Tick(i * step, Numbers.fixed(i * step, decimals)));
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
