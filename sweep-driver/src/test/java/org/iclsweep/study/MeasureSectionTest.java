package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.trial.Distances;
import org.iclsweep.trial.Functions;
import org.iclsweep.trial.LossQuantiles;
import org.iclsweep.trial.Sensitivities;
import org.iclsweep.trial.Taking;
import org.junit.jupiter.api.Test;

class MeasureSectionTest {

  private static List<Taking<?>> asked(String text) {
    return trial(text).spec().measure().asked();
  }

  @Test
  void sensitivitiesAreMeasuredOverSoManyTasks() {
    String copying = "task.tokens = interleaved, model.depth = 2";
    assertThat(asked(copying)).isEmpty();
    assertThat(asked(copying + ", measure.sensitivity-tasks = 300"))
        .containsExactly(new Sensitivities(300));
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
    assertThat(asked("")).isEmpty();
    assertThat(asked("measure.quantiles = [0.99, 0, 0.5]"))
        .containsExactly(new LossQuantiles(List.of(0.0, 0.5, 0.99)));
    assertThat(problems("study = s\nmeasure.quantiles = [50]"))
        .singleElement()
        .asString()
        .contains("measure.quantiles", "a number in [0, 1]");
  }

  @Test
  void distancesAreOfWeightsForInputsAndALabel() {
    assertThat(asked("measure.distances = true")).containsExactly(new Distances());
    assertThat(problems("study = s\nmeasure.distances = true\nmodel.embedding = 7"))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: measure.distances: is true, which does not go with")
        .contains(
            "model.embedding = 7", "distances are of weights whose rows are inputs and a label")
        .endsWith("Set measure.distances = false.");
    assertThat(
            problems(
                "study = s\ntask { kind = dynamics }\nmodel.keys = causal\nmeasure.distances = true"))
        .singleElement()
        .asString()
        .startsWith("x.conf:4: measure.distances: has no effect");
    assertThat(asked("model.embedding = 7")).isEmpty();
  }

  @Test
  void functionsAreKeptOfSines() {
    assertThat(asked("task.kind = sine")).isEmpty();
    assertThat(asked("task.kind = sine, measure.functions = 3")).containsExactly(new Functions(3));
    assertThat(problems("study = s\nmeasure.functions = 3"))
        .containsExactly(
            "x.conf:2: measure.functions: has no effect: it applies when task.kind is sine, and here"
                + " it is linear-regression. Remove it or set task.kind = sine.");
  }
}
