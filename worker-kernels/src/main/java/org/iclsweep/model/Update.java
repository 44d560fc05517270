package org.iclsweep.model;

/** Which features of a token attention updates. */
public enum Update {
  /** All features. */
  TOKEN("token"),
  /** The label feature alone; inputs stay what they are, as in plain gradient descent. */
  LABEL("label");

  private final String label;

  Update(String label) {
    this.label = label;
  }

  /** The word for it in study files and tables. */
  public String label() {
    return label;
  }
}
