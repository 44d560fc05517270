package org.iclsweep.engine;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.study.Plan;
import org.iclsweep.study.Trial;

/** Trials by index. */
interface Trials extends Serializable {

  long size();

  Trial trial(long index);

  static Trials of(Plan plan) {
    return new Trials() {
      private static final long serialVersionUID = 1;

      @Override
      public long size() {
        return plan.size();
      }

      @Override
      public Trial trial(long index) {
        return plan.trial(index);
      }
    };
  }

  static Trials of(List<? extends Trial> trials) {
    List<Trial> copy = List.copyOf(trials);
    return new Trials() {
      private static final long serialVersionUID = 1;

      @Override
      public long size() {
        return copy.size();
      }

      @Override
      public Trial trial(long index) {
        return copy.get(Math.toIntExact(index));
      }
    };
  }
}
