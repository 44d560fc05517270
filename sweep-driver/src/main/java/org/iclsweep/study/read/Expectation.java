package org.iclsweep.study.read;

import java.util.LinkedHashMap;
import java.util.Map;
import org.iclsweep.study.Decimals;

/** What a measured number has to be. */
public sealed interface Expectation {

  /** Whether a number is as expected; NaN never is. */
  boolean holds(double measured);

  /** As in {@code 0.2062 ± 0.004} and {@code 0.11 to 0.117}. */
  String text();

  /** What a study file says to expect it, by key. */
  Map<String, Double> keys();

  /** A value, known up to a tolerance on both sides. */
  record Near(double value, double tolerance) implements Expectation {
    @Override
    public boolean holds(double measured) {
      return Math.abs(measured - value) <= tolerance;
    }

    @Override
    public String text() {
      return Decimals.shortest(value) + " ± " + Decimals.shortest(tolerance);
    }

    @Override
    public Map<String, Double> keys() {
      Map<String, Double> keys = new LinkedHashMap<>();
      keys.put(CheckReader.EXPECTED, value);
      keys.put(CheckReader.TOLERANCE, tolerance);
      return keys;
    }
  }

  /** Bounds, of which one may be infinite; they belong to it. */
  record Between(double least, double most) implements Expectation {
    @Override
    public boolean holds(double measured) {
      return measured >= least && measured <= most;
    }

    @Override
    public String text() {
      if (Double.isInfinite(most)) {
        return "≥ " + Decimals.shortest(least);
      }
      return Double.isInfinite(least)
          ? "≤ " + Decimals.shortest(most)
          : Decimals.shortest(least) + " to " + Decimals.shortest(most);
    }

    @Override
    public Map<String, Double> keys() {
      Map<String, Double> keys = new LinkedHashMap<>();
      if (Double.isFinite(least)) {
        keys.put(CheckReader.AT_LEAST, least);
      }
      if (Double.isFinite(most)) {
        keys.put(CheckReader.AT_MOST, most);
      }
      return keys;
    }
  }
}
