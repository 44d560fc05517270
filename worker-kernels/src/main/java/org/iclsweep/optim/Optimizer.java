package org.iclsweep.optim;

/** An update rule with its state for one array of parameters. */
public interface Optimizer {

  /**
   * Moves the parameters by one step along the gradient.
   *
   * @param rateFactor multiplies the learning rate of this step, as a {@link ScheduleSpec} says; 1
   *     for a constant rate
   */
  void step(float[] parameters, float[] gradient, float rateFactor);

  /**
   * The same, for rules of which a step may have several iterations, each with a gradient of its
   * own.
   *
   * @param loss whose gradient it is
   * @return whether the step has another iteration, with the gradient at the parameters as they are
   *     now
   */
  default boolean iterate(float[] parameters, float[] gradient, double loss, float rateFactor) {
    step(parameters, gradient, rateFactor);
    return false;
  }
}
