package org.iclsweep.engine;

import java.time.Duration;
import org.iclsweep.results.SparkSettings;

/**
 * How a study is run; none of it makes a difference to results.
 *
 * @param spark where
 * @param chunkTime what a chunk of trials should take one core, by estimate
 * @param retryFailed whether rows of failed trials are removed first, so that they run again
 */
public record SweepOptions(SparkSettings spark, Duration chunkTime, boolean retryFailed) {

  /** Chunks of about four seconds: a kill loses little, and a task's overhead shows nowhere. */
  public static final Duration CHUNK_TIME = Duration.ofSeconds(4);

  public SweepOptions {
    if (chunkTime.isNegative() || chunkTime.isZero()) {
      throw new IllegalArgumentException("chunkTime is " + chunkTime + ", must be positive");
    }
  }

  /** Failed trials are left as they are. */
  public static SweepOptions on(SparkSettings spark) {
    return new SweepOptions(spark, CHUNK_TIME, false);
  }

  public SweepOptions withChunkTime(Duration time) {
    return new SweepOptions(spark, time, retryFailed);
  }

  public SweepOptions withRetryFailed(boolean retry) {
    return new SweepOptions(spark, chunkTime, retry);
  }
}
