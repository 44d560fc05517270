package org.iclsweep.layer;

/**
 * Where a sublayer with a residual connection reads and writes, and what its training owes to those
 * before it.
 *
 * @param source what it looks at: the stream itself, or what came of it, or what it came of
 * @param stream the residual stream that it updates
 * @param out the updated stream
 * @param reach what of {@code out} there is
 * @param sourceTrained whether something before the source is trained, and needs its gradient
 * @param streamTrained the same of the stream
 */
public record Wiring(
    Activation source,
    Activation stream,
    Activation out,
    Reach reach,
    boolean sourceTrained,
    boolean streamTrained) {

  /** Whether it looks at something else than the stream itself. */
  boolean looksAside() {
    return source != stream;
  }
}
