package org.iclsweep.results;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.sql.SparkSession;

/**
 * A question that is asked in a thread of its own, and given up when it takes too long or too much.
 *
 * <p>Spark computes what is constant in a query while it plans, where nothing can be cancelled: the
 * thread of such a question is left behind, and ends with the process.
 */
final class TimedQuestion {

  /** Queries are parsed and analysed by recursion. */
  private static final long STACK_BYTES = 64L << 20;

  private static final long REAPING_NANOS = 100_000_000;

  private TimedQuestion() {}

  /**
   * The answer.
   *
   * @throws QueryTimeoutException if there is none within {@code limit}
   * @throws ResultException if the question is too large to be answered
   */
  static <A> A ask(SparkSession session, Duration limit, Callable<A> question) {
    String group = "query-" + UUID.randomUUID();
    FutureTask<A> task =
        new FutureTask<>(
            () -> {
              session.sparkContext().setJobGroup(group, "a query", true);
              return question.call();
            });
    Thread thread = new Thread(null, task, group, STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      giveUp(session, group, thread);
      throw new QueryTimeoutException(
          "the query took longer than " + told(limit) + " and was given up");
    } catch (InterruptedException e) {
      giveUp(session, group, thread);
      Thread.currentThread().interrupt();
      throw new ResultException("the query was interrupted");
    } catch (ExecutionException e) {
      throw reason(e.getCause());
    }
  }

  /**
   * A question that is given up before Spark has a job of it comes to have one later: its jobs are
   * cancelled until its thread has ended.
   */
  private static void giveUp(SparkSession session, String group, Thread asking) {
    Thread reaper =
        new Thread(
            () -> {
              while (asking.isAlive() && !session.sparkContext().isStopped()) {
                cancelJobs(session.sparkContext(), group);
                asking.interrupt();
                LockSupport.parkNanos(REAPING_NANOS);
              }
            },
            "end of " + group);
    reaper.setDaemon(true);
    reaper.start();
  }

  private static void cancelJobs(SparkContext context, String group) {
    SparkStatusTracker jobs = context.statusTracker();
    Set<Integer> active = Arrays.stream(jobs.getActiveJobIds()).boxed().collect(toSet());
    if (Arrays.stream(jobs.getJobIdsForGroup(group)).anyMatch(active::contains)) {
      context.cancelJobGroup(group);
    }
  }

  private static RuntimeException reason(Throwable cause) {
    if (cause instanceof RuntimeException reason) {
      return reason;
    }
    if (cause instanceof StackOverflowError) {
      return new ResultException("the query is wrong: it is nested too deeply", cause);
    }
    if (cause instanceof OutOfMemoryError) {
      return new ResultException(
          "the query needs more memory than there is; ask for less, or allow more:"
              + " ICL_SWEEP_JAVA_OPTS=-Xmx8g",
          cause);
    }
    return new ResultException("the query failed: " + cause, cause);
  }

  private static String told(Duration limit) {
    return limit.toSeconds() % 60 == 0 && limit.toMinutes() > 0
        ? limit.toMinutes() + " min"
        : limit.toMillis() / 1000.0 + " s";
  }
}
