package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.TrialRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pods of Kubernetes that are deleted, killed or fail while a study runs in them. */
@Tag("clusters")
class KubernetesFaultsIT extends KubernetesCase {

  private static final String RUNNING = "Running";

  private static KnownStudy known;

  private Path results;

  @BeforeAll
  static void prepareStudy() throws IOException {
    known = KnownStudy.longOne(shared);
  }

  @BeforeEach
  void nameResults() {
    results = folder.resolve("results");
  }

  @Test
  void anExecutorWhosePodIsDeletedIsReplaced() throws Exception {
    Process run = KubernetesRuns.submit(launches, cluster, known.file(), results, KnownStudy.SLOW);
    launches.await(() -> files() >= 2 && pods("executor", RUNNING).size() == 2, run);
    List<String> before = pods("executor", RUNNING);
    cluster.delete(before.get(0));
    launches.await(() -> !before.containsAll(pods("executor", RUNNING)), run);

    assertAllIsThere(launches.end(run));
    assertThat(cluster.has(before.get(0))).isFalse();
  }

  @Test
  void aKilledExecutorLosesNothing() throws Exception {
    Process run = KubernetesRuns.submit(launches, cluster, known.file(), results, KnownStudy.SLOW);
    launches.await(() -> files() >= 2 && !cluster.executors().isEmpty(), run);
    cluster.kill(cluster.executors().get(0));

    assertAllIsThere(launches.end(run));
  }

  @Test
  void aStudyWhoseDriversPodIsDeletedGoesOnWhenItIsSubmittedAgain() throws Exception {
    Process run =
        KubernetesRuns.submit(
            launches, cluster, known.file(), results, KnownStudy.SLOW, KubernetesRuns.IN_A_POD);
    launches.await(() -> files() >= 2, run);
    String first = pods("driver", RUNNING).get(0);
    cluster.delete(first);
    Ran deleted = launches.end(run);
    int left = rows().size();
    Ran again =
        launches.end(
            KubernetesRuns.submit(
                launches,
                cluster,
                known.file(),
                results,
                KnownStudy.SLOW,
                KubernetesRuns.IN_A_POD));

    assertThat(deleted.err()).doesNotContain("Exception");
    assertThat(left).isBetween(1, KnownStudy.LONG_ROWS - 1);
    assertThat(cluster.log(first)).contains(" of 120 trials are in " + results + "; to go on: ");
    assertAllIsThere(again);
    assertThat(cluster.log(lastOf(pods("driver", "Succeeded"))))
        .contains(" more of the plan were there before");
  }

  @Test
  void aRunInAPodWhoseTrialsFailEndsThePodWithItsCodeAndStatusHasIt() throws Exception {
    Process run =
        KubernetesRuns.submit(
            launches,
            cluster,
            known.file(),
            results,
            List.of("--trial-timeout", "1ms"),
            KnownStudy.SLOW,
            KubernetesRuns.IN_A_POD);
    Ran ran = launches.end(run);
    Ran status = launches.run("status", results.toString(), "--wait");

    assertThat(cluster.exitCode(lastOf(pods("driver", "Failed"))))
        .isEqualTo(ExitCode.FAILED_TRIALS);
    assertThat(status.code()).as(status.err()).isEqualTo(ExitCode.FAILED_TRIALS);
    assertThat(ran.code()).as("spark-submit hides it").isZero();
  }

  private void assertAllIsThere(Ran ran) throws IOException {
    assertThat(ran.code()).as(() -> ran.err() + cluster.logs()).isZero();
    assertThat(rows()).hasSize(KnownStudy.LONG_ROWS).doesNotHaveDuplicates();
    assertThat(KnownStudy.digest(results)).isEqualTo(known.digest());
  }

  private List<String> rows() {
    try (ResultTable table = ResultTable.open(results.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.map(TrialRow::trialId).toList();
    }
  }

  private long files() {
    String[] names = results.resolve("trials").toFile().list();
    return names == null ? 0 : names.length;
  }

  private static List<String> pods(String role, String phase) {
    try {
      return cluster.pods(role, phase);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lastOf(List<String> names) {
    return names.get(names.size() - 1);
  }
}
