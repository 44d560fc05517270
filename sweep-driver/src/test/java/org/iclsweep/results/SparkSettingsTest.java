package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void hadoopSettingsReachTheFileSystems() {
    Configuration conf =
        new SparkSettings("local", Map.of("spark.hadoop.fs.s3a.endpoint", "here"))
            .storage()
            .configuration();

    assertThat(conf.get("fs.s3a.endpoint")).isEqualTo("here");
  }
}
