package org.iclsweep.cli;

import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.iclsweep.engine.RunStatus;
import org.iclsweep.results.Storage;
import picocli.CommandLine.Option;

/**
 * A command that is run when a run has ended, however it did: for a message, or for what comes
 * next. It comes from the command line alone, since a study may be a stranger's.
 */
final class OnEnd {

  @Option(
      names = "--on-end",
      paramLabel = "COMMAND",
      description =
          "A shell command for the end of the run, failed or interrupted, too; its last argument is"
              + " DIR/_study/status.json. Its exit code is told and changes nothing.")
  private String command;

  private Instant begun;

  /** From here on the run may be this process's. */
  void begin() {
    begin(Instant.now());
  }

  /** From that second on, since clocks are set back by little. */
  void begin(Instant at) {
    begun = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Runs the command if there is one and this process has begun a run. */
  void run(Storage storage, String directory, Console console) {
    if (command == null) {
      return;
    }
    Optional<RunStatus> own = RunStatus.of(storage, directory).filter(this::isOwn);
    if (own.isEmpty()) {
      console.say("--on-end is not run: no run was begun");
      return;
    }
    try {
      int code = start(directory + "/_study/status.json").waitFor();
      console.say("--on-end ended with exit code " + code + ": " + command);
    } catch (IOException e) {
      console.complain("--on-end could not be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      console.complain("--on-end was interrupted: " + command);
    }
  }

  private boolean isOwn(RunStatus status) {
    return status.pid() == ProcessHandle.current().pid() && !status.startedAt().isBefore(begun);
  }

  /** What it prints goes to stderr: stdout has the findings. */
  private Process start(String status) throws IOException {
    return new ProcessBuilder("sh", "-c", command + " \"$@\" >&2", "sh", status)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The option again, to be typed. */
  List<String> words() {
    return command == null ? List.of() : List.of("--on-end", command);
  }
}
