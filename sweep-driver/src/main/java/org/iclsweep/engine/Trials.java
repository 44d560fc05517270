package org.iclsweep.engine;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.Study;

/** Trials by index. */
interface Trials extends Serializable {

  long size();

  Trial trial(long index);

  /** How many trials from an index on are known to cost the same, itself among them. */
  default long alike(long index) {
    return 1;
  }

  /** What tells these trials, in this order, from all others. */
  String fingerprint();

  /** The trained models of a study. */
  static Trials of(Study study) {
    return new PlannedTrials(study.plan(), Fingerprint.of(study));
  }

  /** A few trials, as a list. */
  static Trials of(List<? extends Trial> trials) {
    return new ListedTrials(List.copyOf(trials), Fingerprint.of(trials));
  }
}
