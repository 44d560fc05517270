package org.iclsweep.engine;

import java.time.Duration;
import java.util.List;
import org.iclsweep.lanes.KernelSpeed;
import org.iclsweep.results.Pace;
import org.iclsweep.results.TrialFile;

/**
 * What a core does in a second of the operations that {@link CostModel} counts: that of the trials
 * of the same kind that have run; else that of this machine's kernels, or what is usual.
 *
 * @param pace of the trials that have run
 * @param flopsASecond operations a second
 */
record CoreSpeed(Pace pace, double flopsASecond) {

  private static final Duration MEASURING = Duration.ofMillis(900);

  /** Of the trials of a kind in a table, or what is usual. */
  static CoreSpeed of(List<TrialFile> files, String kind) {
    Pace pace = TrialFile.pace(files, kind);
    return pace.trials() == 0 ? new CoreSpeed(pace, CostModel.FLOPS_A_SECOND) : of(pace);
  }

  /** Of the trials of a kind in a table, or of the core that asks. */
  static CoreSpeed measured(List<TrialFile> files, String kind) {
    Pace pace = TrialFile.pace(files, kind);
    return pace.trials() == 0 ? new CoreSpeed(pace, OfThisCore.FLOPS_A_SECOND) : of(pace);
  }

  /** Of trials, at least one. */
  static CoreSpeed of(Pace pace) {
    return new CoreSpeed(pace, pace.flopsASecond());
  }

  /** Measured when it is first asked for. */
  private static final class OfThisCore {
    private static final double FLOPS_A_SECOND =
        CostModel.FLOPS_OF_KERNEL * KernelSpeed.flopsASecond(MEASURING);
  }

  /** What so much work takes one core. */
  Duration time(double flops) {
    return Seconds.time(flops / flopsASecond());
  }

  /** Estimated operations in so much of a core's time. */
  double flops(Duration time) {
    return Seconds.of(time) * flopsASecond();
  }
}
