package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local | local[1,4]",
        "local[2] | local[2,4]",
        "local[*] | local[*,4]",
        "local[2,1] | local[2,1]",
        "local-cluster[2,1,1024] | local-cluster[2,1,1024]",
        "spark://host:7077 | spark://host:7077",
        "yarn | yarn"
      })
  void localMastersRetryTasksLikeClusters(String given, String used) {
    assertThat(SparkSettings.withRetries(given)).isEqualTo(used);
  }

  @Test
  void aLocalMasterIsQuietAndTalksToItselfOnly() {
    var conf = new SparkSettings("local[2]", Map.of()).sparkConf();

    assertThat(conf.get("spark.driver.host")).isEqualTo("127.0.0.1");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
    assertThat(conf.get("spark.ui.showConsoleProgress")).isEqualTo("false");
  }

  /** What they would save is not there to be saved, and they take long. */
  @ParameterizedTest
  @ValueSource(strings = {"dynamicPartitionPruning", "runtime.bloomFilter"})
  void joinsAreNotLookedThroughForFilters(String rule) {
    String key = "spark.sql.optimizer." + rule + ".enabled";
    assertThat(new SparkSettings("yarn", Map.of()).sparkConf().get(key)).isEqualTo("false");
    var asked = new SparkSettings("yarn", Map.of(key, "true")).sparkConf();
    assertThat(asked.get(key)).isEqualTo("true");
  }

  @Test
  void aClusterKeepsItsOwnAddresses() {
    var conf = new SparkSettings("spark://host:7077", Map.of()).sparkConf();

    assertThat(conf.contains("spark.driver.host")).isFalse();
    assertThat(conf.contains("spark.ui.enabled")).isFalse();
  }

  @Test
  void aClusterIsSentTheJarsItNeedsUnlessTheyAreNamed() {
    var conf = new SparkSettings("spark://host:7077", Map.of()).sparkConf();
    assertThat(conf.get("spark.jars")).contains("config-");

    var named = new SparkSettings("yarn", Map.of("spark.jars", "app.jar")).sparkConf();
    assertThat(named.get("spark.jars")).isEqualTo("app.jar");
  }

  @Test
  void recordsAreSerializedByJavaWhateverIsAskedFor() {
    var kryo = Map.of("spark.serializer", "org.apache.spark.serializer.KryoSerializer");

    assertThat(new SparkSettings("local", kryo).sparkConf().get("spark.serializer"))
        .isEqualTo("org.apache.spark.serializer.JavaSerializer");
  }

  @Test
  void whatIsAskedForWins() {
    var conf = new SparkSettings("local[2]", Map.of("spark.ui.enabled", "true")).sparkConf();

    assertThat(conf.get("spark.ui.enabled")).isEqualTo("true");
  }

  @Test
  void fileSystemsHearOfTheProcessFirstAndThenOfWhatIsAskedFor() {
    System.setProperty("spark.hadoop.test.process", "p");
    System.setProperty("spark.hadoop.test.both", "p");
    try {
      Map<String, String> asked = Map.of("spark.hadoop.test.both", "asked");
      Configuration heard = new SparkSettings(null, asked).storage().configuration();
      assertThat(heard.get("test.process")).isEqualTo("p");
      assertThat(heard.get("test.both")).isEqualTo("asked");
      assertThat(heard.get("parquet.page.verify-checksum.enabled")).isEqualTo("true");
    } finally {
      System.clearProperty("spark.hadoop.test.process");
      System.clearProperty("spark.hadoop.test.both");
    }
  }

  @Test
  void hadoopSettingsReachTheFileSystems() {
    Configuration conf =
        new SparkSettings("local", Map.of("spark.hadoop.fs.s3a.endpoint", "here"))
            .storage()
            .configuration();

    assertThat(conf.get("fs.s3a.endpoint")).isEqualTo("here");
  }

  @Test
  void executorsGetTheCollectorThatSuitsTheKernel() {
    var conf = cluster(Map.of("spark.executor.defaultJavaOptions", "-Da=1"));

    assertThat(conf.get("spark.executor.defaultJavaOptions"))
        .isEqualTo("-XX:+UseG1GC -XX:G1HeapRegionSize=4m -Da=1");
    assertThat(cluster(Map.of()).get("spark.executor.defaultJavaOptions"))
        .isEqualTo("-XX:+UseG1GC -XX:G1HeapRegionSize=4m");
    assertThat(cluster(Map.of()).contains("spark.executor.extraJavaOptions")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark.executor.defaultJavaOptions", "spark.executor.extraJavaOptions"})
  void anExecutorsCollectorThatIsAskedForIsTheOnlyOne(String setting) {
    var conf = cluster(Map.of(setting, "-Da=1 -XX:+UseParallelGC"));

    assertThat(conf.get(setting)).isEqualTo("-Da=1 -XX:+UseParallelGC");
    assertThat(conf.get("spark.executor.defaultJavaOptions", "")).doesNotContain("G1");
  }

  @Test
  void aDriverInsideYarnReturnsOrThrows() {
    System.setProperty("spark.master", "yarn");
    System.setProperty("spark.submit.deployMode", "cluster");
    try {
      SparkSettings.exit(0);
      assertThatThrownBy(() -> SparkSettings.exit(3))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("icl-sweep ends with exit code 3; why is told above");
    } finally {
      System.clearProperty("spark.master");
      System.clearProperty("spark.submit.deployMode");
    }
  }

  private static SparkConf cluster(Map<String, String> conf) {
    return new SparkSettings("spark://host:7077", conf).sparkConf();
  }
}
