package org.iclsweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.engine.MemoryNeed;
import org.iclsweep.results.SparkSettings;

/** What is said of trials that the heap is too small for. */
final class HeapWarning {

  private static final long GIGABYTE = 1L << 30;

  private HeapWarning() {}

  /**
   * A line for those that are known beforehand.
   *
   * @param again what to type to run the study
   */
  static Optional<String> of(MemoryNeed need, SparkSettings spark, List<String> again) {
    return need.warning(spark.trialHeap(), with(need, spark, again))
        .map(warning -> "warning: " + warning);
  }

  /** What to do about those that turned out to be. */
  static String cure(MemoryNeed need, SparkSettings spark, List<String> again) {
    return "they are run again, with more memory, by " + with(need, spark, again);
  }

  /** With room for the estimate's error, and for what else the heap holds. */
  private static String with(MemoryNeed need, SparkSettings spark, List<String> again) {
    double wanted = 2 * Math.max(need.bytes(), spark.trialHeap());
    String memory = (long) Math.ceil(wanted / GIGABYTE) + "g";
    List<String> words = new ArrayList<>(again);
    words.addAll(List.of("--conf", spark.heapSetting() + "=" + memory));
    return Words.command(words);
  }
}
