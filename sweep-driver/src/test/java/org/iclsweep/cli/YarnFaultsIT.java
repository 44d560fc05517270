package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes of YARN and HDFS that are killed as kill -9 does while a study runs there. */
@Tag("clusters")
class YarnFaultsIT extends LongStudyOnYarn {

  private static final String CLUSTER = "spark.submit.deployMode=cluster";

  @Test
  void aKilledExecutorLosesNothing() throws Exception {
    Process run = submitSlow();
    launches.await(() -> files() >= 2 && !cluster.executors().isEmpty(), run);
    cluster.kill(cluster.executors().get(0));

    assertAllIsThere(run);
  }

  @Test
  void aKilledNodeManagerLosesNothing() throws Exception {
    Process run = submitSlow();
    launches.await(() -> files() >= 2 && !cluster.executors().isEmpty(), run);
    cluster.kill(cluster.nodeManagers().get(0));
    try {
      assertAllIsThere(run);
    } finally {
      cluster.addNodeManager();
    }
  }

  @Test
  void aKilledDataNodeLosesNothing() throws Exception {
    Process run = submitSlow();
    launches.await(() -> files() >= 2, run);
    cluster.kill(cluster.dataNodes().get(0));
    try {
      assertAllIsThere(run);
    } finally {
      cluster.addDataNode();
    }
  }

  @Test
  void aKilledApplicationMasterIsFollowedByASecondThatGoesOn() throws Exception {
    Process run = submitSlow(CLUSTER);
    launches.await(() -> files() >= 3 && !cluster.applicationMasters().isEmpty(), run);
    cluster.kill(cluster.applicationMasters().get(0));

    assertAllIsThere(run);
    YarnRuns.awaitGatheredLog(cluster, " more of the plan were there before");
  }

  @Test
  void aRunInYarnWhoseTrialsFailFailsThereAndStatusHasItsOwnCode() throws Exception {
    Process run =
        YarnRuns.submit(
            launches,
            known.file(),
            out,
            List.of("--trial-timeout", "1ms"),
            CLUSTER,
            KnownStudy.SLOW,
            "spark.yarn.maxAppAttempts=1");
    Ran ran = launches.end(run);
    Ran status = launches.run("status", out, "--wait");

    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(ran.err()).contains("icl-sweep ends with exit code 3; why is told above");
    assertThat(status.code()).as(status.err()).isEqualTo(ExitCode.FAILED_TRIALS);
  }
}
