package org.iclsweep.learner;

import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;

/**
 * The learned solver that a trial is held against.
 *
 * @param values of its steps
 * @param steps their number
 * @param ridge on the diagonal of what it solves
 * @param fitSteps steps of the training of fitted values
 */
public record SolverSpec(SolverValues values, int steps, double ridge, int fitSteps)
    implements Serializable {

  /** Steps that the authors train six steps for; for two of them they took 80,000. */
  public static final int FIT_STEPS = 20_000;

  /** As the authors used it for orthogonal transitions. */
  public static final SolverSpec DEFAULT = new SolverSpec(SolverValues.ORTHOGONAL, 6, 1e-3);

  public SolverSpec {
    requireSteps(values, steps);
    positive("ridge", ridge);
    require(fitSteps >= 0, "fitSteps", fitSteps, "0 or more");
  }

  /** Of values that are stored, or fitted as long as the authors do. */
  public SolverSpec(SolverValues values, int steps, double ridge) {
    this(values, steps, ridge, FIT_STEPS);
  }

  /** The values of its steps, which are stored ones. */
  LearnerFit stored() {
    return LearnerFit.ofSolver(values.alphas(steps), values.betas(steps), ridge);
  }

  /** Refuses numbers of steps for which there are no values. */
  public static void requireSteps(SolverValues values, int steps) {
    if (!values.has(steps)) {
      throw new IllegalArgumentException(
          "values of second-order were trained and stored for 6 steps, and of "
              + SolverValues.ORTHOGONAL.label()
              + " sequences for 2; there are none of "
              + values.label()
              + " sequences for "
              + steps);
    }
  }
}
