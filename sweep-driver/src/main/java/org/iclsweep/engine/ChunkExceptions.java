package org.iclsweep.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.SparkException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Counts exceptions of each chunk, and stops a run that one of them ends again and again. Spark
 * counts executors that are gone in with them, of which a chunk may have more.
 */
final class ChunkExceptions extends SparkListener {

  /** A task of a stage. */
  private record Task(int stage, int index) {}

  private final int most;
  private final Runnable stop;
  private final Map<Task, Integer> counts = new HashMap<>();
  private SparkException last;

  /**
   * @param most of one chunk
   * @param stop called once, when a chunk has had so many
   */
  ChunkExceptions(int most, Runnable stop) {
    this.most = most;
    this.stop = stop;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof ExceptionFailure failure && isOneTooMany(end, failure)) {
      stop.run();
    }
  }

  private synchronized boolean isOneTooMany(SparkListenerTaskEnd end, ExceptionFailure failure) {
    Task task = new Task(end.stageId(), end.taskInfo().index());
    int count = counts.merge(task, 1, Integer::sum);
    if (last != null || count < most) {
      return false;
    }
    last =
        new SparkException(
            "a chunk failed %d times, most recently on %s: %s"
                .formatted(count, end.taskInfo().host(), failure.toErrorString()),
            failure.exception().getOrElse(() -> null));
    return true;
  }

  /** Why the run was stopped, if it was. */
  synchronized Optional<SparkException> reason() {
    return Optional.ofNullable(last);
  }
}
