package org.iclsweep.study.sweep;

import org.iclsweep.measure.LearningEvents;
import org.iclsweep.spec.Labelled;

/** What befalls a trial or does not, so that there is a share of seeds that it befalls. */
public enum RefinedEvent implements Labelled {
  /** It learnt, whatever came later. */
  LEARNT("learn", "learnt") {
    @Override
    public boolean befell(LearningEvents events) {
      return events.learnt() != null;
    }
  },
  /** Its loss came half-way from that of answering 0 to its goal. */
  CROSSED("come half-way to their goal", "came half-way to its goal") {
    @Override
    public boolean befell(LearningEvents events) {
      return events.crossed() != null;
    }
  };

  private final String many;
  private final String one;

  RefinedEvent(String many, String one) {
    this.many = many;
    this.one = one;
  }

  /** What they do whom it befalls: seeds that learn. */
  public String many() {
    return many;
  }

  /** What one did whom it befell: a trial that learnt. */
  public String one() {
    return one;
  }

  /** Whether it befell a trial. */
  public abstract boolean befell(LearningEvents events);
}
