package org.iclsweep.analysis;

import java.util.List;
import org.iclsweep.trial.RoleSwap;
import org.iclsweep.trial.TrialSpec;

/**
 * A trial whose loss did not cross the middle within its budget.
 *
 * @param run the trial
 * @param loss its final loss
 * @param nearestSwap number of swapped heads whose predicted loss is nearest; {@code null} where no
 *     level is predicted
 * @param nearestLevel that loss
 * @param onLevel whether it lies within half the distance of two levels of it
 */
public record LateSeed(
    Run run, Double loss, Integer nearestSwap, Double nearestLevel, boolean onLevel) {

  static LateSeed of(Run run) {
    Double loss = run.record().finalLoss();
    SwapLevels levels = loss == null ? null : SwapLevels.of(run).orElse(null);
    Integer nearest = levels == null ? null : (Integer) levels.nearest(loss);
    return new LateSeed(
        run,
        loss,
        nearest,
        nearest == null ? null : levels.levels().get(nearest),
        nearest != null && levels.onLevel(loss));
  }

  /**
   * Signs of a role swap in each head; empty where no weights are kept, and where such a swap is
   * not known to be a cause.
   */
  public List<RoleSwap> heads() {
    return run.holds(TrialSpec::canSwapRoles)
        ? run.heads().stream().map(RoleSwap::of).toList()
        : List.of();
  }

  /** Heads whose weights show the swap. */
  public int swappedHeads() {
    return (int) heads().stream().filter(RoleSwap::swapped).count();
  }
}
