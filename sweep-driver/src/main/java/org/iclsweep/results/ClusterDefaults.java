package org.iclsweep.results;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a study needs on a cluster whose machines come and go. Spark takes an executor that is gone
 * for a fault of what ran on it, and ends an application after a few of them, however long ago each
 * was; a trial is not at fault where a machine was taken away. What the user has set wins.
 */
public final class ClusterDefaults {

  /** How often a task may end without a result, with its executor or by itself. */
  public static final String TASK_FAILURES = "spark.task.maxFailures";

  /**
   * How often a task may end by an exception, where {@link #TASK_FAILURES} is ours and so is large;
   * Spark knows no such setting.
   */
  public static final String TASK_EXCEPTIONS = "spark.iclsweep.task.maxExceptions";

  private static final String EXECUTOR_FAILURES = "spark.executor.maxNumFailures";
  private static final String EXECUTOR_FAILURES_SINCE = "spark.executor.failuresValidityInterval";
  private static final String INSTANCES = "spark.executor.instances";

  /** How often the executors of one task may be gone before it counts as what ends them. */
  private static final String LOST_EXECUTORS = "32";

  /** Spark's own number. */
  private static final String EXCEPTIONS = "4";

  private static final int LEAST_EXECUTOR_FAILURES = 100;
  private static final String TEN_MINUTES = "10m";

  private ClusterDefaults() {}

  /**
   * Settings that are not the user's.
   *
   * @param set a setting of the user's; {@code null} if it has none
   */
  static Map<String, String> beside(Function<String, String> set) {
    Map<String, String> chosen = new LinkedHashMap<>(ofManager(set));
    if (set.apply("spark.dynamicAllocation.shuffleTracking.enabled") == null) {
      // there is no shuffle; with both ways to keep one, Spark warns that executors stay longer
      add(chosen, set, "spark.storage.decommission.shuffleBlocks.enabled", "false");
    }
    if (set.apply(TASK_FAILURES) == null) {
      chosen.put(TASK_FAILURES, LOST_EXECUTORS);
      chosen.put(TASK_EXCEPTIONS, EXCEPTIONS);
    }
    return chosen;
  }

  /**
   * Those of them that a cluster manager reads before a driver in the cluster begins.
   *
   * @param set a setting of the user's; {@code null} if it has none
   */
  public static Map<String, String> ofManager(Function<String, String> set) {
    Map<String, String> chosen = new LinkedHashMap<>();
    add(chosen, set, "spark.decommission.enabled", "true");
    add(chosen, set, EXECUTOR_FAILURES, executorFailures(set));
    add(chosen, set, EXECUTOR_FAILURES_SINCE, TEN_MINUTES);
    return chosen;
  }

  /** All executors may be gone twice in that time, as Spark has it for the whole of a run. */
  private static String executorFailures(Function<String, String> set) {
    long instances = Math.max(number(set, INSTANCES), number(set, ClusterSize.MOST));
    long allTwice = Math.min(Integer.MAX_VALUE, 2 * instances);
    return String.valueOf(Math.max(LEAST_EXECUTOR_FAILURES, allTwice));
  }

  /** What is no number, Spark refuses in its own words. */
  private static long number(Function<String, String> set, String key) {
    String value = set.apply(key);
    return value != null && value.matches("\\d{1,9}") ? Long.parseLong(value) : 0;
  }

  private static void add(
      Map<String, String> chosen, Function<String, String> set, String key, String value) {
    if (set.apply(key) == null) {
      chosen.put(key, value);
    }
  }
}
