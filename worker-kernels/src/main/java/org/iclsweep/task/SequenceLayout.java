package org.iclsweep.task;

import org.iclsweep.spec.Labelled;

/** What the tokens of a sequence are made of. */
public enum SequenceLayout implements Labelled {
  /** The parts that a constructed layer of attention needs: (0, s_t, s_t, s_{t-1}). */
  CONSTRUCTED,
  /** The last observations: (s_t, s_{t-1}, .., s_{t-k+1}). */
  STACKED,
  /** The observation alone. */
  RAW
}
