package org.iclsweep.study.sweep;

import org.iclsweep.measure.LearningEvents;
import org.iclsweep.spec.Labelled;

/** What befalls a trial or does not, so that there is a share of seeds that it befalls. */
public enum RefinedEvent implements Labelled {
  /** It learnt, whatever came later. */
  LEARNT("learnt") {
    @Override
    public boolean befell(LearningEvents events) {
      return events.learnt() != null;
    }
  },
  /** Its loss came half-way from that of answering 0 to its goal. */
  CROSSED("crossed half-way") {
    @Override
    public boolean befell(LearningEvents events) {
      return events.crossed() != null;
    }
  };

  private final String words;

  RefinedEvent(String words) {
    this.words = words;
  }

  /** To be read after "seeds that". */
  public String words() {
    return words;
  }

  /** Whether it befell a trial. */
  public abstract boolean befell(LearningEvents events);
}
