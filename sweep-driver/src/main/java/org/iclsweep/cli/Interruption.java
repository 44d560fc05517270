package org.iclsweep.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGINT, SIGTERM and SIGHUP while something runs that can be stopped cleanly: the first asks it to
 * stop, the second ends the process where it is.
 */
final class Interruption implements AutoCloseable {

  private static final Map<String, Integer> EXIT_CODES =
      Map.of("HUP", ExitCode.HUNG_UP, "INT", ExitCode.INTERRUPTED, "TERM", ExitCode.TERMINATED);

  private final Console console;
  private final IntConsumer stop;
  private final String stays;
  private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
  private volatile boolean asked;

  private Interruption(Console console, IntConsumer stop, String stays) {
    this.console = console;
    this.stop = stop;
    this.stays = stays;
  }

  /** Calls {@code stop} with the exit code of a signal that comes, until it is closed. */
  static Interruption calling(IntConsumer stop, Console console) {
    return calling(stop, console, "what is in the table stays");
  }

  /**
   * The same.
   *
   * @param stays what is said then of what was done before
   */
  static Interruption calling(IntConsumer stop, Console console, String stays) {
    Interruption interruption = new Interruption(console, stop, stays);
    for (String name : EXIT_CODES.keySet()) {
      Signal signal = new Signal(name);
      interruption.before.put(signal, Signal.handle(signal, interruption::take));
    }
    return interruption;
  }

  private void take(Signal signal) {
    int exitCode = EXIT_CODES.get(signal.getName());
    if (asked && exitCode == ExitCode.HUNG_UP) {
      return; // a closed terminal says so, and the shell in it once more
    }
    if (asked) {
      Runtime.getRuntime().halt(exitCode);
    }
    asked = true;
    if (console.live()) {
      console.overwrite("");
    }
    console.say("stopping; " + stays + " (once more to stop at once)");
    stop.accept(exitCode);
  }

  @Override
  public void close() {
    before.forEach(Signal::handle);
  }
}
