package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import org.junit.jupiter.api.Test;

class MeasureSectionTest {

  @Test
  void sensitivitiesAreMeasuredOverSoManyTasks() {
    String copying = "task.tokens = interleaved, model.depth = 2";
    assertThat(trial(copying).spec().measure().sensitivityTasks()).isZero();
    assertThat(
            trial(copying + ", measure.sensitivity-tasks = 300")
                .spec()
                .measure()
                .sensitivityTasks())
        .isEqualTo(300);
  }

  @Test
  void sensitivitiesAreOfInterleavedTokensAndTwoLayersOrMore() {
    assertThat(problems("study = s\nmeasure.sensitivity-tasks = 300"))
        .containsExactly(
            "x.conf:2: measure.sensitivity-tasks: has no effect: it applies when task.tokens is"
                + " interleaved and model.depth is not 1, and here task.tokens is concatenated and"
                + " model.depth is 1. Remove it or set task.tokens = interleaved and give"
                + " model.depth another value.");
    assertThat(problems("study = s\ntask.tokens = interleaved\nmeasure.sensitivity-tasks = 0"))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains(
                        "measure.sensitivity-tasks: is 0, must be a whole number, at least 1"));
  }

  @Test
  void quantilesAreOfProbabilities() {
    assertThat(trial("").spec().measure().quantiles()).isEmpty();
    assertThat(trial("measure.quantiles = [0.99, 0, 0.5]").spec().measure().quantiles())
        .containsExactly(0.0, 0.5, 0.99);
    assertThat(problems("study = s\nmeasure.quantiles = [50]"))
        .singleElement()
        .asString()
        .contains("measure.quantiles", "a number in [0, 1]");
  }

  @Test
  void functionsAreKeptOfSines() {
    assertThat(trial("task.kind = sine").spec().measure().functions()).isZero();
    assertThat(trial("task.kind = sine, measure.functions = 3").spec().measure().functions())
        .isEqualTo(3);
    assertThat(problems("study = s\nmeasure.functions = 3"))
        .containsExactly(
            "x.conf:2: measure.functions: has no effect: it applies when task.kind is sine, and here"
                + " it is linear-regression. Remove it or set task.kind = sine.");
  }
}
