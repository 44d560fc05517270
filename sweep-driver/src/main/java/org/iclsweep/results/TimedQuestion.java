package org.iclsweep.results;

import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
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
    Jobs jobs = new Jobs(session.sparkContext(), "query-" + UUID.randomUUID());
    FutureTask<A> task =
        new FutureTask<>(
            () -> {
              session.sparkContext().setJobGroup(jobs.group, "a query", true);
              return question.call();
            });
    Thread thread = new Thread(null, task, jobs.group, STACK_BYTES);
    thread.setDaemon(true);
    session.sparkContext().addSparkListener(jobs);
    thread.start();
    try {
      A answer = task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      session.sparkContext().removeSparkListener(jobs);
      return answer;
    } catch (TimeoutException e) {
      giveUp(jobs, thread);
      throw new QueryTimeoutException(
          "the query took longer than " + told(limit) + " and was given up");
    } catch (InterruptedException e) {
      giveUp(jobs, thread);
      Thread.currentThread().interrupt();
      throw new ResultException("the query was interrupted");
    } catch (ExecutionException e) {
      session.sparkContext().removeSparkListener(jobs);
      throw reason(e.getCause());
    }
  }

  private static void giveUp(Jobs jobs, Thread asking) {
    Thread reaper =
        new Thread(
            () -> {
              jobs.giveUp();
              while (asking.isAlive() && !jobs.context.isStopped()) {
                asking.interrupt();
                LockSupport.parkNanos(REAPING_NANOS);
              }
            },
            "end of " + jobs.group);
    reaper.setDaemon(true);
    reaper.start();
  }

  /**
   * The jobs of a question. One that is given up comes to have more: Spark plans each in a thread
   * of its own, which learns nothing of it, and runs it to its end.
   */
  private static final class Jobs extends SparkListener {
    private final SparkContext context;
    private final String group;
    private final Set<Integer> started = new HashSet<>();
    private boolean givenUp;

    Jobs(SparkContext context, String group) {
      this.context = context;
      this.group = group;
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart job) {
      Properties of = job.properties();
      if (of != null && group.equals(of.getProperty("spark.jobGroup.id"))) {
        started.add(job.jobId());
        if (givenUp) {
          cancel(job.jobId());
        }
      }
    }

    synchronized void giveUp() {
      givenUp = true;
      started.forEach(this::cancel);
    }

    private void cancel(int job) {
      if (!context.isStopped()) {
        context.cancelJob(job);
      }
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
