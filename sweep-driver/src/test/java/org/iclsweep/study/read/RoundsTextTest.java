package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iclsweep.study.read.Studies.study;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.iclsweep.study.sweep.Refinement;
import org.iclsweep.study.sweep.Round;
import org.iclsweep.study.sweep.Rounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsTextTest {

  private static final String STUDY =
      """
      study = s
      sweep.refine {
        axes { task.input-range = "0.1..2 log", model.depth = "1..5" }
        budget = 900
      }
      """;
  private static final String END =
      " Choose another directory with --out, or go on with the study that is kept there.";

  private static final String AGAIN =
      " Delete the file: no trial is lost, and run finds the rounds again.";

  private static Study more() {
    Study study = study(STUDY);
    Round next = new Round(List.of(List.of(3, 0.5312), List.of(1, 0.1)));
    return study.with(study.rounds().orElseThrow().with(next));
  }

  private static Study read(String text, String... overrides) throws StudyException {
    return study(STUDY, overrides).withRounds(Optional.of(text), "rounds.json");
  }

  @Test
  void readsBackToTheSameStudy() throws Exception {
    Study more = more();

    assertThat(read(more.roundsText())).isEqualTo(more);
    assertThat(more.roundsText())
        .contains("\"model.depth\" : 3", "\"task.input-range\" : 0.5312", "\"first-trial\" : ");
    assertThat(study(STUDY).withRounds(Optional.empty(), "")).isEqualTo(study(STUDY));
    assertThat(study("study = s").withRounds(Optional.of("{"), "")).isEqualTo(study("study = s"));
  }

  /** They make more rounds, and none other. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sweep.refine.tolerance=0.1",
        "sweep.refine.budget=1000",
        "sweep.refine.points-a-round=7",
        "study=other",
        "note=why",
        "report.loss=squared-error"
      })
  void whatChangesNoRoundMayChange(String override) throws Exception {
    assertThat(read(more().roundsText(), override).plan()).isEqualTo(more().plan());
  }

  @ParameterizedTest
  @CsvSource({
    "sweep.refine.share, 0.9, 0.5",
    "sweep.refine.event, crossed, learnt",
    "sweep.refine.seeds-a-round, 9, 8",
    "sweep.refine.axes.model.depth, 1..6, 1..5",
    "measure.learnt-at, 0.25, gd",
    "measure.learnt-within, 1.1, 1.05",
    "measure.learnt-for, 50, 100"
  })
  void otherQuestionsAreRefused(String path, String here, String there) {
    assertThatThrownBy(() -> read(more().roundsText(), path + "=" + here))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining(
            "rounds.json: is of rounds with %s = %s, and the study has %s.%s"
                .formatted(path, there, here, END));
  }

  @Test
  void otherTrialsAreRefused() {
    assertThatThrownBy(() -> read(more().roundsText(), "training.steps=990"))
        .hasMessage("rounds.json: is of trials with other values, or of other numerics." + END);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      textBlock =
          """
          0.5312; 2.001; rounds[2][1]."task.input-range": is 2.001, must be within "0.1..2 log".
          0.5312; 0.0999; rounds[2][1]."task.input-range": is 0.0999, must be within "0.1..2 log".
          0.5312; "x"; rounds[2][1]."task.input-range": is the text "x", must be a positive number.
          "model.depth" : 3,; "task.dim" : 2,; rounds[2][1]: is an object, must be a value of each axis.
          "model.depth" : 3; "model.depth" : 3.5; rounds[2][1]."model.depth": is 3.5, must be a whole number, at least 1.
          "model.depth" : 3; "model.heads" : 3; rounds[2][1]: is an object, must be a value of each axis.
          "rounds" :; "raunds" :; is no JSON of rounds.
          """)
  void whatIsWrongInAFileIsTold(String part, String other, String message) {
    String text = more().roundsText();
    assertThat(text).contains(part);
    assertThatThrownBy(() -> read(text.replace(part, other == null ? "" : other)))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "3", "{\"of\":{}}", "{\"of\":{},\"rounds\":[]}", "include \"x\""})
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).hasMessage("rounds.json: is no JSON of rounds." + AGAIN);
  }

  @Test
  void deeplyNestedOnesAreRefused() {
    assertThatThrownBy(() -> read("[".repeat(200_000))).isInstanceOf(StudyException.class);
  }

  @Test
  void emptyRoundsAndVeryManyPointsAreRefused() {
    Study study = study(STUDY);
    Rounds rounds = study.rounds().orElseThrow();
    List<Object> point = List.of(2, 0.5);
    int room = Refinement.MOST_POINTS - rounds.points().size();
    Study full = study.with(rounds.with(new Round(Collections.nCopies(room, point))));
    Study over = study.with(rounds.with(new Round(Collections.nCopies(room + 1, point))));

    assertThat(Studies.study(STUDY)).isEqualTo(study);
    assertThatThrownBy(() -> read(over.roundsText()))
        .hasMessageContaining("rounds: have more than 500 points");
    assertThatThrownBy(() -> read(more().roundsText().replaceAll("(?s)\\[\\s*\\{.*", "[]]}")))
        .hasMessageContaining("rounds[1]: is a list, must be a list of points");
    assertThatCode(() -> read(full.roundsText())).doesNotThrowAnyException();
  }
}
