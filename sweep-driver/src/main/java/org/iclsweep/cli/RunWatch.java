package org.iclsweep.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.iclsweep.engine.RunStatus;
import org.iclsweep.results.Storage;

/** Waits for the end of a run, which may be on another machine, or about to start. */
final class RunWatch {

  /** A run that writes its status every ten seconds and has not for so long is gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final long LOOK_EVERY_MILLIS = 1000;

  private final Storage storage;
  private final String directory;
  private final Console console;

  RunWatch(Storage storage, String directory, Console console) {
    this.storage = storage;
    this.directory = directory;
    this.console = console;
  }

  /** The exit code of the run; that of a fault if its driver is gone. */
  int end() {
    Optional<RunStatus> status = RunStatus.of(storage, directory);
    if (status.isEmpty()) {
      console.say("waiting for a run into " + directory + " to start...");
    }
    while (status.isEmpty() || status.get().exitCode() == null && !isSilent(status.get())) {
      pause();
      status = RunStatus.of(storage, directory);
    }
    RunStatus last = status.get();
    if (last.exitCode() == null) {
      console.complain(
          "the run of %s by process %d on %s has not been heard of since %s; run the study again"
              .formatted(last.study(), last.pid(), last.host(), last.updatedAt()));
      return ExitCode.FAULT;
    }
    return last.exitCode();
  }

  private static boolean isSilent(RunStatus status) {
    return status.updatedAt().plus(PATIENCE).isBefore(Instant.now());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
