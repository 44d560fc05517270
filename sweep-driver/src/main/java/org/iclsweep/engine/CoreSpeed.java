package org.iclsweep.engine;

import java.time.Duration;
import java.util.List;
import org.iclsweep.results.Pace;
import org.iclsweep.results.TrialFile;

/**
 * What a core does in a second of the operations that {@link CostModel} counts: measured, where
 * trials of the same kind have run, or else assumed.
 *
 * @param pace of the trials that have run
 */
record CoreSpeed(Pace pace) {

  /** Of the trials of a kind in a table. */
  static CoreSpeed of(List<TrialFile> files, String kind) {
    return new CoreSpeed(TrialFile.pace(files, kind));
  }

  double flopsASecond() {
    return pace.trials() == 0 ? CostModel.FLOPS_A_SECOND : pace.flopsASecond();
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
