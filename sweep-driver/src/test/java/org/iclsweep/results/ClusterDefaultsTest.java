package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set for executors that come and go. */
class ClusterDefaultsTest {

  private static final Map<String, String> ALL =
      Map.of(
          "spark.decommission.enabled", "true",
          "spark.storage.decommission.shuffleBlocks.enabled", "false",
          "spark.task.maxFailures", "32",
          "spark.iclsweep.task.maxExceptions", "4",
          "spark.executor.maxNumFailures", "100",
          "spark.executor.failuresValidityInterval", "10m");

  @Test
  void aClusterHasThem() {
    SparkConf conf = new SparkSettings("spark://host:7077", Map.of()).sparkConf();

    ALL.forEach((key, value) -> assertThat(conf.get(key)).as(key).isEqualTo(value));
    assertThat(ClusterDefaults.beside(key -> null)).isEqualTo(ALL);
  }

  @Test
  void oneMachineHasNoneOfThem() {
    SparkConf conf = new SparkSettings("local[2]", Map.of()).sparkConf();

    assertThat(ALL.keySet()).noneMatch(conf::contains);
  }

  @ParameterizedTest
  @CsvSource({
    "spark.decommission.enabled, false",
    "spark.storage.decommission.shuffleBlocks.enabled, true",
    "spark.task.maxFailures, 7",
    "spark.executor.maxNumFailures, 3",
    "spark.executor.failuresValidityInterval, 1h"
  })
  void theUsersOwnWins(String key, String value) {
    SparkConf conf = new SparkSettings("yarn", Map.of(key, value)).sparkConf();

    assertThat(conf.get(key)).isEqualTo(value);
  }

  @Test
  void exceptionsAreCountedBySparkWhereTheUserSaysHowMany() {
    Map<String, String> own = Map.of("spark.task.maxFailures", "7");

    assertThat(ClusterDefaults.beside(own::get)).doesNotContainKey(ClusterDefaults.TASK_EXCEPTIONS);
  }

  @Test
  void whoKeepsShufflesOtherwiseIsLeftAlone() {
    Map<String, String> own = Map.of("spark.dynamicAllocation.shuffleTracking.enabled", "false");

    assertThat(ClusterDefaults.beside(own::get))
        .doesNotContainKey("spark.storage.decommission.shuffleBlocks.enabled");
  }

  @ParameterizedTest
  @CsvSource({
    "spark.executor.instances, 50, 100",
    "spark.executor.instances, 51, 102",
    "spark.dynamicAllocation.maxExecutors, 400, 800",
    "spark.dynamicAllocation.maxExecutors, 2147483647, 100",
    "spark.executor.instances, many, 100"
  })
  void allExecutorsMayBeLostTwice(String key, String value, String failures) {
    Map<String, String> own = Map.of(key, value);

    assertThat(ClusterDefaults.ofManager(own::get))
        .containsOnly(
            Map.entry("spark.decommission.enabled", "true"),
            Map.entry("spark.executor.maxNumFailures", failures),
            Map.entry("spark.executor.failuresValidityInterval", "10m"));
  }
}
