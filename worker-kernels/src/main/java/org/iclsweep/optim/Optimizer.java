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
}
