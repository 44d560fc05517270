package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** What settings say of executors that are not there. */
class ClusterSizeTest {
  private static final String DYNAMIC = "spark.dynamicAllocation.enabled";
  private static final String MOST = "spark.dynamicAllocation.maxExecutors";
  private static final String INSTANCES = "spark.executor.instances";
  private static final String CORES = "spark.executor.cores";
  private static final String STANDALONE = "spark://host:7077";

  @Test
  void dynamicAllocationBringsAsManyAsItMay() {
    ClusterSize size = size("yarn", DYNAMIC, "true", MOST, "30", CORES, "4", INSTANCES, "2");

    assertThat(size.cores(2, 1000)).isEqualTo(120);
    assertThat(size.cores(200, 1000)).isEqualTo(200);
    assertThat(size.cores(2, 100)).isEqualTo(100);
    assertThat(size.waiting())
        .isEqualTo("no executor: waiting for the cluster (dynamic allocation, 0 of at most 30)");
  }

  @Test
  void withoutALimitNobodyKnowsHowMany() {
    ClusterSize size = size(STANDALONE, DYNAMIC, "true");

    assertThat(size.cores(2, 1000)).isEqualTo(2);
    assertThat(size.waiting())
        .isEqualTo("no executor: waiting for the cluster (dynamic allocation)");
  }

  @Test
  void aNumberThatIsAskedForIsWaitedFor() {
    ClusterSize size = size(STANDALONE, INSTANCES, "8", MOST, "30");

    assertThat(size.cores(2, 1000)).isEqualTo(8);
    assertThat(size.waiting()).isEqualTo("no executor: waiting for the cluster (0 of 8)");
  }

  @Test
  void yarnAndKubernetesGiveTwoAndAStandaloneClusterAll() {
    assertThat(size("yarn").waiting()).endsWith(" cluster (0 of 2)");
    assertThat(size("k8s://https://host").waiting()).endsWith(" cluster (0 of 2)");
    assertThat(size(STANDALONE).waiting()).isEqualTo("no executor: waiting for the cluster");
  }

  @Test
  void veryManyAreNoMoreThanAreCounted() {
    assertThat(size("yarn", INSTANCES, "2000000000", CORES, "64").cores(2, 1000)).isEqualTo(1000);
  }

  private static ClusterSize size(String master, String... settings) {
    SparkConf conf = new SparkConf(false).setMaster(master);
    for (int i = 0; i < settings.length; i += 2) {
      conf.set(settings[i], settings[i + 1]);
    }
    return ClusterSize.of(conf);
  }
}
