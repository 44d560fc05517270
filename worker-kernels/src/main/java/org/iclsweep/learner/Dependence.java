package org.iclsweep.learner;

/** What of a trial a learner may depend on, beside its tasks and how they are evaluated. */
public enum Dependence {
  /** Number of the model's layers. */
  DEPTH,
  /** Whether they share one set of weights. */
  TIED,
  /** Bound on their activations. */
  TOKEN_CLIP,
  /** The strength of ridge regression that is asked for. */
  RIDGE,
  /** The model's embedding and perceptron, and how long it is trained. */
  PERCEPTRON,
  /** Which entries of the products of a head's matrices are trained, where these are. */
  PATTERN,
  /** The rates that are tried in place of a search. */
  RATES,
  /** Which examples it sees. */
  EXAMPLES,
  /** How a solver goes, of how many steps. */
  SOLVER,
  /** How many steps are asked for of it, or at which rates. */
  PREFIX_STEPS,
  /** Which provider it is of, with which settings. */
  PROVIDER
}
