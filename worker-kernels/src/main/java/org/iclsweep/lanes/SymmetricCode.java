package org.iclsweep.lanes;

/**
 * One pass over a symmetric matrix, in one register of tasks: it is updated by a vector or two, and
 * multiplied by another or two while its elements are at hand.
 *
 * <pre>
 *   r[i,j] = decay r[i,j] + a[i] b[j]                     (two terms: + b[i] a[j])      for j ≥ i
 *   out[i] += Σ_j r[i,j] v[j]
 *   other[i] += Σ_j r[i,j] w[j];   then first += Σ_i out[i] v[i],  second += Σ_i out[i] w[i]
 * </pre>
 *
 * <p>The last line is of passes of two products. Of r only elements with j ≥ i are read and
 * written; the others are those by symmetry.
 *
 * <p>Elements i of all vectors lie in one line of 6 x 16 floats, one line after another, so that a
 * column has one address and one check of bounds; {@code first} and {@code second} come behind.
 */
interface SymmetricCode {

  /** Where in a line the element of a vector lies; that of a is the first. */
  int B = LaneMatrix.LANES;

  int V = 2 * LaneMatrix.LANES;
  int OUT = 3 * LaneMatrix.LANES;
  int W = 4 * LaneMatrix.LANES;
  int OTHER = 5 * LaneMatrix.LANES;

  /** Floats of a line. */
  int LINE = 6 * LaneMatrix.LANES;

  /**
   * What a {@link SymmetricPass} is defined for.
   *
   * @param height rows that are taken together, 2 or 4
   * @param twoTerms whether the update has two terms, a bᵀ + b aᵀ; where it has one, a is a
   *     multiple of b
   * @param twoProducts whether there is a second product
   * @param decay whether r is multiplied before it is updated
   */
  record Form(int height, boolean twoTerms, boolean twoProducts, boolean decay) {}

  /**
   * Does it once.
   *
   * @param size rows of r
   * @param r0 where r[0,0] lies, and row floats further r[1,0]
   * @param s0 where the first line of vectors begins
   */
  void run(int size, float decay, float[] r, int r0, int row, float[] s, int s0);
}
