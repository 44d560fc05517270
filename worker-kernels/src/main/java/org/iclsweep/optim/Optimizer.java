package org.iclsweep.optim;

/** An update rule with its state for one array of parameters. */
public interface Optimizer {

  /** Moves the parameters by one step along the gradient. */
  void step(float[] parameters, float[] gradient);
}
