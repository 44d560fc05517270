package org.iclsweep.optim;

import java.util.Arrays;

/**
 * L-BFGS without line search, as PyTorch has it: a quasi-Newton direction from the last moves, of
 * which a fixed share is taken.
 *
 * <pre>
 *   g = ∂(2 loss)/∂p,   s_k = p_k+1 - p_k,   y_k = g_k+1 - g_k
 *   d = -H g by the two-loop recursion over the last s, y with ⟨s, y⟩ > 1e-10, from H = ⟨s, y⟩ / ⟨y, y⟩ of the last
 *   p = p + rate d;   in the first iteration d = -g, of which rate min(1, 1 / ‖g‖₁) is taken
 * </pre>
 *
 * <p>A step has some iterations, each with a gradient of its own. It ends before where no element
 * of g is above 1e-7, where {@code ⟨g, d⟩ > -1e-9}, so that there is nothing to be gained, and, at
 * the gradient behind a move, where that moved no parameter or the squared error by more than 1e-9.
 *
 * <p><b>Shapes.</b> p, g, s, y [parameters], of s and y as many as it remembers.
 *
 * <p><b>Writes.</b> Overwrites p and its own state; allocates nothing in a step.
 *
 * <p><b>Error.</b> In double, the parameters among it; they are rounded where they are handed out.
 *
 * <p><b>Cost.</b> Four multiply-adds a parameter and remembered move.
 *
 * <p>Losses here are half the squared error; bounds are PyTorch's own, so they are held against
 * twice of it. Departure from PyTorch: there is no bound on evaluations beside that on iterations
 * (theirs of five quarters ends a step of two or three iterations one earlier).
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.LBFGS.html">LBFGS of
 *     PyTorch, with line_search_fn None</a>
 * @see <a href="https://doi.org/10.1007/BF01589116">Liu and Nocedal (1989)</a>
 */
final class Lbfgs implements Optimizer {

  private static final double LEAST_GRADIENT = 1e-7;
  private static final double LEAST_CHANGE = 1e-9;

  private final OptimizerSpec.Lbfgs spec;
  private final LbfgsMemory memory;
  private final double[] position;
  private final double[] gradient;
  private final double[] change;
  private final double[] direction;
  private double squaredError;
  private double rate;
  private boolean started;
  private int iterations;

  Lbfgs(OptimizerSpec.Lbfgs spec, int parameterCount) {
    this.spec = spec;
    memory = new LbfgsMemory(spec.memory(), parameterCount);
    position = new double[parameterCount];
    gradient = new double[parameterCount];
    change = new double[parameterCount];
    direction = new double[parameterCount];
  }

  @Override
  public void step(float[] parameters, float[] gradient, float rateFactor) {
    iterate(parameters, gradient, Double.NaN, rateFactor);
  }

  @Override
  public boolean iterate(float[] parameters, float[] gradient, double loss, float rateFactor) {
    boolean goesOn =
        !isSettled(2 * loss) && takes(gradient, 2 * loss) && moves(parameters, rateFactor);
    iterations = goesOn ? (iterations + 1) % spec.iterations() : 0;
    return iterations > 0;
  }

  /** Whether the last move of this step was the last that is worth it. */
  private boolean isSettled(double error) {
    return iterations > 0
        && (rate * largest(direction) <= LEAST_CHANGE
            || Math.abs(error - squaredError) < LEAST_CHANGE);
  }

  /** Takes up a gradient, of half the squared error, unless it is 0. */
  private boolean takes(float[] half, double error) {
    for (int k = 0; k < half.length; k++) {
      change[k] = 2.0 * half[k];
    }
    if (largest(change) <= LEAST_GRADIENT) {
      return false;
    }
    for (int k = 0; k < half.length; k++) {
      double before = gradient[k];
      gradient[k] = change[k];
      change[k] -= before;
    }
    squaredError = error;
    return true;
  }

  /** Aims and, unless nothing is to be gained there, moves. */
  private boolean moves(float[] parameters, float rateFactor) {
    double full = spec.learningRate() * rateFactor;
    if (started) {
      memory.remember(direction, rate, change);
      rate = full;
    } else {
      started = true;
      Arrays.setAll(position, k -> parameters[k]);
      rate = full * Math.min(1, 1 / sum(gradient));
    }
    memory.direction(direction, gradient);
    if (LbfgsMemory.dot(gradient, direction) > -LEAST_CHANGE) {
      return false;
    }
    for (int k = 0; k < position.length; k++) {
      position[k] += rate * direction[k];
      parameters[k] = (float) position[k];
    }
    return true;
  }

  private static double sum(double[] elements) {
    double sum = 0;
    for (double element : elements) {
      sum += Math.abs(element);
    }
    return sum;
  }

  private static double largest(double[] elements) {
    double largest = 0;
    for (double element : elements) {
      largest = Math.max(largest, Math.abs(element));
    }
    return largest;
  }
}
