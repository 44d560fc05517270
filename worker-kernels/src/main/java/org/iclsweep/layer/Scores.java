package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Operation;

/** What becomes of the scores of a token before they weigh the values: P from S, row by row. */
public enum Scores {
  /** {@code P = S}. */
  LINEAR(0, false),
  /** {@code P[t,s] = e^S[t,s] / Σ_r e^S[t,r]}. */
  SOFTMAX(18 + 3, false),
  /** {@code P[t,s] = max(S[t,s], 0)}, divided by nothing. */
  RELU(4 + 1, true);

  private final double operations;
  private final boolean slope;

  Scores(double operations, boolean slope) {
    this.operations = operations;
    this.slope = slope;
  }

  /** Operations a score, forward and backward. */
  public double operations() {
    return operations;
  }

  /** Numbers that are kept of each score besides P, for its gradient: slopes, or none. */
  public int slopes() {
    return slope ? 1 : 0;
  }

  /**
   * Overwrites S by P.
   *
   * @param slopes of S's shape if any are kept; overwritten
   */
  Operation forward(LaneKernels kernels, LaneMatrix scores, LaneMatrix slopes) {
    return switch (this) {
      case LINEAR -> Operation.none();
      case SOFTMAX -> () -> kernels.softmax(scores, scores);
      case RELU -> () -> kernels.relu(scores, slopes, scores);
    };
  }

  /**
   * Overwrites dP by dS.
   *
   * @param scores P
   * @param slopes that forward left
   */
  Operation backward(
      LaneKernels kernels, LaneMatrix gradient, LaneMatrix scores, LaneMatrix slopes) {
    return switch (this) {
      case LINEAR -> Operation.none();
      case SOFTMAX -> () -> kernels.softmaxGradient(gradient, scores, gradient);
      case RELU -> () -> kernels.multiply(gradient, gradient, slopes);
    };
  }
}
