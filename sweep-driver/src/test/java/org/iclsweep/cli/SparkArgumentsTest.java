package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** What was typed for spark-submit, read again by the driver that it started. */
class SparkArgumentsTest {
  private final Map<String, String> before = new HashMap<>();
  private final SparkArguments spark = new SparkArguments();

  /** So that they know a command line, as every mixin does. */
  @Command
  static final class Verb {
    @Mixin SparkArguments spark;

    Verb(SparkArguments spark) {
      this.spark = spark;
    }
  }

  @BeforeEach
  void mixIn() {
    assertThat(new CommandLine(new Verb(spark)).getMixins()).containsValue(spark);
  }

  @AfterEach
  void forget() {
    before.forEach(
        (key, value) -> {
          if (value == null) {
            System.clearProperty(key);
          } else {
            System.setProperty(key, value);
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "spark://h:7077 | CLIENT | SPARK_SUBMIT=true spark.submit.deployMode=client",
        "spark://h:7077 | CLUSTER | spark.submit.deployMode=cluster spark.master=spark://h:7077",
        "yarn | CLIENT | SPARK_SUBMIT=true spark.master=yarn spark.submit.deployMode=client",
        "yarn | CLUSTER | spark.master=yarn spark.submit.deployMode=cluster",
        "k8s://https://h:6443 | CLIENT | SPARK_SUBMIT=true spark.submit.deployMode=client",
        "k8s://https://h:6443 | CLUSTER | SPARK_SUBMIT=true spark.submit.deployMode=client"
            + " spark.kubernetes.submitInDriver=true"
      })
  void theDriverThatSparkSubmitStartsRuns(
      String master, SparkArguments.DeployMode mode, String told) {
    spark.master = master;
    spark.deployMode = mode;
    tell(told);

    assertThat(spark.settings().master()).isEqualTo(master);
    assertThat(spark.isInCluster()).isEqualTo(mode == SparkArguments.DeployMode.CLUSTER);
  }

  @Test
  void aSparkSubmitInClientModeDoesNotStandForTheCluster() {
    spark.master = "yarn";
    spark.conf = List.of("spark.submit.deployMode=cluster");
    tell("SPARK_SUBMIT=true spark.master=yarn spark.submit.deployMode=client");

    assertThatThrownBy(spark::settings)
        .isInstanceOf(ParameterException.class)
        .hasMessageStartingWith("--deploy-mode is cluster, which needs the spark-submit");
  }

  private void tell(String told) {
    for (String setting : told.split(" ")) {
      String[] pair = setting.split("=");
      before.put(pair[0], System.getProperty(pair[0]));
      System.setProperty(pair[0], pair[1]);
    }
  }
}
