package org.iclsweep.task;

import org.iclsweep.spec.Labelled;

/** How the amplitude and the phase of a sine are drawn together. */
public enum AmplitudePhase implements Labelled {
  /** From one draw, so that the family has one parameter; what the released code ran. */
  SAME_DRAW,
  /** Independently of one another. */
  INDEPENDENT
}
