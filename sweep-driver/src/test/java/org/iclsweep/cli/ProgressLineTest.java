package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import org.iclsweep.engine.Progress.Phase;
import org.iclsweep.engine.Progress.State;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  @Test
  void aLineTellsHowFarAndHowLong() {
    assertThat(
            ProgressLine.line(
                state(57, 3, 60, 80), Duration.ofSeconds(5), "training", Optional.empty()))
        .isEqualTo("training 57/128 (44 %), 3 failed, 65 s, 57 trials/min, about 75 s left");
    assertThat(
            ProgressLine.line(
                state(57, 0, 60, 5), Duration.ofSeconds(5), "training", Optional.empty()))
        .isEqualTo("training 57/128 (44 %), 65 s, 57 trials/min, nearly done");
  }

  @Test
  void whatIsLeftIsNotGuessedFromTheStartAlone() {
    assertThat(ProgressLine.line(state(1, 0, 10, 600), Duration.ZERO, "training", Optional.empty()))
        .isEqualTo("training 1/128 (0 %), 10 s, 6.0 trials/min");
    assertThat(
            ProgressLine.line(state(1, 0, 40, 3000), Duration.ZERO, "training", Optional.empty()))
        .isEqualTo("training 1/128 (0 %), 40 s, 1.5 trials/min, about 50 min left");
  }

  @Test
  void plainLinesAreFewAndHaveNoControls() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ProgressLine line = new ProgressLine(console(err, false))) {
      for (int done = 0; done <= 128; done++) {
        line.update(state(done, 0, 10, 20));
      }
    }
    assertThat(Ran.text(err)).isEqualTo("training 0/128 (0 %), 10 s, about 20 s left\n");
  }

  @Test
  void aTerminalHasOneLineThatIsGoneInTheEnd() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ProgressLine line = new ProgressLine(console(err, true))) {
      line.update(state(1, 0, 40, 100));
      line.update(state(128, 0, 140, 0));
    }
    assertThat(Ran.text(err))
        .startsWith(
            "\rtraining 1/128 (0 %), 40 s, 1.5 trials/min, about 100 s left\033[K\rtraining 128/128")
        .endsWith("\r\033[K")
        .doesNotContain("\n");
  }

  @Test
  void whatIsWaitedForIsToldInPlaceOfSpeedAndTimeLeft() {
    assertThat(
            ProgressLine.line(
                state(57, 3, 60, 80),
                Duration.ofSeconds(5),
                "training",
                Optional.of("no executor")))
        .isEqualTo("training 57/128 (44 %), 3 failed, 65 s, no executor");
  }

  @Test
  void aPlainLineTellsAtOnceThatThereIsWaitingAndThatItIsOver() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ProgressLine line = new ProgressLine(console(err, false))) {
      line.update(state(1, 0, 40, 100));
      line.waiting(Optional.of("no executor"));
      line.update(state(2, 0, 41, 99));
      line.waiting(Optional.empty());
    }
    assertThat(Ran.text(err).lines())
        .containsExactly(
            "training 1/128 (0 %), 40 s, 1.5 trials/min, about 100 s left",
            "training 1/128 (0 %), 40 s, no executor",
            "training 2/128 (1 %), 41 s, 2.9 trials/min, about 99 s left");
  }

  @Test
  void aNarrowTerminalSeesTheBeginning() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    new Console(Ran.stream(err), Ran.stream(err), true, 20, false, false)
        .overwrite("training 57/128 (44 %), 65 s");
    assertThat(Ran.text(err)).isEqualTo("\rtraining 57/128 (44\033[K");
  }

  private static Console console(ByteArrayOutputStream err, boolean live) {
    return new Console(Ran.stream(err), Ran.stream(err), live, 80, false, false);
  }

  private static State state(long done, long failed, int elapsed, int left) {
    return new State(
        Phase.TRIALS,
        done,
        128,
        done,
        failed,
        0,
        0,
        Duration.ofSeconds(elapsed),
        Optional.of(Duration.ofSeconds(left)));
  }
}
