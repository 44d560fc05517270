package org.iclsweep.engine;

import java.util.List;
import org.iclsweep.study.Trial;

/** Trials one by one. */
record ListedTrials(List<Trial> trials, String fingerprint) implements Trials {
  private static final long serialVersionUID = 1;

  @Override
  public long size() {
    return trials.size();
  }

  @Override
  public Trial trial(long index) {
    return trials.get(Math.toIntExact(index));
  }
}
