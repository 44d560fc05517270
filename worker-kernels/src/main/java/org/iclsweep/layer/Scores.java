package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Operation;

/** What becomes of the scores of a token before they weigh the values: P from S, row by row. */
public enum Scores {
  /** {@code P = S}. */
  LINEAR(0),
  /** {@code P[t,s] = e^S[t,s] / Σ_r e^S[t,r]}. */
  SOFTMAX(18 + 3);

  private final double operations;

  Scores(double operations) {
    this.operations = operations;
  }

  /** Operations a score, forward and backward. */
  public double operations() {
    return operations;
  }

  /** Overwrites S by P. */
  Operation forward(LaneKernels kernels, LaneMatrix scores) {
    return switch (this) {
      case LINEAR -> Operation.none();
      case SOFTMAX -> () -> kernels.softmax(scores, scores);
    };
  }

  /**
   * Overwrites dP by dS.
   *
   * @param scores P
   */
  Operation backward(LaneKernels kernels, LaneMatrix gradient, LaneMatrix scores) {
    return switch (this) {
      case LINEAR -> Operation.none();
      case SOFTMAX -> () -> kernels.softmaxGradient(gradient, scores, gradient);
    };
  }
}
