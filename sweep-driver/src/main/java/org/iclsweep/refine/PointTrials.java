package org.iclsweep.refine;

import java.util.List;
import java.util.Optional;
import org.iclsweep.statistics.Proportion;

/**
 * The trials of a point of a round.
 *
 * @param round its number, from 1
 * @param values of the axes
 * @param events of the told, those that the event befell
 * @param told those of which it can be told; what diverged is told not to have it
 * @param failed those that an exception ended, or the time that they were allowed
 * @param untold those of which it cannot be told
 * @param missing those that have not ended
 */
public record PointTrials(
    int round, List<Object> values, int events, int told, int failed, int untold, int missing) {

  /** The share that the event befell, if that can be told of any. */
  public Optional<Proportion> share() {
    return told == 0 ? Optional.empty() : Optional.of(new Proportion(events, told));
  }
}
