package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes of YARN and HDFS that are killed as kill -9 does while a study runs there. */
@Tag("clusters")
class YarnFaultsIT extends YarnCase {

  private static final String CLUSTER = "spark.submit.deployMode=cluster";

  private static KnownStudy known;

  private String out;

  @BeforeAll
  static void prepareStudy() throws IOException {
    known = KnownStudy.longOne(shared);
  }

  @BeforeEach
  void nameResults() {
    out = cluster.hdfs() + "/" + folder.getFileName();
  }

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
      cluster.addNodeManager(2);
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
      cluster.addDataNode(2);
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

  private Process submitSlow(String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add(KnownStudy.SLOW);
    return YarnRuns.submit(
        launches, known.file(), out, List.of("--chunk-time", "1s"), all.toArray(String[]::new));
  }

  private void assertAllIsThere(Process run) throws Exception {
    Ran ran = launches.end(run);
    assertThat(ran.code()).as(() -> ran.err() + cluster.logs()).isZero();
    try (ResultTable table = ResultTable.open(out);
        Stream<TrialRow> rows = table.rows()) {
      assertThat(rows.map(TrialRow::trialId)).hasSize(KnownStudy.LONG_ROWS).doesNotHaveDuplicates();
      assertThat(table.digest()).isEqualTo(known.digest());
    }
  }

  private int files() {
    try {
      return new Storage(Map.of()).names(new org.apache.hadoop.fs.Path(out, "trials")).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
