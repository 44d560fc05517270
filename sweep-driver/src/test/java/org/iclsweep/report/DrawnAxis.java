package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * An axis as a reader takes it: which values stand at which coordinates, told by its ticks alone.
 *
 * @param law value to what is even along the axis: itself, or its logarithm
 * @param zero coordinate of 0 of it
 * @param unit coordinates a unit of it
 * @param from coordinate at which the axis begins
 * @param to coordinate at which it ends
 */
record DrawnAxis(
    DoubleUnaryOperator law,
    boolean isLog,
    double zero,
    double unit,
    double from,
    double to,
    List<String> ticks) {

  /** Coordinates are written in hundredths: a mark's own rounding, and that of two ticks. */
  static final double ROUNDING = 0.03;

  /** What is drawn further away than this many lengths of the axis is held there. */
  private static final double FAR = 10;

  /** A number beside a tick, and the coordinate of the tick. */
  record Tick(String label, double at) {
    double value() {
      return Double.parseDouble(label);
    }
  }

  static DrawnAxis of(List<Tick> ticks, double from, double to) {
    assertThat(ticks).as("ticks, of which it takes two to tell a scale").hasSizeGreaterThan(1);
    DrawnAxis linear = through(ticks, x -> x, false, from, to);
    boolean positive = ticks.stream().allMatch(t -> t.value() > 0);
    if (linear.fits(ticks) || !positive) {
      assertThat(linear.fits(ticks)).as("ticks %s are even", ticks).isTrue();
      return linear;
    }
    DrawnAxis log = through(ticks, Math::log, true, from, to);
    assertThat(log.fits(ticks)).as("ticks %s are even, or their logarithms are", ticks).isTrue();
    return log;
  }

  private static DrawnAxis through(
      List<Tick> ticks, DoubleUnaryOperator law, boolean isLog, double from, double to) {
    Tick a = ticks.get(0);
    Tick b = ticks.get(ticks.size() - 1);
    double first = law.applyAsDouble(a.value());
    double unit = (b.at() - a.at()) / (law.applyAsDouble(b.value()) - first);
    List<String> labels = ticks.stream().map(Tick::label).toList();
    return new DrawnAxis(law, isLog, a.at() - unit * first, unit, from, to, labels);
  }

  private boolean fits(List<Tick> ticks) {
    return ticks.stream().allMatch(t -> Math.abs(place(t.value()) - t.at()) < ROUNDING);
  }

  private double place(double value) {
    return zero + unit * law.applyAsDouble(value);
  }

  /** The value that stands at a coordinate. */
  double value(double at) {
    double even = (at - zero) / unit;
    return isLog ? Math.exp(even) : even;
  }

  /** Whether a mark at this coordinate says this value. */
  boolean says(double at, double value) {
    if (isLog && value <= 0) {
      return (at - from) / (to - from) < 0;
    }
    double share = (place(value) - from) / (to - from);
    double held = from + Math.max(-FAR, Math.min(FAR, share)) * (to - from);
    return Math.abs(at - held) < ROUNDING;
  }

  /** Whether a value stands between its ends. */
  boolean shows(double value) {
    double share = (place(value) - from) / (to - from);
    return share > -1e-3 && share < 1 + 1e-3;
  }
}
