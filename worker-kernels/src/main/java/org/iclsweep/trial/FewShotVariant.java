package org.iclsweep.trial;

import org.iclsweep.spec.Labelled;

/** Who answers pairs, and what stands among them. */
public enum FewShotVariant implements Labelled {
  /** The trained model, of pairs alone. */
  PLAIN,
  /** The same, with a tuned token behind every label. */
  EOS,
  /** The same, with tuned tokens before the first pair, too. */
  EOS_PREFIX,
  /** Ridge regression on the pairs before. */
  LSQ
}
