package org.iclsweep.lanes;

/**
 * What {@link LaneKernels#precondition} works on: a head's queries and keys, the queries that come
 * out, and what the gradient needs again.
 *
 * @param queries q [T, n, 16]
 * @param keys k [T, n, 16]
 * @param out x [T, n, 16]
 * @param directions u [T, n, 16], written forward
 * @param shares c [T, 1, 16], written forward
 * @param inverse R [n, n, 16] of all tokens but the last, written forward; elements below the
 *     diagonal are neither read nor written
 * @param lines [n + 1, 6, 16], what a token needs while it is at hand
 * @param lambda λ [1, 1]
 * @param forget γ [1, T]; 1 forgets nothing
 */
public record Preconditioning(
    LaneMatrix queries,
    LaneMatrix keys,
    LaneMatrix out,
    LaneMatrix directions,
    LaneMatrix shares,
    LaneMatrix inverse,
    LaneMatrix lines,
    SharedMatrix lambda,
    SharedMatrix forget) {

  /**
   * What {@link LaneKernels#preconditionGradient} works on beside that.
   *
   * @param queries dq [T, n, 16], overwritten
   * @param keys dk [T, n, 16], added to
   * @param out dx [T, n, 16]
   * @param inverse R [n, n, 16] as it is taken back, in the end that of no token
   * @param moments [n, n, 16], the loss's gradient by the sum of squares and its transpose
   * @param lambda sums of dλ [1, 1]; null where it is not asked for
   * @param forget sums of dγ [1, T]; null where it is not asked for
   */
  public record Gradient(
      LaneMatrix queries,
      LaneMatrix keys,
      LaneMatrix out,
      LaneMatrix inverse,
      LaneMatrix moments,
      PartialSums lambda,
      PartialSums forget) {

    public Gradient {
      Shapes.same(queries, keys);
      Shapes.same(queries, out);
      Shapes.same(inverse, moments);
    }

    /** With room of its own for what it needs. */
    public static Gradient of(
        LaneMatrix queries,
        LaneMatrix keys,
        LaneMatrix out,
        PartialSums lambda,
        PartialSums forget) {
      int size = keys.cols();
      return new Gradient(
          queries,
          keys,
          out,
          LaneMatrix.zeros(size, size),
          LaneMatrix.zeros(size, size),
          lambda,
          forget);
    }

    /** The same with other sums, on the same floats. */
    public Gradient with(PartialSums lambda, PartialSums forget) {
      return new Gradient(queries, keys, out, inverse, moments, lambda, forget);
    }

    boolean packed() {
      return queries.packed()
          && keys.packed()
          && out.packed()
          && inverse.packed()
          && moments.packed();
    }
  }

  public Preconditioning {
    Shapes.same(queries, keys);
    Shapes.same(queries, out);
    Shapes.same(queries, directions);
    Shapes.column(shares, queries);
    Shapes.notEmpty(queries);
    Shapes.square(inverse, queries);
    Shapes.rowOfTokens(forget, queries);
  }

  /** With room of its own for what it needs. */
  public static Preconditioning of(
      LaneMatrix queries,
      LaneMatrix keys,
      LaneMatrix out,
      SharedMatrix lambda,
      SharedMatrix forget) {
    int tokens = keys.rows();
    int size = keys.cols();
    return new Preconditioning(
        queries,
        keys,
        out,
        LaneMatrix.zeros(tokens, size),
        LaneMatrix.zeros(tokens, 1),
        LaneMatrix.zeros(size, size),
        LaneMatrix.zeros(size + 1, 6),
        lambda,
        forget);
  }

  boolean packed() {
    return queries.packed()
        && keys.packed()
        && out.packed()
        && directions.packed()
        && inverse.packed()
        && lines.packed();
  }

  int tokens() {
    return keys.rows();
  }

  int size() {
    return keys.cols();
  }
}
