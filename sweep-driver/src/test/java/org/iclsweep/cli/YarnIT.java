package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.iclsweep.engine.HadoopCluster;
import org.iclsweep.engine.TestCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, the spark-submit of a Spark, the jar, YARN and HDFS, as docs/cluster.md has it. */
class YarnIT {
  @TempDir static Path shared;
  private static HadoopCluster cluster;
  private static BuiltCheckout checkout;
  private static KnownStudy known;

  @TempDir Path folder;
  private Launches submitting;
  private Launches asking;

  @BeforeAll
  static void start() throws IOException {
    checkout = BuiltCheckout.make(shared.resolve("checkout"));
    cluster = HadoopCluster.start(shared.resolve("hadoop"));
    known = KnownStudy.shortOne(shared);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void makeLaunches() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("HADOOP_CONF_DIR", cluster.conf().toString());
    environment.put("ICL_SWEEP_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx1g");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    Path own = Files.createDirectories(folder.resolve("asking"));
    asking = new Launches(checkout.launcher(), own, environment);
    environment.putAll(cluster.home().environment());
    submitting = new Launches(checkout.launcher(), folder, environment);
  }

  @AfterEach
  void endAll() {
    submitting.close();
    asking.close();
  }

  @Test
  void aDriverHereAndExecutorsInYarnDoWhatALocalRunDoes() throws Exception {
    Process run =
        YarnRuns.submit(
            submitting,
            known.file(),
            "hdfs:///client",
            "spark.yarn.queue=research",
            "spark.executor.instances=2",
            "spark.executor.cores=2",
            "spark.executor.memory=4g");
    submitting.await(() -> !cluster.executors().isEmpty(), run);
    assertThat(TestCluster.commandLine(cluster.executors().get(0)))
        .contains("-Xmx4096m", "-XX:+UseG1GC", "--add-modules=jdk.incubator.vector");
    Ran ran = submitting.end(run);

    assertThat(ran.code()).as(() -> ran.err() + cluster.logs()).isZero();
    assertThat(ran.err())
        .contains("ran 16 trials and 2 learners in ", "table: hdfs:///client/trials/*.parquet")
        .doesNotContain("ERROR", "scalar");
    assertThat(cluster.yarn("apps?queue=research")).contains("\"finalStatus\":\"SUCCEEDED\"");
    assertHasTheDigest("hdfs:///client");
    assertQuestionsAreAnsweredWithoutSpark("hdfs:///client");
  }

  /** By the build's own Spark, which knows of the cluster by HADOOP_CONF_DIR alone. */
  private void assertQuestionsAreAnsweredWithoutSpark(String directory) throws Exception {
    Ran sql = asking.run("sql", directory, "SELECT count(*) AS n FROM records", "--format", "csv");
    assertThat(sql.code()).as(sql.err()).isZero();
    assertThat(sql.out().lines()).containsExactly("n", "18");
    Ran compact = asking.run("compact", directory);
    assertThat(compact.code()).as(compact.err()).isZero();
    assertHasTheDigest(directory);
  }

  @Test
  void aDriverInYarnDoesWhatALocalRunDoes() throws Exception {
    Process waiting = asking.start("status", "hdfs:///cluster", "--wait");
    Ran ran =
        submitting.end(
            YarnRuns.submit(
                submitting, known.file(), "hdfs:///cluster", "spark.submit.deployMode=cluster"));

    assertThat(ran.code()).as(() -> ran.err() + cluster.logs()).isZero();
    Ran status = asking.end(waiting);
    assertThat(status.code()).as(status.err()).isZero();
    assertHasTheDigest("hdfs:///cluster");
    YarnRuns.awaitGatheredLog(cluster, "ran 16 trials and 2 learners in ");
  }

  private void assertHasTheDigest(String directory) throws Exception {
    Ran asked = asking.run("digest", directory);
    assertThat(asked.code()).as(asked.err()).isZero();
    assertThat(asked.out()).contains(known.digest());
  }
}
