package org.iclsweep.trial;

import org.iclsweep.spec.Labelled;

/** What a probe looks for. */
public enum ProbeKind implements Labelled {
  /** s_{t+1} as it is observed, noise and all. */
  TARGET,
  /** (Σ_{j<t} x_j x_jᵀ + λ I)⁻¹ x_t, what one step of gradient descent makes a prediction of. */
  PRECONDITIONED,
  /** s_{t-l}. */
  TOKEN,
  /** g(s_{t-l}), what the perceptron of a nonlinear system makes of it before it is normed. */
  FEATURE,
  /** s_{t+1} in what {@link #PRECONDITIONED} looks for, in place of a stream. */
  CONTROL
}
