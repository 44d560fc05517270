package org.iclsweep.engine;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.sweep.Plan;

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
    return new Planned(study.plan(), Fingerprint.of(study));
  }

  /** A few trials, as a list. */
  static Trials of(List<? extends Trial> trials) {
    return new Listed(List.copyOf(trials), Fingerprint.of(trials));
  }

  record Planned(Plan plan, String fingerprint) implements Trials {
    public Planned {
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

  record Listed(List<Trial> trials, String fingerprint) implements Trials {
    @Override
    public long size() {
      return trials.size();
    }

    @Override
    public Trial trial(long index) {
      return trials.get(Math.toIntExact(index));
    }
  }
}
