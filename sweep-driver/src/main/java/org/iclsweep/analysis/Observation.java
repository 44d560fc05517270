package org.iclsweep.analysis;

import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.Moment;

/**
 * How long a seed was watched, in steps, and why no longer.
 *
 * @param time when it learnt, diverged or ended its budget
 * @param end which of these it was
 * @param after the last step at which it was seen before
 * @param by the first step at which it had happened
 */
public record Observation(double time, End end, int after, int by) {

  /** Why a seed is watched no longer. */
  public enum End {
    /** It learnt: what is waited for. */
    LEARNT,
    /** It diverged before it learnt, and never will: a competing event. */
    DIVERGED,
    /** It used its budget: censored. */
    BUDGET
  }

  /** A seed of which no more is known than the step. */
  public Observation(double time, boolean made) {
    this(time, made ? End.LEARNT : End.BUDGET, (int) Math.floor(time), (int) Math.ceil(time));
  }

  static Observation of(LearningEvents events) {
    if (events.learnt() != null) {
      return of(events.learnt(), End.LEARNT);
    }
    return events.diverged() != null
        ? of(events.diverged(), End.DIVERGED)
        : new Observation(events.until(), End.BUDGET, events.until(), events.until());
  }

  private static Observation of(Moment moment, End end) {
    return new Observation(moment.step(), end, moment.after(), moment.by());
  }

  /** Whether it learnt. */
  public boolean made() {
    return end == End.LEARNT;
  }
}
