package org.iclsweep.engine;

import org.iclsweep.study.Trial;
import org.iclsweep.study.sweep.Plan;

/** The trials of a plan. */
record PlannedTrials(Plan plan, String fingerprint) implements Trials {
  private static final long serialVersionUID = 1;

  PlannedTrials {
    if (plan.size() > Integer.MAX_VALUE) {
      throw new SweepException(
          "the study has "
              + plan.size()
              + " trials, a run takes up to "
              + Integer.MAX_VALUE
              + "; make studies of parts of it, with the same --out");
    }
  }

  @Override
  public long size() {
    return plan.size();
  }

  @Override
  public Trial trial(long index) {
    return plan.trial(index);
  }

  @Override
  public long alike(long index) {
    return plan.alike(index);
  }
}
