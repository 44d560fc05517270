package org.iclsweep.learner;

/**
 * Floating-point operations of what answers and measures are made of, for the tasks of a trial and
 * the model that it, or its learner, runs through; a multiply-add is two.
 */
public interface Prices {

  /** Drawing a task. */
  double draw();

  /** Drawing a task and running it through the model. */
  double network();

  /** The same, and how the answer depends on the query. */
  double sensitivity();

  /** Drawing a task, running it through the model, and the gradient of its loss. */
  double training();

  /** What a task of a shifted distribution costs on top. */
  double shift();

  /** Drawing a task and solving for as many weights as an input has features. */
  double solution();

  /** The eigenvalues of a context. */
  double eigenvalues();

  /** An exponential in double. */
  double exponential();
}
