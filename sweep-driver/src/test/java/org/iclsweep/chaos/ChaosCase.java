package org.iclsweep.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.iclsweep.engine.KernelTrials;
import org.iclsweep.engine.Progress;
import org.iclsweep.engine.Sweep;
import org.iclsweep.engine.SweepOptions;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.io.TempDir;

/** A random schedule of faults at a site, and what has to be there in the end. */
abstract class ChaosCase {
  private static final int ROUNDS = Integer.getInteger("chaos.rounds", 3);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());

  @TempDir Path folder;

  /** Every trial is there once, with the bits of a study that nothing happens to. */
  final void assertNothingIsLost(Site site) throws Exception {
    Report report = new Report(SEED);
    try (Chaos chaos = new Chaos(site, folder, new Random(SEED), report)) {
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

  /** The digest here, on the kernels of this JVM. */
  private String undisturbed() throws Exception {
    String results = folder.resolve("undisturbed").toString();
    new Sweep(new KernelTrials(), SweepOptions.on(SharedSpark.settings()))
        .run(Study.parse(Chaos.STUDY, "chaos.conf", List.of()), results, Progress.NONE);
    try (ResultTable table = ResultTable.open(results)) {
      return table.digest();
    }
  }
}
