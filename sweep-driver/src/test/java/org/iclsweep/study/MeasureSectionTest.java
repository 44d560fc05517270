package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.learner.Baselines;
import org.iclsweep.learner.Examples;
import org.iclsweep.trial.Distances;
import org.iclsweep.trial.Functions;
import org.iclsweep.trial.IntegratedLosses;
import org.iclsweep.trial.LossErrors;
import org.iclsweep.trial.LossQuantiles;
import org.iclsweep.trial.Population;
import org.iclsweep.trial.Sensitivities;
import org.iclsweep.trial.Taking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void lossesAreIntegratedWhereAnswersAreBilinear() {
    String blocks = "model { weights = merged, pattern = blocks, ";
    assertThat(asked(blocks + "depth = 2 }, measure.integrate = true"))
        .containsExactly(new IntegratedLosses());
    assertThat(problems("study = s\nmeasure.integrate = true\n" + blocks + "keys = all }"))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: measure.integrate: is true, which does not go with")
        .contains("model.keys = all", "bilinear in them, but the query is looked at")
        .endsWith("Set measure.integrate = false.");
    assertThat(
            problems(
                "study = s\nmeasure.integrate = true\ntask.noise = 0.1\n" + blocks + "depth = 2 }"))
        .singleElement()
        .asString()
        .contains("task.noise = 0.1", "but labels of the context are disturbed")
        .endsWith("Set measure.integrate = false.");
    assertThat(
            problems(
                "study = s\nmeasure.integrate = true\ntask { inputs = normal, normalised = true }\n"
                    + blocks
                    + "depth = 2 }"))
        .singleElement()
        .asString()
        .contains("task.normalised = true", "the query is divided by the norm of the context")
        .endsWith("Set measure.integrate = false.");
    assertThat(problems("study = s\nmeasure.integrate = true"))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: measure.integrate: has no effect");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.attention = relu | attention is relu",
        "model.mlp.place = before | perceptrons change tokens one by one",
        "model.norm = every-layer | tokens are clipped or normed one by one",
        "model.token-clip = 3 | tokens are clipped or normed one by one",
        "task.inputs = exponential | exponential inputs are not centred",
        "task.distractors = 1 | labels of the context are disturbed",
        "task.features.kind = relu-mlp | labels are products with features of the query"
      })
  void whatIsNotBilinearIsNamed(String setting, String why) {
    for (String integrate : List.of("measure.integrate", "training.integrate")) {
      assertThat(
              problems(
                  "study = s\n%s = true\nmodel { weights = merged, pattern = sparse }\n%s"
                      .formatted(integrate, setting)))
          .filteredOn(problem -> problem.startsWith("x.conf:2: " + integrate + ": is true"))
          .singleElement()
          .asString()
          .contains(setting, "but " + why)
          .endsWith("Set " + integrate + " = false.");
    }
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
  void populationLossesAreOfNormalInputsAndLinearAttention() {
    String normal = "task { inputs = normal, dim = 3 }\nmeasure.population = true\n";
    assertThat(asked(normal)).containsExactly(new Population());
    assertThat(asked(normal + "task { condition = 4, teacher = inverse-covariance }"))
        .containsExactly(new Population());
    assertThat(asked(normal + "model { depth = 7, weights = merged, pattern = sparse }"))
        .containsExactly(new Population());
    assertThat(problems("study = s\nmeasure.population = true"))
        .containsExactly(
            "x.conf:2: measure.population: is true, which does not go with task.inputs = uniform: an"
                + " expected loss is known for linear regression with normal inputs, without noise"
                + " and distractors, only. Set task.inputs = normal, or measure.population ="
                + " false.");
    refused(normal, "task.noise = 0.5", "Set task.noise = off, or measure.population = false.");
    refused(normal, "task.distractors = 2", "Set task.distractors = 0, or");
    refused(normal, "task.normalised = true", "Set task.normalised = false, or");
    refused(normal, "task.condition = 4", "Set task.teacher = inverse-covariance, or");
    refused(normal, "task.spectrum = [1, 1, 2]", "Set task.teacher = inverse-covariance, or");
    refused(normal, "task.tokens = interleaved", "Set task.tokens = concatenated, or");
    refused(normal, "model.attention = relu", "Set model.attention = linear, or");
    refused(normal, "model.keys = all", "Set model.keys = context, or");
    refused(normal, "model.token-clip = 10", "Set model.token-clip = off, or");
    refused(normal, "model.mlp.place = after", "Set model.mlp.place = none, or");
    refused(normal, "model.norm = every-layer", "Set model.norm = none, or");
    refused(normal, "model.embedding = 7", "Set model.embedding = none, or");
    refused(normal, "model.positions = 2", "Set model.positions = none, or");
    refused(normal, "model.depth = 6", "Set model.depth = 1, or");
  }

  private static void refused(String known, String line, String cure) {
    String path = line.substring(0, line.indexOf(' '));
    assertThat(problems("study = s\n" + known + line))
        .as(line)
        .singleElement()
        .asString()
        .startsWith("x.conf:3: measure.population: is true, which does not go with " + path + " = ")
        .contains(" loss is ", cure);
  }

  @Test
  void theLastExampleIsLeftOutWhereTheFirstAreSuchTasks() {
    String fewer =
        "measure { gd-examples = all-but-last, alpha { input-range = [], teacher-scale = [] } }\n";
    assertThat(trial(fewer).spec().measure().baselines().examples())
        .isEqualTo(Examples.ALL_BUT_LAST);
    assertThat(trial("measure.gd-rates = [0.5]").spec().measure().baselines())
        .isEqualTo(new Baselines(List.of(0.5), Examples.ALL));
    for (String line :
        List.of(
            "task.context = 1",
            "task.distractors = 2",
            "task.normalised = true\ntask.inputs = normal",
            "measure.rollout.steps = 3")) {
      assertThat(problems("study = s\n" + fewer + line))
          .as(line)
          .singleElement()
          .asString()
          .startsWith(
              "x.conf:2: measure.gd-examples: is all-but-last, which does not go with "
                  + line.replaceAll("\n.*", ""))
          .endsWith("Set measure.gd-examples = all.");
    }
    assertThat(
            problems("study = s\nmeasure { against = [ridge], gd-rates = [1], gd-examples = all }"))
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("has no effect"));
  }

  @Test
  void errorsOfLossesAreAskedFor() {
    assertThat(asked("measure.errors = true")).containsExactly(new LossErrors());
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
