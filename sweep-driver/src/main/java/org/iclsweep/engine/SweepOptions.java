package org.iclsweep.engine;

import java.time.Duration;
import java.util.List;
import org.iclsweep.results.SparkSettings;

/**
 * How a study is run; none of it makes a difference to results.
 *
 * @param spark where
 * @param chunkTime what a chunk of trials should take one core, by estimate
 * @param retryFailed whether rows of trials that failed or timed out are removed first, so that
 *     they run again
 * @param trialTimeout what a trial may take before it is given up; {@code null} for no limit
 * @param adopted results directories whose rows of trials of the plan are taken over first
 */
public record SweepOptions(
    SparkSettings spark,
    Duration chunkTime,
    boolean retryFailed,
    Duration trialTimeout,
    List<String> adopted) {

  /** Chunks of about four seconds: a kill loses little, and a task's overhead shows nowhere. */
  public static final Duration CHUNK_TIME = Duration.ofSeconds(4);

  public SweepOptions {
    adopted = List.copyOf(adopted);
    if (chunkTime.isNegative() || chunkTime.isZero()) {
      throw new IllegalArgumentException("chunkTime is " + chunkTime + ", must be positive");
    }
    if (trialTimeout != null && (trialTimeout.isNegative() || trialTimeout.isZero())) {
      throw new IllegalArgumentException("trialTimeout is " + trialTimeout + ", must be positive");
    }
  }

  /** Failed trials are left as they are, and a trial may take as long as it likes. */
  public static SweepOptions on(SparkSettings spark) {
    return new SweepOptions(spark, CHUNK_TIME, false, null, List.of());
  }

  public SweepOptions withChunkTime(Duration time) {
    return new SweepOptions(spark, time, retryFailed, trialTimeout, adopted);
  }

  public SweepOptions withRetryFailed(boolean retry) {
    return new SweepOptions(spark, chunkTime, retry, trialTimeout, adopted);
  }

  public SweepOptions withTrialTimeout(Duration timeout) {
    return new SweepOptions(spark, chunkTime, retryFailed, timeout, adopted);
  }

  public SweepOptions withAdopted(List<String> directories) {
    return new SweepOptions(spark, chunkTime, retryFailed, trialTimeout, directories);
  }
}
