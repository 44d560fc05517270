package org.iclsweep.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.iclsweep.engine.KernelTrials;
import org.iclsweep.engine.Progress;
import org.iclsweep.engine.Sweep;
import org.iclsweep.engine.SweepOptions;
import org.iclsweep.engine.TestCluster;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Studies of a thousand short trials and more on a cluster of real processes, through a random
 * schedule of faults. A few rounds in the build, hundreds by hand:
 *
 * <pre>
 *   mvn verify -Dit.test=ChaosIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 *       -Dchaos.rounds=200 -Dchaos.trials=3000
 * </pre>
 *
 * <p>{@code -Dchaos.seed} repeats a schedule, as far as a machine repeats anything.
 */
class ChaosIT {
  private static final int ROUNDS = Integer.getInteger("chaos.rounds", 3);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());

  @TempDir Path folder;

  @Test
  @Timeout(value = 4, unit = TimeUnit.HOURS)
  void whateverIsKilledEveryTrialIsThereOnceWithTheSameBits() throws Exception {
    Report report = new Report(SEED);
    try (TestCluster cluster = TestCluster.start(folder.resolve("cluster"), 2);
        Chaos chaos = new Chaos(cluster, folder, new Random(SEED), report)) {
      chaos.run(ROUNDS);
    } finally {
      System.out.print(report.text());
      Files.writeString(Path.of("target/chaos.txt"), report.text());
    }
    assertThat(report.faults()).isEqualTo(ROUNDS);
    assertThat(report.lost()).isZero();
    assertThat(report.doubled()).isZero();
    assertThat(report.digests()).containsExactly(undisturbed());
  }

  /** The digest of the study where nothing happens to it, here, on the kernels of this JVM. */
  private String undisturbed() throws Exception {
    String results = folder.resolve("undisturbed").toString();
    new Sweep(new KernelTrials(), SweepOptions.on(SharedSpark.settings()))
        .run(Study.parse(Chaos.STUDY, "chaos.conf", List.of()), results, Progress.NONE);
    try (ResultTable table = ResultTable.open(results)) {
      return table.digest();
    }
  }
}
