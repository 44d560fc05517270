package org.iclsweep.learner;

import java.util.Arrays;
import org.iclsweep.lanes.LaneMatrix;

/**
 * What one sequence has shown up to a state, in double: that state, and sums over the pairs of a
 * state and the next one.
 *
 * <pre>  A_t = Σ_{j≤t} s_{j-1} s_{j-1}ᵀ,   B_t = Σ_{j≤t} s_j s_{j-1}ᵀ  </pre>
 *
 * <p>Pairs end with (s_{t-1}, s_t), or one earlier where the newest is left out. Sums run in the
 * order of the pairs.
 *
 * <p><b>Shapes</b> (n features, T states): states [T, n]; A, B [n, n], row by row.
 *
 * <p><b>Cost.</b> 2 n² multiply-adds a state; allocates nothing but at the start.
 */
final class PrefixMoments {

  private final int dim;
  private final int behind;
  private final double[][] states;
  private final double[] gram;
  private final double[] cross;
  private int at;

  PrefixMoments(int length, int dim, NewestPair newest) {
    this.dim = dim;
    behind = newest == NewestPair.USED ? 0 : 1;
    states = new double[length][dim];
    gram = new double[dim * dim];
    cross = new double[dim * dim];
  }

  /** n. */
  int dim() {
    return dim;
  }

  /** T. */
  int length() {
    return states.length;
  }

  /** Takes another sequence, [T, n, 16], of whose states the first is yet to come. */
  void read(LaneMatrix observations, int lane) {
    for (int t = 0; t < states.length; t++) {
      for (int i = 0; i < dim; i++) {
        states[t][i] = observations.get(t, i, lane);
      }
    }
    start();
  }

  /** The same, of states in double. */
  void read(double[][] observations) {
    for (int t = 0; t < states.length; t++) {
      System.arraycopy(observations[t], 0, states[t], 0, dim);
    }
    start();
  }

  private void start() {
    at = -1;
    Arrays.fill(gram, 0);
    Arrays.fill(cross, 0);
  }

  /** Goes on to the next state. */
  void next() {
    at++;
    if (pairs() > 0) {
      add(states[pairs() - 1], states[pairs()]);
    }
  }

  private void add(double[] past, double[] present) {
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        int place = i * dim + j;
        gram[place] = Math.fma(past[i], past[j], gram[place]);
        cross[place] = Math.fma(present[i], past[j], cross[place]);
      }
    }
  }

  /** Pairs that have been seen; number {@code k} from 0 is of states k and k + 1. */
  int pairs() {
    return Math.max(at - behind, 0);
  }

  /** s_t, of t from 1. */
  double[] state() {
    return states[at];
  }

  /** A state of the sequence by its number from 0. */
  double[] state(int number) {
    return states[number];
  }

  /** A_t. */
  double[] gram() {
    return gram;
  }

  /** Overwrites {@code out} by A_t x; no two may be the same. */
  void gram(double[] out, double[] x) {
    times(out, gram, x);
  }

  /** Overwrites {@code out} by B_t x; no two may be the same. */
  void cross(double[] out, double[] x) {
    times(out, cross, x);
  }

  private void times(double[] out, double[] matrix, double[] x) {
    for (int i = 0; i < dim; i++) {
      double sum = 0;
      for (int j = 0; j < dim; j++) {
        sum = Math.fma(matrix[i * dim + j], x[j], sum);
      }
      out[i] = sum;
    }
  }

  /** Whose square is the sum of the squares of A_t, and of a number on its diagonal. */
  double gramNorm(double onDiagonal) {
    double sum = 0;
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        double element = i == j ? gram[i * dim + j] + onDiagonal : gram[i * dim + j];
        sum = Math.fma(element, element, sum);
      }
    }
    return Math.sqrt(sum);
  }

  /** The mean norm of A of some sequences at one of their states, from 1; 1 where that is 0. */
  double meanNorm(LaneMatrix observations, int sequences, int state) {
    double sum = 0;
    for (int lane = 0; lane < sequences; lane++) {
      read(observations, lane);
      for (int t = 0; t < state; t++) {
        next();
      }
      sum += gramNorm(0);
    }
    return sum == 0 ? 1 : sum / sequences;
  }
}
