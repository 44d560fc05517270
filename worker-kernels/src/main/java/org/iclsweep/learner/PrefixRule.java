package org.iclsweep.learner;

/** What a learner takes a sequence's next state to be, from what it has shown. */
interface PrefixRule {

  /**
   * Overwrites {@code next} by what is to follow.
   *
   * @param seen up to the state that is answered to; unchanged
   * @param next [n]
   */
  void answer(PrefixMoments seen, double[] next);
}
