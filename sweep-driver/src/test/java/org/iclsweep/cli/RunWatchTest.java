package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.iclsweep.engine.HeldDirectory;
import org.iclsweep.results.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between two looks is played by the test. */
class RunWatchTest {
  private static final Storage STORAGE = new Storage(Map.of());
  private static final String STATUS =
      """
      {
        "study": "it", "state": "%s", "exit_code": %s, "message": null, "planned": 4, "done": 4,
        "failed": 0, "diverged": 0, "trials_per_second": 1, "remaining_seconds": null,
        "started_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:01:00Z",
        "host": "h", "pid": 7, "application": null, "spark_ui": null
      }
      """;

  @TempDir Path directory;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** What happens while it waits. */
  private interface Step {
    void run() throws IOException;
  }

  @Test
  void ofNoRunThatIsOnTheLastOneAnswersAtOnce() throws IOException {
    ended(3);

    assertThat(code()).isEqualTo(3);
    assertThat(Ran.text(err))
        .isEqualTo("no run is on; the last one ended at 2026-01-01T00:01:00Z\n");
  }

  @Test
  void anOldEndIsNotTheEndOfTheRunThatIsOn() throws IOException {
    ended(3);
    HeldDirectory held = HeldDirectory.take(STORAGE, directory.toString());
    steps.add(() -> {});
    steps.add(this::running);
    steps.add(() -> ended(0));
    steps.add(() -> {});
    steps.add(held::close);

    assertThat(code()).isZero();
    assertThat(steps).isEmpty();
    assertThat(Ran.text(err)).startsWith("waiting for the end of the run by process ");
  }

  @Test
  void theFirstRunIsWaitedFor() throws IOException {
    HeldDirectory[] held = new HeldDirectory[1];
    steps.add(() -> {});
    steps.add(() -> held[0] = HeldDirectory.take(STORAGE, directory.toString()));
    steps.add(this::running);
    steps.add(
        () -> {
          ended(130);
          held[0].close();
        });

    assertThat(code()).isEqualTo(130);
    assertThat(steps).isEmpty();
    assertThat(Ran.text(err)).startsWith("waiting for a run into " + directory + " to start...\n");
  }

  @Test
  void aRunWithoutADriverIsGone() throws IOException {
    running();

    assertThat(code()).isEqualTo(ExitCode.FAULT);
    assertThat(Ran.text(err)).contains("the run of it by process 7 on h is gone, last heard of at");
  }

  @Test
  void aDriverThatIsNotSeenForAMomentIsNotGone() throws IOException {
    running();
    HeldDirectory held = HeldDirectory.take(STORAGE, directory.toString());
    held.close();
    HeldDirectory[] again = new HeldDirectory[1];
    steps.add(() -> {});
    steps.add(() -> again[0] = HeldDirectory.take(STORAGE, directory.toString()));
    steps.add(
        () -> {
          ended(0);
          again[0].close();
        });

    assertThat(code()).isZero();
  }

  private int code() {
    Console console = new Console(Ran.stream(err), Ran.stream(err), false, 80, false, false);
    return new RunWatch(STORAGE, directory.toString(), console, this::pause, System::nanoTime)
        .end();
  }

  private void pause() {
    try {
      if (!steps.isEmpty()) {
        steps.remove().run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void running() throws IOException {
    write(directory, "running", "null");
  }

  private void ended(int code) throws IOException {
    write(directory, "finished", String.valueOf(code));
  }

  /** Writes what a run says of itself. */
  static void write(Path directory, String state, String code) throws IOException {
    Path file = directory.resolve("_study/status.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, STATUS.formatted(state, code));
  }
}
