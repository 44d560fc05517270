package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sun.misc.Signal;

class InterruptionTest {

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void aSignalAsksToStopAndNamesTheExitCode(String signal, int exitCode) throws Exception {
    IgnoredSignals.skipIf(signal);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(Ran.stream(err), Ran.stream(err), false, 80, false, false);
    BlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
    try (Interruption interruption = Interruption.calling(codes::add, console)) {
      Signal.raise(new Signal(signal));
      assertThat(codes.take()).isEqualTo(exitCode);
    }
    assertThat(Ran.text(err)).startsWith("stopping; what is in the table stays");
  }
}
