package org.iclsweep.analysis;

import java.util.List;
import java.util.Optional;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Theory;
import org.iclsweep.trial.TrialSpec;

/**
 * Losses at which one-layer models get stuck, by {@link Theory#swapLevels}.
 *
 * @param levels by number of swapped heads, from none, which is the predictor that answers 0
 */
public record SwapLevels(List<Double> levels) {

  public SwapLevels {
    levels = List.copyOf(levels);
  }

  static SwapLevels of(double zeroLoss, double gdLoss, int dim, int heads) {
    return new SwapLevels(Theory.swapLevels(zeroLoss, gdLoss, dim, heads));
  }

  /** For a trial, on its own evaluation tasks, where they are known. */
  static Optional<SwapLevels> of(Run run) {
    Double zeroLoss = run.record().zeroLoss();
    if (zeroLoss == null || !run.holds(TrialSpec::hasSwapLevels)) {
      return Optional.empty();
    }
    int dim = run.spec().inContext().inputDim();
    int heads = run.spec().model().heads();
    return run.against(LearnerKind.GD)
        .or(() -> run.against(LearnerKind.GD_CLOSED_FORM))
        .map(gd -> of(zeroLoss, gd.loss(), dim, heads));
  }

  /** The number of swapped heads whose level is nearest to this loss. */
  public int nearest(double loss) {
    int best = 0;
    for (int j = 1; j < levels.size(); j++) {
      if (Math.abs(levels.get(j) - loss) < Math.abs(levels.get(best) - loss)) {
        best = j;
      }
    }
    return best;
  }

  /** Whether the loss lies within half the distance of two levels of the nearest. */
  public boolean onLevel(double loss) {
    double distance = levels.get(0) - levels.get(1);
    return Math.abs(levels.get(nearest(loss)) - loss) <= distance / 2;
  }
}
