package org.iclsweep.results;

import java.util.OptionalInt;
import org.apache.spark.SparkConf;

/**
 * How many executors an application may have, by its settings.
 *
 * @param isDynamic whether they come with work and go without
 * @param executors at most; empty where no number is set
 * @param coresEach of an executor; 1 where that is left to the workers
 */
public record ClusterSize(boolean isDynamic, OptionalInt executors, int coresEach) {

  static final String MOST = "spark.dynamicAllocation.maxExecutors";

  /** What YARN and Kubernetes give who asks for no number. */
  private static final int OF_MANAGER = 2;

  /** By the settings of an application. */
  public static ClusterSize of(SparkConf conf) {
    boolean isDynamic = conf.getBoolean("spark.dynamicAllocation.enabled", false);
    boolean isManaged = conf.get(SparkSettings.MASTER, "").matches("yarn|k8s.*");
    int most =
        isDynamic
            ? conf.getInt(MOST, Integer.MAX_VALUE)
            : conf.getInt("spark.executor.instances", isManaged ? OF_MANAGER : Integer.MAX_VALUE);
    return new ClusterSize(
        isDynamic,
        most == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(most),
        conf.getInt("spark.executor.cores", 1));
  }

  /**
   * Cores that there will be if all executors come.
   *
   * @param known cores that there are
   * @param most no more than these are counted of cores that are yet to come
   */
  public int cores(int known, int most) {
    long all = (long) executors.orElse(0) * coresEach;
    return Math.max(known, (int) Math.min(all, most));
  }

  /** What is waited for where there is none of them. */
  public String waiting() {
    String number =
        executors.isEmpty() ? "" : "0 of " + (isDynamic ? "at most " : "") + executors.getAsInt();
    String how = isDynamic ? "dynamic allocation" : "";
    String all = how + (how.isEmpty() || number.isEmpty() ? "" : ", ") + number;
    return "no executor: waiting for the cluster" + (all.isEmpty() ? "" : " (" + all + ")");
  }
}
