package org.iclsweep.statistics;

/** How the watch over a seed ended. */
public enum Event {
  /** It learnt. */
  LEARNT,

  /** It diverged first: it competes with learning, and who diverged will not learn. */
  DIVERGED,

  /** It was not watched any longer, and might have learnt later. */
  CENSORED
}
