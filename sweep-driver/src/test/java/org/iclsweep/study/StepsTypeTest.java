package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import java.util.stream.IntStream;
import org.iclsweep.trial.MeasureSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closer points of a curve, from the study file to the kernel. */
class StepsTypeTest {

  private static List<Integer> points(String schedule) {
    MeasureSpec measure =
        trial("training.steps = 250, measure { every = 100, schedule = " + schedule + " }")
            .spec()
            .measure();
    return IntStream.rangeClosed(1, 250).filter(s -> measure.isPoint(s, 250)).boxed().toList();
  }

  @Test
  void pointsAreAddedToTheRegularOnes() {
    assertThat(points("every")).containsExactly(100, 200, 250);
    assertThat(points("\"110..140 by 15, 7\"")).containsExactly(7, 100, 110, 125, 140, 200, 250);
    assertThat(points("13")).containsExactly(13, 100, 200, 250);
    assertThat(points("\"98..102\"")).containsExactly(98, 99, 100, 101, 102, 200, 250);
    assertThat(points("\"240..900 by 20\"")).containsExactly(100, 200, 240, 250);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "' 500 ,100..407 by 10'; '100..400 by 10, 500'",
        "'100..104 by 9'; '100'",
        "'1e2..104 by 2, 100..104 by 2.0'; '100..104 by 2'",
        "'7..9 by 1'; '7..9'"
      })
  void equalStepsAreOneTextAndOneIdentity(String written, String kept) {
    TransformerTrial trial = trial("measure.schedule = \"" + written + "\"");
    assertThat(trial.parameters()).containsEntry("measure_schedule", kept);
    assertThat(trial.id()).isEqualTo(trial("measure.schedule = \"" + kept + "\"").id());
    assertThat(trial.id()).isNotEqualTo(trial("").id());
  }

  @Test
  void byDefaultTheTableShowsNothing() {
    assertThat(trial("").parameters()).containsEntry("measure_schedule", null);
    assertThat(trial("measure.schedule = every").id()).isEqualTo(trial("").id());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"1..9 log 3\"'",
    "'\"100..\"'",
    "'\"0..10 by 5\"'",
    "'\"10..5\"'",
    "'\"1..10 by 0.5\"'",
    "'\"1..10 by 0\"'",
    "'\"\"'",
    "'\"1,,2\"'",
    "true",
    "2.5",
    "'\"1..3000000000\"'",
    "[1]"
  })
  void whatIsNoStepIsRefused(String written) {
    assertThat(problems("study = s\nmeasure.schedule = " + written))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: measure.schedule: ");
  }
}
