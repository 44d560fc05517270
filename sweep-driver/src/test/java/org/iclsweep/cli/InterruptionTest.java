package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sun.misc.Signal;

class InterruptionTest {

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalAsksToStopAndNamesTheExitCode(String signal, int exitCode) throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(Ran.stream(err), Ran.stream(err), false, 80, false, false);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Interruption interruption = Interruption.calling(stopped::countDown, console)) {
      Signal.raise(new Signal(signal));
      assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(interruption.exitCode()).isEqualTo(exitCode);
    }
    assertThat(Ran.text(err)).startsWith("stopping; what is in the table stays");
  }
}
