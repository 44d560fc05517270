package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.learner.Preconditioner;
import org.iclsweep.task.Dynamics;

/**
 * Preconditioned inputs that probes look for.
 *
 * <pre>
 *   x_t = (z_t, z_{t-1}, .., z_{t-k+1}),   z = s, or f(s) of a nonlinear system;   0 before the first
 * </pre>
 *
 * @param by how they are preconditioned
 * @param ofFeatures whether z is f(s)
 * @param stack k
 */
public record ProbeInputs(Preconditioner by, boolean ofFeatures, int stack)
    implements Serializable {

  public ProbeInputs {
    atLeastOne("stack", stack);
    if (by.isFitted()) {
      requireFitted(ofFeatures, stack);
    }
  }

  /** Refuses inputs that second-order, which fits its steps to single observations, has not. */
  public static void requireFitted(boolean ofFeatures, int stack) {
    if (ofFeatures || stack > 1) {
      throw new IllegalArgumentException(
          "second-order fits its steps to single observations, but inputs are "
              + (ofFeatures ? "features" : "stacks of " + stack));
    }
  }

  /** Refuses more in an input than there are. */
  public static void requireStack(int stack, int length) {
    require(stack <= length, "stack", stack, "at most " + length + ", the tokens of a sequence");
  }

  /** Features of an input. */
  int width(Dynamics task) {
    return stack * task.observed();
  }

  /**
   * Of a sequence.
   *
   * @param parts z, [T, n]
   * @param values of the steps that they are preconditioned by
   * @return [T, k n]
   */
  double[][] of(double[][] parts, LearnerFit values) {
    int dim = parts[0].length;
    double[][] inputs = new double[parts.length][stack * dim];
    for (int t = 0; t < parts.length; t++) {
      for (int lag = 0; lag < Math.min(stack, t + 1); lag++) {
        System.arraycopy(parts[t - lag], 0, inputs[t], lag * dim, dim);
      }
    }
    return by.of(inputs, values);
  }
}
