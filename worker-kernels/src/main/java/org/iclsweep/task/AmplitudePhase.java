package org.iclsweep.task;

/** How the amplitude and the phase of a sine are drawn together. */
public enum AmplitudePhase {
  /** From one draw, so that the family has one parameter; what the released code ran. */
  SAME_DRAW("same-draw"),
  /** Independently of one another. */
  INDEPENDENT("independent");

  private final String label;

  AmplitudePhase(String label) {
    this.label = label;
  }

  /** The word for it in study files and tables. */
  public String label() {
    return label;
  }
}
