package org.iclsweep.layer;

import org.iclsweep.lanes.LaneMatrix;

/**
 * The residual connection of a layer, for what of the stream its {@link Reach} leaves.
 *
 * <pre>  e' = e + ...,   so   de = de' + ...  </pre>
 */
final class Residual {

  private final Activation stream;
  private final Activation kept;
  private final Activation out;
  private final boolean isWhole;
  private final boolean allFeatures;
  private final Activation queryStream;
  private final Activation queryKept;
  private final Activation queryOut;

  Residual(Activation stream, Activation out, Reach reach) {
    this.stream = stream;
    this.out = out;
    queryStream = stream.query();
    allFeatures = reach.features().all();
    isWhole = reach.equals(Reach.ALL);
    queryKept = queryStream.cols(reach.features());
    kept = reach.tokens(stream).cols(reach.features());
    queryOut = out.query();
  }

  /** What of the stream there is in the outputs. */
  LaneMatrix kept() {
    return kept.values();
  }

  /** Starts the outputs with the stream. */
  void forward() {
    out.values().copyFrom(kept.values());
  }

  /** Starts the stream's gradient. */
  void backward() {
    if (!isWhole) {
      stream.gradient().clear();
    }
    kept.gradient().copyFrom(out.gradient());
  }

  /** Starts the query's part of the stream's gradient. */
  void queryBackward() {
    if (!allFeatures) {
      queryStream.gradient().clear();
    }
    queryKept.gradient().copyFrom(queryOut.gradient());
  }
}
