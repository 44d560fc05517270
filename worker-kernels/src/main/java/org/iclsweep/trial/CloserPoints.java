package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Points of a curve beside the regular ones, where it is to be seen closely.
 *
 * @param stretches where they are
 */
public record CloserPoints(List<Stretch> stretches) implements Serializable {

  /** None. */
  public static final CloserPoints NONE = new CloserPoints(List.of());

  /**
   * Steps {@code from}, {@code from + by}, ... up to {@code to}.
   *
   * @param to the last one that may be
   */
  public record Stretch(int from, int to, int by) implements Serializable {
    public Stretch {
      atLeastOne("from", from);
      require(to >= from, "to", to, "at least " + from);
      atLeastOne("by", by);
    }

    boolean holds(int step) {
      return step >= from && step <= to && (step - from) % by == 0;
    }
  }

  public CloserPoints {
    stretches = List.copyOf(stretches);
  }

  /** Whether a step is one of them. */
  public boolean holds(int step) {
    for (int k = 0; k < stretches.size(); k++) {
      if (stretches.get(k).holds(step)) {
        return true;
      }
    }
    return false;
  }

  /** How many of the first {@code steps} steps are among them and no multiple of {@code every}. */
  public long count(int steps, int every) {
    return stretches.isEmpty()
        ? 0
        : IntStream.rangeClosed(1, steps).filter(step -> step % every != 0 && holds(step)).count();
  }
}
