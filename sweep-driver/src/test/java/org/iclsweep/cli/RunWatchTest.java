package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.iclsweep.engine.HeldDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between two looks is played by the test. */
class RunWatchTest {
  @TempDir Path directory;
  private PlayedRun run;

  @BeforeEach
  void begin() {
    run = new PlayedRun(directory);
  }

  @Test
  void ofNoRunThatIsOnTheLastOneAnswersAtOnce() throws IOException {
    run.ended(3);

    assertThat(code()).isEqualTo(3);
    assertThat(run.told()).isEqualTo("no run is on; the last one ended at 2026-01-01T00:01:00Z\n");
  }

  @Test
  void anOldEndIsNotTheEndOfTheRunThatIsOn() throws IOException {
    run.ended(3);
    HeldDirectory held = run.hold();
    run.then(() -> {});
    run.then(run::running);
    run.then(() -> run.ended(0));
    run.then(() -> {});
    run.then(held::close);

    assertThat(code()).isZero();
    assertThat(run.isOver()).isTrue();
    assertThat(run.told()).startsWith("waiting for the end of the run by process ");
  }

  @Test
  void theFirstRunIsWaitedFor() throws IOException {
    HeldDirectory[] held = new HeldDirectory[1];
    run.then(() -> {});
    run.then(() -> held[0] = run.hold());
    run.then(run::running);
    run.then(
        () -> {
          run.ended(130);
          held[0].close();
        });

    assertThat(code()).isEqualTo(130);
    assertThat(run.isOver()).isTrue();
    assertThat(run.told()).startsWith("waiting for a run into " + directory + " to start...\n");
  }

  @Test
  void aRunWithoutADriverIsGone() throws IOException {
    run.running();

    assertThat(code()).isEqualTo(ExitCode.FAULT);
    assertThat(run.told()).contains("the run of it by process 7 on h is gone, last heard of at");
  }

  @Test
  void aDriverThatIsNotSeenForAMomentIsNotGone() throws IOException {
    run.running();
    HeldDirectory held = run.hold();
    held.close();
    HeldDirectory[] again = new HeldDirectory[1];
    run.then(() -> {});
    run.then(() -> again[0] = run.hold());
    run.then(
        () -> {
          run.ended(0);
          again[0].close();
        });

    assertThat(code()).isZero();
  }

  private int code() {
    return run.watch(run::play, System::nanoTime).end();
  }
}
