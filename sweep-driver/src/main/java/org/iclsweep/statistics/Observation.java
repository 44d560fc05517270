package org.iclsweep.statistics;

import org.iclsweep.measure.LearningEvents;

/**
 * How long a seed was watched, in steps, and what ended it.
 *
 * @param seed what pairs it with the same seed in other settings
 * @param time of the event
 * @param event what happened then
 * @param budget the step to which it was or would have been watched
 */
public record Observation(Object seed, double time, Event event, double budget) {

  public Observation {
    if (Double.isNaN(time) || Double.isNaN(budget)) {
      throw new IllegalArgumentException(
          "a seed was watched to step %s of %s: expected numbers".formatted(time, budget));
    }
  }

  /** Of a seed that is not paired, watched to its event and no further. */
  public Observation(double time, Event event) {
    this(null, time, event, time);
  }

  /**
   * Of a seed whose loss is held against a learner's: it is watched until it learns, diverges,
   * after which it never will, or is not seen any longer, and might have learnt later.
   *
   * @param budget the step to which it would have been watched
   */
  public static Observation of(Object seed, LearningEvents events, double budget) {
    if (events.learnt() != null) {
      return new Observation(seed, events.learnt().step(), Event.LEARNT, budget);
    }
    return events.diverged() != null
        ? new Observation(seed, events.diverged().step(), Event.DIVERGED, budget)
        : new Observation(seed, events.until(), Event.CENSORED, events.until());
  }

  public boolean learnt() {
    return event == Event.LEARNT;
  }

  /** The same seed, watched to this step only. */
  Observation until(double horizon) {
    boolean seen = time <= horizon;
    return seen && budget <= horizon
        ? this
        : new Observation(
            seed,
            Math.min(time, horizon),
            seen ? event : Event.CENSORED,
            Math.min(budget, horizon));
  }

  /**
   * Until when it is among those that have not learnt: who diverged stays there to the end of its
   * budget, since it will not learn.
   */
  double atRiskUntil() {
    return event == Event.DIVERGED ? Math.max(time, budget) : time;
  }
}
