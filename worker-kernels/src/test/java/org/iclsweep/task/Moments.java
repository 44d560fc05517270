package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Mean and spread of numbers. */
final class Moments {

  private int count;
  private double sum;
  private double squares;

  void add(double value) {
    count++;
    sum += value;
    squares += value * value;
  }

  double mean() {
    return sum / count;
  }

  double standardError() {
    return Math.sqrt((squares / count - mean() * mean()) / count);
  }

  /** Within four standard errors. */
  void assertMean(double expected) {
    assertThat(mean()).isCloseTo(expected, within(4 * standardError()));
  }
}
