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
  private final Activation queryStream;
  private final Activation queryKept;
  private final Activation queryOut;

  Residual(Activation stream, Activation out, Reach reach) {
    this.stream = stream;
    this.out = out;
    queryStream = stream.query();
    queryKept = reach == Reach.READ_OUT ? queryStream.label() : queryStream;
    kept = reach == Reach.ALL ? stream : queryKept;
    queryOut = reach == Reach.ALL ? out.query() : out;
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
    if (kept != stream) {
      stream.gradient().clear();
    }
    kept.gradient().copyFrom(out.gradient());
  }

  /** Starts the query's part of the stream's gradient. */
  void queryBackward() {
    if (queryKept != queryStream) {
      queryStream.gradient().clear();
    }
    queryKept.gradient().copyFrom(queryOut.gradient());
  }
}
