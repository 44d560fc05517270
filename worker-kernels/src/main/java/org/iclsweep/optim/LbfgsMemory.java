package org.iclsweep.optim;

/**
 * The last moves of {@link Lbfgs} with what the gradient changed by in each, and the direction that
 * follows from them.
 *
 * <p><b>Writes.</b> Its own arrays, made once.
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal and Wright (2006), algorithm
 *     7.4</a>
 */
final class LbfgsMemory {

  private static final double LEAST_CURVATURE = 1e-10;

  private final double[][] moves;
  private final double[][] changes;
  private final double[] inverse;
  private final double[] weight;
  private double scale = 1;
  private int count;
  private int next;

  /**
   * @param most moves that are remembered
   * @param parameterCount length of each
   */
  LbfgsMemory(int most, int parameterCount) {
    moves = new double[most][parameterCount];
    changes = new double[most][parameterCount];
    inverse = new double[most];
    weight = new double[most];
  }

  /**
   * Takes up a move of {@code rate direction}, in the place of the oldest one where there is no
   * more room, unless the gradient hardly rose along it.
   *
   * @param change of the gradient
   */
  void remember(double[] direction, double rate, double[] change) {
    double curvature = rate * dot(direction, change);
    if (!(curvature > LEAST_CURVATURE)) {
      return;
    }
    for (int k = 0; k < change.length; k++) {
      moves[next][k] = rate * direction[k];
      changes[next][k] = change[k];
    }
    inverse[next] = 1 / curvature;
    scale = curvature / dot(change, change);
    next = (next + 1) % moves.length;
    count = Math.min(count + 1, moves.length);
  }

  /** Overwrites {@code direction} with {@code -H gradient}; without any move H is 1. */
  void direction(double[] direction, double[] gradient) {
    for (int k = 0; k < direction.length; k++) {
      direction[k] = -gradient[k];
    }
    for (int age = 1; age <= count; age++) {
      int i = aged(age);
      weight[i] = inverse[i] * dot(moves[i], direction);
      add(direction, -weight[i], changes[i]);
    }
    for (int k = 0; k < direction.length; k++) {
      direction[k] *= scale;
    }
    for (int age = count; age >= 1; age--) {
      int i = aged(age);
      add(direction, weight[i] - inverse[i] * dot(changes[i], direction), moves[i]);
    }
  }

  /** Where the move lies that was the last but so many, from 1. */
  private int aged(int age) {
    return Math.floorMod(next - age, moves.length);
  }

  private static void add(double[] to, double factor, double[] from) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * from[k];
    }
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
