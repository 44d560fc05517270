package org.iclsweep.measure;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;

/**
 * Vectors that stand among the tokens of every sequence, each at one place or many, and the sums of
 * their gradients.
 *
 * <p><b>Shapes.</b> k vectors of n features lie row by row in {@link #values} and {@link
 * #gradient}.
 */
public final class TokenVectors {

  private final LaneKernels kernels = Lanes.kernels();
  private final int dim;
  private final float[] values;
  private final float[] gradient;
  private final PartialSums sums;
  private final SharedMatrix closed;

  private TokenVectors(int count, int dim) {
    this.dim = dim;
    values = new float[count * dim];
    gradient = new float[count * dim];
    sums = PartialSums.zeros(count, dim);
    closed = SharedMatrix.of(gradient, 0, count, dim, dim);
  }

  /** No vectors. */
  public static TokenVectors none(int dim) {
    return new TokenVectors(0, dim);
  }

  /**
   * Vectors of standard normal features.
   *
   * @param number of the draw: others have other numbers
   */
  public static TokenVectors drawn(int count, int dim, long seed, int number) {
    TokenVectors vectors = new TokenVectors(count, dim);
    int[] state = new int[LaneKernels.STATE_WORDS];
    LaneMatrix draws = LaneMatrix.zeros(count, dim);
    vectors.kernels.seed(state, seed, Stream.TUNE.number(), 0, number);
    vectors.kernels.fillNormal(draws, state, 1f);
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < dim; i++) {
        vectors.values[k * dim + i] = draws.get(k, i, 0);
      }
    }
    return vectors;
  }

  /** How many there are. */
  public int count() {
    return closed.rows();
  }

  /** To be changed in place. */
  public float[] values() {
    return values;
  }

  /** What {@link #close} wrote. */
  public float[] gradient() {
    return gradient;
  }

  /** Overwrites every row of {@code where} by vector {@code k}, in all lanes. */
  void put(int k, LaneMatrix where) {
    for (int r = 0; r < where.rows(); r++) {
      for (int i = 0; i < dim; i++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          where.set(r, i, lane, values[k * dim + i]);
        }
      }
    }
  }

  void clear() {
    sums.clear();
    Arrays.fill(gradient, 0f);
  }

  /** Adds to the sums of vector {@code k} the gradients by all rows where it stands. */
  void add(int k, LaneMatrix rows) {
    kernels.accumulateRows(sums.rows(k, k + 1), rows);
  }

  /** Overwrites the gradient by {@code scale} times the sums. */
  void close(float scale) {
    closed.setSums(sums, scale);
  }
}
