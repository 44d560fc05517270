package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver and the executors of a cluster, each a process of its own. */
class ClusterIT {
  private static final int SEEDS = 30;

  @TempDir Path directory;

  @Test
  void aStudyOnTwoWorkersHasTheDigestOfALocalRun() throws Exception {
    Path distributed = directory.resolve("distributed");
    try (TestCluster cluster = TestCluster.start(directory.resolve("cluster"), 2)) {
      Path open = Files.createFile(directory.resolve("gate"));
      Process driver = SampleDriver.start(distributed, cluster.masterUrl(), SEEDS, open);
      assertThat(driver.waitFor()).as(cluster::logs).isZero();
    }
    Path local = directory.resolve("local");
    new Sweep(new SampleTrials(0), SweepOptions.on(SharedSpark.settings()))
        .run(SampleTrials.study(SEEDS), local.toString(), Progress.NONE);
    assertThat(rows(distributed)).isEqualTo(3 + 2 * SEEDS);
    assertThat(digest(distributed)).isEqualTo(digest(local));
  }

  private static long rows(Path results) {
    try (ResultTable table = ResultTable.open(results.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.count();
    }
  }

  private static String digest(Path results) {
    try (ResultTable table = ResultTable.open(results.toString())) {
      return table.digest();
    }
  }
}
