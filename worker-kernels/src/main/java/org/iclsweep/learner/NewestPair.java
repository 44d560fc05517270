package org.iclsweep.learner;

import org.iclsweep.spec.Labelled;

/** Whether learners of sequences see, at a state, the step that has led to it. */
public enum NewestPair implements Labelled {
  /** They do: at s_t, all pairs up to (s_(t-1), s_t). */
  USED,
  /**
   * They see pairs up to (s_(t-2), s_(t-1)) only.
   *
   * @see <a href="https://github.com/mtavit/transformers_mesa_optimization_paper">what least
   *     squares of the code of von Oswald et al. (2023) does</a>
   */
  AUTHORS_LAG
}
