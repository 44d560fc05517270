package org.iclsweep.task;

/** The law of one input's features, drawn independently, before any scale. */
public enum InputLaw {
  /** U(-1, 1). */
  UNIFORM("uniform"),
  /** N(0, 1). */
  NORMAL("normal"),
  /** Exponential with rate 1: mean 1, so not centred. */
  EXPONENTIAL("exponential"),
  /** Laplace(0, 1): density e^-|x| / 2, variance 2. */
  LAPLACE("laplace"),
  /** For each task one of exponential, normal and Laplace, with probability 1/3 each. */
  MIXTURE("mixture");

  private final String label;

  InputLaw(String label) {
    this.label = label;
  }

  /** The word for it in study files and tables. */
  public String label() {
    return label;
  }
}
