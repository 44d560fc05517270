package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.iclsweep.engine.HeldDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What status says of a run that waits, which a test plays. */
class StatusWaitingTest {
  private static final String WHAT = "no executor: waiting for the cluster";

  @TempDir Path directory;

  @Test
  void whatARunWaitsForIsSaidWhileItIsOnAndNotAfter() throws Exception {
    PlayedRun run = new PlayedRun(directory);
    run.waiting(WHAT);
    Files.writeString(directory.resolve("_study/study.conf"), "study = it");
    HeldDirectory held = run.hold();

    assertThat(Ran.of("status", directory.toString()).out()).containsPattern("\nwaiting +" + WHAT);

    run.running();
    assertThat(Ran.of("status", directory.toString()).out())
        .containsPattern("\nspeed +1\\.0 trials/s\n")
        .doesNotContain("waiting");
    held.close();
    run.waiting(WHAT);
    assertThat(Ran.of("status", directory.toString()).out())
        .contains("its driver, process 7 on h, is gone")
        .doesNotContain("waiting");
  }
}
