package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study one of whose trials no heap of a test holds: some gigabytes of sums alone. */
class LargeTrialsTest {

  private static final String STUDY =
      """
      study = large
      training { steps = 2, batch = 64 }
      measure { every = 1, eval-tasks = 64, against = [], alpha { input-range = [], teacher-scale = [] } }
      sweep.grid.task.dim = [3, 9000]
      """;

  @Test
  void theOthersRunAndItIsToldWhatToType(@TempDir Path folder) throws IOException {
    SharedSpark.settings();
    String study = Files.writeString(folder.resolve("large.conf"), STUDY).toString();
    String results = folder.resolve("results").toString();

    Ran plan = Ran.of("plan", study, "--out", results);
    Ran run = Ran.of("run", study, "--out", results);
    Ran again = Ran.of("run", study, "--out", results, "--set", "sweep.grid.task.dim=[3]");
    String query = "SELECT dim, outcome FROM trials ORDER BY dim";
    Ran rows = Ran.of("sql", results, query, "--format", "csv", "--all-rows");

    assertThat(plan.out())
        .containsPattern("memory +at most about \\d+\\.\\d GB a trial \\(dim 9000\\)");
    assertThat(plan.err())
        .containsPattern("warning: the trial with dim 9000 takes about .* will end as no_memory")
        .contains("--conf spark.driver.memory=");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED_TRIALS);
    assertThat(run.err())
        .contains("1 trial ended as no_memory: they are run again")
        .doesNotContain("--retry-failed");
    assertThat(rows.out()).isEqualTo("dim,outcome\n3,completed\n9000,no_memory\n");
    assertThat(again.code()).isZero();
    assertThat(again.err()).contains("nothing was left to do");
  }
}
