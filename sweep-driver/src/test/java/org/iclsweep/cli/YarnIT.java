package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iclsweep.engine.TestCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The launcher, the spark-submit of a Spark, the jar, YARN and HDFS, as docs/cluster.md has it. */
class YarnIT extends YarnCase {
  private static KnownStudy known;

  private Launches asking;

  @BeforeAll
  static void prepareStudy() throws IOException {
    known = KnownStudy.shortOne(shared);
  }

  @BeforeEach
  void makeAsking() throws IOException {
    Path own = Files.createDirectories(folder.resolve("asking"));
    asking = new Launches(checkout.launcher(), own, environment());
  }

  @AfterEach
  void endAsking() {
    asking.close();
  }

  @Test
  void aDriverHereAndExecutorsInYarnDoWhatALocalRunDoes() throws Exception {
    Process run =
        YarnRuns.submit(
            launches,
            known.file(),
            "hdfs:///client",
            "spark.yarn.queue=research",
            "spark.executor.instances=2",
            "spark.executor.cores=2",
            "spark.executor.memory=4g");
    launches.await(() -> !cluster.executors().isEmpty(), run);
    assertThat(TestCluster.commandLine(cluster.executors().get(0)))
        .contains("-Xmx4096m", "-XX:+UseG1GC", "--add-modules=jdk.incubator.vector");
    Ran ran = launches.end(run);

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
        launches.end(
            YarnRuns.submit(
                launches, known.file(), "hdfs:///cluster", "spark.submit.deployMode=cluster"));

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
