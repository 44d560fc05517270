package org.iclsweep.learner;

/** A learner that trained models are held against. */
public enum LearnerKind {
  /** As many steps of gradient descent as the model has layers, one searched learning rate. */
  GD("gd"),
  /** One step of gradient descent with the learning rate of the closed form; depth 1 only. */
  GD_CLOSED_FORM("gd-closed-form"),
  /**
   * Gradient descent that also transforms the inputs, η and γ trained; shared by the layers or per
   * layer.
   */
  GD_PLUS_PLUS("gd++"),
  /** Least squares on the context, of least norm where it is under-determined. */
  LEAST_SQUARES("least-squares");

  private final String label;

  LearnerKind(String label) {
    this.label = label;
  }

  /** The word for it in study files and tables. */
  public String label() {
    return label;
  }
}
