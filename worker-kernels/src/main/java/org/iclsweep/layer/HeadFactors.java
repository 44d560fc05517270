package org.iclsweep.layer;

import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/** A number for each head, [1, H], trained or not. */
public final class HeadFactors implements Weights {

  private final SharedMatrix values;
  private final SharedMatrix gradient;
  private final PartialSums sums;

  private HeadFactors(SharedMatrix values, SharedMatrix gradient) {
    this.values = values;
    this.gradient = gradient;
    sums = gradient == null ? null : PartialSums.zeros(1, values.cols());
  }

  /** Those among a model's parameters. */
  public static HeadFactors trained(Trained factors) {
    return new HeadFactors(factors.values(), factors.gradient());
  }

  /** One for all heads that stays as it is. */
  public static HeadFactors fixed(float value) {
    SharedMatrix one = SharedMatrix.zeros(1, 1);
    one.set(0, 0, value);
    return new HeadFactors(one, null);
  }

  boolean trained() {
    return gradient != null;
  }

  private int column(int h) {
    return trained() ? h : 0;
  }

  /** That of head h, so many times. */
  SharedMatrix values(int h, int times) {
    return values.repeated(column(h), times);
  }

  /** The sums of its gradient, of so many times; null where it is not trained. */
  PartialSums sums(int h, int times) {
    return trained() ? sums.repeated(h, times) : null;
  }

  @Override
  public void prepare() {
    if (trained()) {
      sums.clear();
    }
  }

  @Override
  public void closeGradient(float scale) {
    if (trained()) {
      gradient.setSums(sums, scale);
    }
  }
}
