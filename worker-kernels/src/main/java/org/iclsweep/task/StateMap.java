package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;

/**
 * What W is applied to: a state itself, or a fixed random perceptron of it.
 *
 * <pre>  f(h) = h,   or  g / |g|,  g = B GELU(A h),   A[i,j], B[i,j] ~ N(0, scale²)  </pre>
 *
 * <p>The division by the norm is in the released code of the paper, not in its text.
 *
 * @param widening r: units of the hidden layer are r n; 0 for a state itself
 * @param scale standard deviation of the entries of A and B
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), section 5</a>
 */
public record StateMap(int widening, double scale) implements Serializable {

  /** A state itself. */
  public static final StateMap NONE = new StateMap(0, 1);

  public StateMap {
    require(widening >= 0, "widening", widening, "positive, or 0 for none");
    positive("scale", scale);
  }

  /** Whether there is a perceptron. */
  boolean isNonlinear() {
    return widening > 0;
  }
}
