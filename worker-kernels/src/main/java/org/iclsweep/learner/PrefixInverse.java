package org.iclsweep.learner;

/** What stands for (A_t + λ I)⁻¹ where a learner answers by it. */
interface PrefixInverse {

  /**
   * (A_t + λ I)⁻¹ s_t, [n]; overwritten by the next call.
   *
   * @param seen up to the state that it is of; unchanged
   */
  double[] preconditioned(PrefixMoments seen);
}
