package org.iclsweep.engine;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.TrialRecord;

/** What runs a trial: a pure function of it, called in executors, by several threads at once. */
@FunctionalInterface
public interface TrialFunction extends Serializable {

  /**
   * Runs a trial. An exception is a result too: it ends the trial, not the sweep.
   *
   * @param learners the records of what a transformer trial is held against, in the order of its
   *     {@code against}; empty for a learner, whose own record has itself among its learners
   */
  TrialRecord run(Trial trial, List<TrialRecord> learners);

  /** Whether it trains models; if not, it measures what others have trained. */
  default boolean trains() {
    return true;
  }

  /** Whether it has what a trial takes; others stay missing. One that trains can run all. */
  default boolean canRun(Trial trial) {
    return true;
  }

  /** The kernel that runs trials on this machine, in words; for the provenance of rows. */
  default String kernel() {
    return "unknown";
  }
}
