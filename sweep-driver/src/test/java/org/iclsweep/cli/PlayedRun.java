package org.iclsweep.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.LongSupplier;
import org.iclsweep.engine.HeldDirectory;
import org.iclsweep.results.Storage;

/**
 * A run into a directory that a test plays, step by step, between the looks of who waits for its
 * end.
 */
final class PlayedRun {
  private static final Storage STORAGE = new Storage(Map.of());
  private static final String STATUS =
      """
      {
        "study": "it", "state": "%s", "exit_code": %s, "message": null, "planned": 4, "done": 4,
        "failed": 0, "diverged": 0, "trials_per_second": 1, "remaining_seconds": null,
        "started_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:01:00Z",
        "host": "h", "pid": 7, "application": null, "spark_ui": null, "waiting": %s
      }
      """;

  private final Path directory;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** What happens between two looks. */
  interface Step {
    void run() throws IOException;
  }

  PlayedRun(Path directory) {
    this.directory = directory;
  }

  /** One step more. */
  void then(Step step) {
    steps.add(step);
  }

  /** Plays the next step, if there is one. */
  void play() {
    play(steps);
  }

  static void play(Deque<Step> steps) {
    try {
      if (!steps.isEmpty()) {
        steps.remove().run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether all steps were played. */
  boolean isOver() {
    return steps.isEmpty();
  }

  /** A driver takes the directory. */
  HeldDirectory hold() throws IOException {
    return HeldDirectory.take(STORAGE, directory.toString());
  }

  /** The run says that it is on. */
  void running() throws IOException {
    write("running", "null", "null");
  }

  /** The run says that it is on, and what it waits for. */
  void waiting(String what) throws IOException {
    write("running", "null", '"' + what + '"');
  }

  /** The run says that it has ended. */
  void ended(int code) throws IOException {
    write("finished", String.valueOf(code), "null");
  }

  private void write(String state, String code, String waiting) throws IOException {
    Path file = directory.resolve("_study/status.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, STATUS.formatted(state, code, waiting));
  }

  /**
   * Who waits for its end.
   *
   * @param pause between two looks
   */
  RunWatch watch(Runnable pause, LongSupplier clock) {
    Console console = new Console(Ran.stream(err), Ran.stream(err), false, 80, false, false);
    return new RunWatch(STORAGE, directory.toString(), console, pause, clock);
  }

  /** What was told while it waited. */
  String told() {
    return Ran.text(err);
  }
}
