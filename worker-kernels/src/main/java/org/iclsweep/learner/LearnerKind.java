package org.iclsweep.learner;

import org.iclsweep.spec.Labelled;

/** A learner that trained models are held against. */
public enum LearnerKind implements Labelled {
  /** As many steps of gradient descent as the model has layers, one searched learning rate. */
  GD("gd"),
  /** One step of gradient descent, searched learning rate, whatever the model's depth. */
  GD_ONE_STEP("gd-one-step"),
  /** As many steps of gradient descent, each with a learning rate of its own, trained. */
  GD_PER_STEP("gd-per-step"),
  /** One step of gradient descent with the learning rate of the closed form; depth 1 only. */
  GD_CLOSED_FORM("gd-closed-form"),
  /**
   * Gradient descent that also transforms the inputs, η and γ trained; shared by the layers or per
   * layer.
   */
  GD_PLUS_PLUS("gd++"),
  /** Least squares on the context, of least norm where it is under-determined. */
  LEAST_SQUARES("least-squares"),
  /** Least squares with a penalty on the weights, which is the best predictor of noisy labels. */
  RIDGE("ridge"),
  /** Mean of the context's labels, weighted by a Gaussian kernel; bandwidth searched. */
  KERNEL_SMOOTHING("kernel-smoothing"),
  /** A perceptron like the model's, trained for gradient descent on its output layer. */
  MLP_GD("mlp-gd");

  private final String label;

  LearnerKind(String label) {
    this.label = label;
  }

  /** Whether it is gradient descent on the inputs. */
  public boolean isGradientDescent() {
    return switch (this) {
      case GD, GD_ONE_STEP, GD_PER_STEP, GD_CLOSED_FORM, GD_PLUS_PLUS -> true;
      case LEAST_SQUARES, RIDGE, KERNEL_SMOOTHING, MLP_GD -> false;
    };
  }

  /**
   * Steps of gradient descent that it takes, as many as the model has layers or one; 0 for others.
   *
   * @param depth of the model
   */
  public int steps(int depth) {
    return !isGradientDescent() ? 0 : this == GD_ONE_STEP ? 1 : depth;
  }

  /**
   * Whether it is fitted layer by layer.
   *
   * @param tied whether the model's layers are tied
   */
  public boolean isPerLayer(int depth, boolean tied) {
    return depth > 1 && (this == GD_PER_STEP || this == GD_PLUS_PLUS && !tied);
  }

  @Override
  public String label() {
    return label;
  }
}
