package org.iclsweep.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sun.misc.Signal;

/**
 * Signals that this process was told to ignore before it began, and its children with it: a shell
 * does that to SIGINT for what it starts in the background, and a JVM leaves it so.
 */
final class IgnoredSignals {
  private static final Path STATUS = Path.of("/proc/self/status");

  private IgnoredSignals() {}

  /** Skips a test that sends this signal, where it is ignored. */
  static void skipIf(String signal) throws IOException {
    long bit = 1L << (new Signal(signal).getNumber() - 1);
    assumeThat(Files.exists(STATUS) ? mask() & bit : 0)
        .as("SIG%s is ignored here, as in a shell's background job: not tested", signal)
        .isZero();
  }

  private static long mask() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
        .findFirst()
        .orElse(0);
  }
}
