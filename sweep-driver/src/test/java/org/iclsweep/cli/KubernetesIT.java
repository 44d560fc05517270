package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.iclsweep.engine.TestCluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The launcher, the spark-submit of a Spark, the jar and Kubernetes, as docs/cluster.md has it. */
class KubernetesIT extends KubernetesCase {
  private static KnownStudy known;

  @BeforeAll
  static void prepareStudy() throws IOException {
    known = KnownStudy.shortOne(shared);
  }

  @Test
  void aDriverHereAndExecutorsInPodsDoWhatALocalRunDoes() throws Exception {
    Path results = folder.resolve("results");
    Process run = KubernetesRuns.submit(launches, cluster, known.file(), results);
    launches.await(() -> !cluster.executors().isEmpty(), run);
    assertThat(TestCluster.commandLine(cluster.executors().get(0)))
        .contains("-Xmx512m", "-XX:+UseG1GC", "--add-modules=jdk.incubator.vector");
    Ran ran = launches.end(run);

    assertThat(ran.code()).as(() -> ran.err() + cluster.logs()).isZero();
    assertThat(ran.err()).contains("ran 16 trials and 2 learners in ").doesNotContain("scalar");
    assertThat(KnownStudy.digest(results)).isEqualTo(known.digest());
  }

  @Test
  void aDriverInAPodDoesWhatALocalRunDoes() throws Exception {
    Path results = folder.resolve("results");
    Ran ran =
        launches.end(
            KubernetesRuns.submit(
                launches, cluster, known.file(), results, KubernetesRuns.IN_A_POD));

    assertThat(ran.code()).as(() -> ran.err() + cluster.logs()).isZero();
    assertThat(KnownStudy.digest(results)).as(cluster::logs).isEqualTo(known.digest());
    List<String> drivers = cluster.pods("driver", "Succeeded");
    assertThat(drivers).hasSize(1);
    assertThat(cluster.log(drivers.get(0)))
        .contains("ran 16 trials and 2 learners in ")
        .doesNotContain("scalar");
  }
}
