package org.iclsweep.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.iclsweep.engine.Outlook;
import org.iclsweep.engine.RunStatus;
import org.iclsweep.results.Storage;

/**
 * Waits for the end of a run, which may be on another machine, or about to start. A run is on while
 * its driver holds the directory, whatever an earlier run has left there as its last word; and a
 * driver lets go only when it has said its own.
 */
final class RunWatch {

  /** Between two drivers, or while one says that it lives, nobody may seem to be there. */
  private static final int LOOKS = 3;

  private static final long LOOK_EVERY_MILLIS = 500;

  /** A driver says that it lives every ten seconds; one that has not for so long is gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Storage storage;
  private final String directory;
  private final Console console;
  private final Runnable pause;
  private final LongSupplier nanos;
  private final Silence silence = new Silence();
  private boolean wasOn;
  private boolean isOn;
  private int nobody;

  RunWatch(Storage storage, String directory, Console console) {
    this(storage, directory, console, RunWatch::pause, System::nanoTime);
  }

  /**
   * @param pause what goes by between two looks
   * @param nanos the clock that silence is timed by
   */
  RunWatch(Storage storage, String directory, Console console, Runnable pause, LongSupplier nanos) {
    this.storage = storage;
    this.directory = directory;
    this.console = console;
    this.pause = pause;
    this.nanos = nanos;
  }

  /** The exit code of the run, or of the last one if none is on; that of a fault if it is gone. */
  int end() {
    begin();
    while (!isOver()) {
      rest();
    }
    return exitCode();
  }

  /** Tells whose end is waited for. */
  void begin() {
    Optional<String> driver = driver();
    wasOn = driver.isPresent();
    if (wasOn) {
      console.say("waiting for the end of the run by " + driver.get() + "...");
    } else if (status().isEmpty()) {
      console.say("waiting for a run into " + directory + " to start...");
    }
  }

  /** Looks once more whether the run is over. */
  boolean isOver() {
    isOn = driver().filter(silence::isBroken).isPresent();
    nobody = isOn || status().isEmpty() ? 0 : nobody + 1;
    return nobody == LOOKS;
  }

  /** Whether a driver held the directory at the last look. */
  boolean isOn() {
    return isOn;
  }

  /** What goes by between two looks. */
  void rest() {
    pause.run();
  }

  /** With what a run that is over has ended; tells it if it is gone, or was over before. */
  int exitCode() {
    RunStatus last = status().orElseThrow();
    if (last.exitCode() == null) {
      console.complain(
          "the run of %s by process %d on %s is gone, last heard of at %s; run the study again"
              .formatted(last.study(), last.pid(), last.host(), last.updatedAt()));
      return ExitCode.FAULT;
    }
    if (!wasOn) {
      console.say("no run is on; the last one ended at " + last.updatedAt());
    }
    return last.exitCode();
  }

  /** How long a driver elsewhere has said nothing new, by the clock of this process. */
  private final class Silence {
    private String last = "";
    private long since;

    /** Whether it has, of late; what it says tells when it was last heard of. */
    boolean isBroken(String said) {
      if (!said.equals(last)) {
        last = said;
        since = nanos.getAsLong();
      }
      return nanos.getAsLong() - since < PATIENCE.toNanos();
    }
  }

  private Optional<String> driver() {
    return Outlook.driver(storage, directory);
  }

  private Optional<RunStatus> status() {
    return RunStatus.of(storage, directory);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
