package org.iclsweep.cli;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Executors that YARN gives and takes while a study runs there, by dynamic allocation. */
@Tag("clusters")
class YarnElasticIT extends LongStudyOnYarn {

  /** YARN's own limit for two executors is four. */
  private static final int KILLS = 5;

  @Test
  void moreKilledExecutorsThanSparkAllowsDoNotEndAStudy() throws Exception {
    Process run = submit();
    Set<Long> killed = new HashSet<>();
    while (killed.size() < KILLS) {
      launches.await(() -> !alive(killed).isEmpty(), run);
      ProcessHandle executor = alive(killed).get(0);
      killed.add(executor.pid());
      cluster.kill(executor);
    }
    assertAllIsThere(run);
  }

  @Test
  void aNodeManagerThatIsGoneLosesNothing() throws Exception {
    Process run = submit();
    launches.await(() -> files() >= 2 && !cluster.executors().isEmpty(), run);
    cluster.kill(cluster.nodeManagers().get(0));
    try {
      assertAllIsThere(run);
    } finally {
      cluster.addNodeManager();
    }
  }

  private List<ProcessHandle> alive(Set<Long> killed) {
    return cluster.executors().stream().filter(each -> !killed.contains(each.pid())).toList();
  }

  private Process submit() throws IOException {
    return submitSlow(
        "spark.dynamicAllocation.enabled=true", "spark.dynamicAllocation.maxExecutors=2");
  }
}
