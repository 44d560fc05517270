package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.iclsweep.results.Storage;
import org.iclsweep.spec.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody has put in place of a run's account of itself. */
class RunStatusTest {
  private static final RunStatus STATUS =
      new RunStatus(
          "s",
          RunStatus.State.FINISHED,
          0,
          null,
          4,
          4,
          0,
          0,
          1,
          null,
          Instant.EPOCH,
          Instant.EPOCH,
          null,
          "h",
          7,
          null,
          null,
          List.of("--master", "yarn"));

  @TempDir Path directory;

  @Test
  void itReadsWhatItWrote() {
    assertThat(RunStatus.parse(STATUS.text())).isEqualTo(STATUS);
  }

  @Test
  void anOlderOneHasNoOptionsAndVeryManyAreLeftOut() {
    String older = STATUS.text().replaceFirst(",\\s*\"options\" : \\[[^]]*]", "");
    assertThat(older).doesNotContain("options");
    assertThat(RunStatus.parse(older).options()).isEmpty();

    assertThat(RunStatus.parse(with("x".repeat(8192))).options()).hasSize(1);
    assertThat(RunStatus.parse(with("x".repeat(8193))).options()).isEmpty();
  }

  @Test
  void whatTrialsWaitForIsReadBackAndAnOlderOneSaysNothingOfIt() {
    String waiting = STATUS.text().replaceFirst("\"waiting\" : null", "\"waiting\" : \"w\"");
    assertThat(RunStatus.parse(waiting).waiting()).isEqualTo("w");
    assertThat(RunStatus.parse(RunStatus.parse(waiting).text()).waiting()).isEqualTo("w");

    String older = STATUS.text().replaceFirst(",\\s*\"waiting\" : null", "");
    assertThat(older).doesNotContain("waiting");
    assertThat(RunStatus.parse(older)).isEqualTo(STATUS);
  }

  private static String with(String option) {
    return STATUS.text().replaceFirst("\\[[^]]*]", "[\"" + option + "\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbled",
        "{",
        "[]",
        "null",
        "{}",
        "include \"/etc/passwd\"",
        "{\"study\": {}}",
        "\u0000"
      })
  void whatIsNoAccountIsToldInOneLineWithItsCure(String text) throws IOException {
    assertTold(text);
  }

  @Test
  void soIsWhatIsDeepOrNoExitCode() throws IOException {
    assertTold("[".repeat(60_000));
    assertTold(STATUS.text().replace("\"exit_code\" : 0", "\"exit_code\" : 70000"));
  }

  @Test
  void filesHoldTheseWordsOfAState() {
    assertThat(Labels.all(RunStatus.State.class))
        .containsExactly("running", "finished", "interrupted", "broken");
    assertThat(Labels.all(Progress.Phase.class)).containsExactly("learners", "trials");
  }

  private void assertTold(String text) throws IOException {
    Path file = Files.createDirectories(directory.resolve("_study")).resolve("status.json");
    Files.writeString(file, text);

    assertThatThrownBy(() -> RunStatus.of(new Storage(Map.of()), directory.toString()))
        .isInstanceOf(SweepException.class)
        .hasMessageStartingWith("file:" + file + " is no account of a run (")
        .hasMessageEndingWith("); delete it, it holds no results")
        .satisfies(told -> assertThat(told.getMessage()).doesNotContain("\n"));
  }
}
