package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Executors that YARN gives and takes while a study runs there, by dynamic allocation. */
@Tag("clusters")
class YarnElasticIT extends YarnCase {

  /** YARN's own limit for two executors is four. */
  private static final int KILLS = 5;

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
      cluster.addNodeManager(2);
    }
  }

  private List<ProcessHandle> alive(Set<Long> killed) {
    return cluster.executors().stream().filter(each -> !killed.contains(each.pid())).toList();
  }

  private Process submit() throws IOException {
    return YarnRuns.submit(
        launches,
        known.file(),
        out,
        List.of("--chunk-time", "1s"),
        KnownStudy.SLOW,
        "spark.dynamicAllocation.enabled=true",
        "spark.dynamicAllocation.maxExecutors=2");
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
