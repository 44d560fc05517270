package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Drivers that have one host name and process numbers of different PID namespaces: containers. */
@EnabledOnOs(OS.LINUX)
class NamespacesIT {
  private static final List<String> IN_A_NAMESPACE =
      List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
  private static final List<String> WITH_ANOTHER_PROC =
      List.of("unshare", "--pid", "--fork", "--kill-child");
  private static final long SOON = 200;
  private static final long NEVER = 3_600_000;

  @TempDir Path directory;

  @BeforeEach
  void requireNamespaces() throws InterruptedException {
    boolean permitted;
    try {
      Process process =
          new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      permitted = process.waitFor() == 0;
    } catch (IOException noSuchCommand) {
      permitted = false;
    }
    assumeTrue(permitted, "unshare --pid --mount-proc is not permitted here");
  }

  @Test
  void oneThatLivesInAnotherNamespaceIsNotTakenForDead() throws Exception {
    assertSecondIsRefused(IN_A_NAMESPACE, IN_A_NAMESPACE);
    assertSecondIsRefused(IN_A_NAMESPACE, List.of());
  }

  @Test
  void numbersOfAProcThatIsAnothersAreNotBelieved() throws Exception {
    assertSecondIsRefused(WITH_ANOTHER_PROC, WITH_ANOTHER_PROC);
  }

  private void assertSecondIsRefused(List<String> first, List<String> second) throws Exception {
    Process holder = SampleHolder.start(first, directory, SOON, NEVER);
    try {
      BufferedReader said = holder.inputReader();
      assertThat(said.readLine()).isEqualTo("holds it");
      Process other = SampleHolder.start(second, directory, SOON, NEVER);
      assertThat(other.inputReader().readLine()).contains(" is being written by process ");
      assertThat(other.waitFor()).isZero();
      assertThat(holder.isAlive()).isTrue();
      holder.getOutputStream().close();
      assertThat(said.readLine()).as("it has not lost it").isNull();
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void aContainerThatIsStartedAgainWaitsForItsOwnDeadLeaseAndIsNotRefused() throws Exception {
    Process holder = SampleHolder.start(IN_A_NAMESPACE, directory, SOON, NEVER);
    assertThat(holder.inputReader().readLine()).isEqualTo("holds it");
    holder.destroyForcibly().waitFor();

    Process again = SampleHolder.start(IN_A_NAMESPACE, directory, SOON, 3_000);
    try {
      assertThat(again.inputReader().readLine()).isEqualTo("holds it");
    } finally {
      again.destroyForcibly();
    }
  }
}
