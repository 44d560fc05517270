package org.iclsweep.learner;

import org.iclsweep.spec.Labelled;

/** Which examples of a context a learner sees. */
public enum Examples implements Labelled {
  /** All. */
  ALL,
  /**
   * All but the last.
   *
   * @see <a href="https://github.com/chengxiang/LinearTransformer">what the baselines of the
   *     released code of Ahn et al. (2023) do</a>
   */
  ALL_BUT_LAST
}
