package org.iclsweep.layer;

import org.iclsweep.lanes.SharedMatrix;

/**
 * A matrix among a model's parameters and its part of the gradient, of one shape.
 *
 * @param values the parameters themselves
 * @param gradient written when gradients are closed
 */
public record Trained(SharedMatrix values, SharedMatrix gradient) {

  Trained transposed() {
    return new Trained(values.transposed(), gradient.transposed());
  }

  /** Piece {@code k} of so many that lie one below the other. */
  Trained rows(int k, int pieces) {
    int each = values.rows() / pieces;
    return new Trained(
        values.rows(k * each, (k + 1) * each), gradient.rows(k * each, (k + 1) * each));
  }
}
