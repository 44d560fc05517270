package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.engine.HadoopCluster;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of YARN and HDFS that are killed as kill -9 does while a study runs there. */
@Tag("clusters")
class YarnFaultsIT {

  private static final String CLUSTER = "spark.submit.deployMode=cluster";

  @TempDir static Path shared;
  private static HadoopCluster cluster;
  private static BuiltCheckout checkout;
  private static KnownStudy known;

  @TempDir Path folder;
  private Launches launches;
  private String out;

  @BeforeAll
  static void start() throws IOException {
    checkout = BuiltCheckout.make(shared.resolve("checkout"));
    cluster = HadoopCluster.start(shared.resolve("hadoop"));
    known = KnownStudy.longOne(shared);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void makeLaunches() {
    Map<String, String> environment = new HashMap<>(cluster.home().environment());
    environment.put("HADOOP_CONF_DIR", cluster.conf().toString());
    environment.put("ICL_SWEEP_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx1g");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    launches = new Launches(checkout.launcher(), folder, environment);
    out = cluster.hdfs() + "/" + folder.getFileName();
  }

  @AfterEach
  void endAll() {
    launches.close();
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
