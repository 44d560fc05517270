package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;

/**
 * A small study that goes to clusters, and what a run on this machine alone makes of it.
 *
 * @param file of the study
 * @param digest of its table
 */
record KnownStudy(Path file, String digest) {

  /** Rows of the long one: its trials, and a learner. */
  static final int LONG_ROWS = 120 + 1;

  /** Executors that are soon at work and then slow, by kernels with the same bits. */
  static final String SLOW =
      "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -Diclsweep.lanes=scalar";

  private static final String STUDY =
      """
      study = %s
      task { dim = 3, context = 5 }
      training { steps = 300, batch = 128 }
      measure { every = 300, eval-tasks = 128, alpha.tasks = 64, against = [%s] }
      sweep.grid.seed = "0..%d"
      """;

  /** 16 trials and two learners. */
  static KnownStudy shortOne(Path folder) throws IOException {
    return of(folder, STUDY.formatted("short", "gd, least-squares", 15));
  }

  /** Some chunks for each of two cores, so that a kill finds work done and work to do. */
  static KnownStudy longOne(Path folder) throws IOException {
    return of(folder, STUDY.formatted("long", "least-squares", 119));
  }

  private static KnownStudy of(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("known.conf"), text);
    SharedSpark.settings();
    Path local = folder.resolve("local");
    assertThat(Ran.of("run", file.toString(), "--out", local.toString()).code()).isZero();
    return new KnownStudy(file, digest(local));
  }

  static String digest(Path results) {
    try (ResultTable table = ResultTable.open(results.toString())) {
      return table.digest();
    }
  }
}
