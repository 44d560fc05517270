package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed for studies with something wrong in the file. */
class BrokenStudiesTest {

  @Test
  void unknownKeyIsToldWithItsLineAndTheNearestKey() {
    String text =
        """
        study = s
        model {
          heads = 2
          detph = 3
        }
        """;
    assertThat(problems(text))
        .containsExactly("x.conf:4: model.detph: unknown key. Did you mean model.depth?");
  }

  @Test
  void unknownSectionIsToldOnce() {
    assertThat(problems("study = s\nmodle { depth = 3, heads = 2 }"))
        .containsExactly("x.conf:2: modle: unknown key. Did you mean model?");
  }

  @Test
  void keyInTheWrongSectionIsFound() {
    assertThat(problems("study = s\ntask.learningRate = 1e-3\ndepth = 2\ngrid { seed = 1 }"))
        .containsExactly(
            "x.conf:2: task.learningRate: unknown key."
                + " Did you mean training.optimizer.learning-rate?",
            "x.conf:3: depth: unknown key. Did you mean model.depth?",
            "x.conf:4: grid: unknown key. Did you mean sweep.grid?");
  }

  @Test
  void keyLikeNoOtherIsToldWithTheKeysBesideIt() {
    assertThat(problems("study = s\nmodel.init.zzzz = 1"))
        .containsExactly(
            "x.conf:2: model.init.zzzz: unknown key. Known here: kind, scale, law, mlp,"
                + " rates, noise.");
  }

  @Test
  void studyNeedsAName() {
    assertThat(problems("seed = 1"))
        .containsExactly(
            "x.conf: study: is missing. Give the study a name, as in study = my-study.");
  }

  @Test
  void nameHasToBeFitForAFolder() {
    String rule = ", must be letters, digits, - _ and . only, the first a letter or digit.";
    assertThat(problems("study = \"a/b\""))
        .containsExactly("x.conf:1: study: is the text \"a/b\"" + rule);
    assertThat(problems("study = \"..\""))
        .containsExactly("x.conf:1: study: is the text \"..\"" + rule);
    assertThat(problems("study = [a]")).containsExactly("x.conf:1: study: is a list" + rule);
  }

  @Test
  void quotedNumberIsNoNumber() {
    assertThat(problems("study = s\ntraining.steps = \"3e6\""))
        .containsExactly(
            "x.conf:2: training.steps: is the text \"3e6\", must be a whole number, at least 0."
                + " Write 3e6 without quotes.");
  }

  @Test
  void valuesOfWrongTypesAreNotCoerced() {
    String text =
        """
        study = s
        model.depth = 1.5
        model.heads = [1, 2]
        model.tied = yes
        task = linear-regression
        measure.against = gd
        seed = null
        training.optimizer { learning-rate = true }
        """;
    assertThat(problems(text))
        .containsExactly(
            "x.conf:2: model.depth: is 1.5, must be a whole number, at least 1.",
            "x.conf:3: model.heads: is a list, must be a whole number, at least 1."
                + " To sweep it: sweep.grid.model.heads = [1, 2].",
            "x.conf:4: model.tied: is the text \"yes\", must be true or false."
                + " Write true, unquoted.",
            "x.conf:5: task: is the text \"linear-regression\", must be a section, as in"
                + " task { ... }. Did you mean task.kind?",
            "x.conf:6: measure.against: is the text \"gd\", must be a list, each one of gd,"
                + " gd-one-step, gd-per-step, gd-closed-form, gd++, least-squares, ridge,"
                + " kernel-smoothing, mlp-gd, theorem-5, theorem-1, pgd, class-s, provided. Write"
                + " measure.against = [gd].",
            "x.conf:7: seed: is null, must be a whole number, at least 0.",
            "x.conf:8: training.optimizer.learning-rate: is true, must be a positive number.");
  }

  @Test
  void valuesOutOfRangeAreToldWithTheRule() {
    String text =
        """
        study = s
        seed = -1
        model.depth = 0
        model.token-clip = 0
        training.batch = 3000000000
        training.optimizer.beta1 = 1
        training.optimizer.epsilon = 1e400
        task.input-range = -0.5
        """;
    assertThat(problems(text))
        .containsExactly(
            "x.conf:2: seed: is -1, must be a whole number, at least 0.",
            "x.conf:3: model.depth: is 0, must be a whole number, at least 1.",
            "x.conf:4: model.token-clip: is 0, must be a positive number, or off."
                + " Write off for none.",
            "x.conf:5: training.batch: is 3000000000, must be at most 2147483647.",
            "x.conf:6: training.optimizer.beta1: is 1, must be a number in [0, 1).",
            "x.conf:7: training.optimizer.epsilon: is beyond the largest double, must be at most"
                + " 1.7976931348623157E308.",
            "x.conf:8: task.input-range: is -0.5, must be a positive number.");
  }

  @Test
  void unknownWordIsToldWithTheNearest() {
    assertThat(problems("study = s\nmodel.init.kind = fan_in_variance"))
        .containsExactly(
            "x.conf:2: model.init.kind: is the text \"fan_in_variance\", must be one of"
                + " fan-in-variance, standard-deviation, constructed. Did you mean"
                + " fan-in-variance?");
  }

  @Test
  void everyBadElementOfAListIsTold() {
    String text =
        """
        study = s
        measure.alpha.teacher-scale = [
          1,
          -1,
          "2"
        ]
        measure.alpha.input-range = [1, 2, 1e0]
        """;
    assertThat(problems(text))
        .containsExactly(
            "x.conf:4: measure.alpha.teacher-scale: is -1, must be a positive number.",
            "x.conf:5: measure.alpha.teacher-scale: is the text \"2\", must be a positive number."
                + " Write 2 without quotes.",
            "x.conf:7: measure.alpha.input-range: holds 1 twice.");
  }

  @Test
  void axisNeedsDistinctAllowedValues() {
    String text =
        """
        study = s
        sweep.grid {
          seed = []
          task.input-range = [1, 0.5, 1.0]
          training.optimizer.learning-rate = [1e-3, 0.001]
          model.heads = [1, 0, gd]
          measure.against = [gd, [gd]]
        }
        """;
    assertThat(problems(text))
        .containsExactly(
            "x.conf:3: sweep.grid.seed: is an axis without values."
                + " Give it a value or leave it out.",
            "x.conf:4: sweep.grid.task.input-range: holds 1 twice.",
            "x.conf:5: sweep.grid.training.optimizer.learning-rate: holds 0.001 twice.",
            "x.conf:6: sweep.grid.model.heads: is 0, must be a whole number, at least 1.",
            "x.conf:6: sweep.grid.model.heads: is the text \"gd\", must be a whole number, at"
                + " least 1.",
            "x.conf:7: sweep.grid.measure.against: holds [gd] twice.");
  }

  @Test
  void rangeNeedsAllowedValues() {
    String text =
        """
        study = s
        sweep.grid {
          model.heads = "0..3"
          model.depth = 3..1
          task.dim = "1..2 by 0.5"
          seed = "0...31"
          task.input-range = "1..2 by 1e-10"
          training.batch = "1..4294967296"
          training.steps = "1..10 by 0"
        }
        """;
    String noValues = ", a range without values. Write the smaller end first, and a positive step.";
    assertThat(problems(text))
        .containsExactly(
            "x.conf:3: sweep.grid.model.heads: is a range of which every value must be a whole"
                + " number, at least 1.",
            "x.conf:4: sweep.grid.model.depth: is the text \"3..1\"" + noValues,
            "x.conf:5: sweep.grid.task.dim: is the text \"1..2 by 0.5\", must be a range of whole"
                + " numbers.",
            "x.conf:6: sweep.grid.seed: is the text \"0...31\", must be a whole number, at least 0."
                + " Write sweep.grid.seed = \"0..31\".",
            "x.conf:7: sweep.grid.task.input-range: is a range of more than 2147483647 values."
                + " Choose nearer ends or larger steps, or make studies of parts of it.",
            "x.conf:8: sweep.grid.training.batch: is a range of which every value must be at most"
                + " 2147483647.",
            "x.conf:9: sweep.grid.training.steps: is the text \"1..10 by 0\"" + noValues);
  }

  @Test
  void gridSweepsParametersOnlyAndEachOnce() {
    String text =
        """
        study = s
        sweep.grid {
          "model.heads" = [1]
          model { heads = [2] }
          model { dpeth = [2] }
          name = [a, b]
          model.init = [1]
        }
        """;
    assertThat(problems(text))
        .containsExactlyInAnyOrder(
            "x.conf:4: sweep.grid.model.heads: is given twice. Leave one out.",
            "x.conf:5: sweep.grid.model.dpeth: unknown key. Did you mean sweep.grid.model.depth?",
            "x.conf:6: sweep.grid.name: unknown key. Known here: seed, model, task, training,"
                + " measure.",
            "x.conf:7: sweep.grid.model.init: is a list, must be a section, as in init { ... }.");
  }

  @Test
  void emptyGridIsAnError() {
    assertThat(problems("study = s\nsweep.grid {}"))
        .containsExactly(
            "x.conf:2: sweep.grid: has no axis. Add one, as in grid { seed = \"0..31\" }, or leave"
                + " it out.");
    assertThat(problems("study = s\nsweep.grid { model { init {} } }")).hasSize(1);
    assertThat(problems("study = s\nsweep {}"))
        .containsExactly("x.conf:2: sweep: is empty. Add a grid or leave sweep out.");
  }

  @Test
  void sweepHasKeysOfItsOwn() {
    assertThat(problems("study = s\nsweep {\ngird { seed = 1 }\nmodel.depth = [1, 2]\nxyz = 1\n}"))
        .containsExactly(
            "x.conf:3: sweep.gird: unknown key. Did you mean sweep.grid?",
            "x.conf:4: sweep.model: unknown key. Sweep it in sweep.grid.model.",
            "x.conf:5: sweep.xyz: unknown key. Known here: grid, zip, random, sobol, exclude,"
                + " blocks, refine.");
  }

  @Test
  void closedFormNeedsDepthOneInTheWholePlan() {
    String text =
        """
        study = s
        measure.against = [gd-closed-form]
        sweep.grid.model.depth = [1, 5, 2]
        """;
    assertThat(problems(text))
        .containsExactly(
            "x.conf:2: measure.against: is [gd-closed-form], which does not go with model.depth ="
                + " 5: gd-closed-form is known for depth 1 only. Leave gd-closed-form out, or study"
                + " depth 1 alone.");
    assertThat(
            problems("study = s\nmodel.depth = 2\nsweep.grid.measure.against = [[gd-closed-form]]"))
        .hasSize(1);
  }

  @Test
  void theoremFiveIsKnownOnItsTasksAlone() {
    String known =
        ": theorem-5 is known for linear regression with normal inputs, without noise and"
            + " distractors, only. Set %1$s = %2$s, or leave theorem-5 out.";
    String told = "x.conf:2: measure.against: is [\"theorem-5\"], which does not go with ";
    String normal = "study = s\nmeasure.against = [theorem-5]\ntask.inputs = normal\n";
    assertThat(problems("study = s\nmeasure.against = [theorem-5]"))
        .containsExactly(told + "task.inputs = uniform" + known.formatted("task.inputs", "normal"));
    assertThat(problems("study = s\nmeasure.against = [theorem-5]\ntask.kind = sine"))
        .containsExactly(
            told + "task.kind = sine" + known.formatted("task.kind", "linear-regression"));
    assertThat(problems(normal + "task.normalised = true"))
        .containsExactly(
            told + "task.normalised = true" + known.formatted("task.normalised", "false"));
    assertThat(problems(normal + "task.noise = 0.1\ntask.distractors = 2"))
        .containsExactly(
            told + "task.noise = 0.1" + known.formatted("task.noise", "off"),
            told + "task.distractors = 2" + known.formatted("task.distractors", "0"));
    assertThat(problems(normal + "task { context = 30, distractors = 20 }"))
        .containsExactly(told + "task.distractors = 20" + known.formatted("task.distractors", "0"));
    assertThat(Studies.plan("measure.against = [theorem-5]\ntask.inputs = normal").learners())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"theorem-1\"", "pgd", "class-s"})
  void whatIsExactIsKnownOfNormalInputsAlone(String word) {
    String learner = word.replace("\"", "");
    String told = "x.conf:2: measure.against: is [%s], which does not go with ";
    String known =
        ": %s is known for linear regression with normal inputs, without noise and distractors,"
            + " only. Set %s = %s, or leave %1$s out.";
    String text = "study = s\nmeasure.against = [" + learner + "]\n";
    assertThat(problems(text))
        .containsExactly(
            told.formatted(word)
                + "task.inputs = uniform"
                + known.formatted(learner, "task.inputs", "normal"));
    assertThat(problems(text + "task { inputs = normal, noise = 0.5 }"))
        .containsExactly(
            told.formatted(word)
                + "task.noise = 0.5"
                + known.formatted(learner, "task.noise", "off"));
    assertThat(Studies.plan("measure.against = [" + learner + "]\ntask.inputs = normal").learners())
        .hasSize(1);
  }

  @Test
  void classSIsKnownOfFewLayers() {
    String text = "study = s\nmeasure.against = [class-s]\ntask.inputs = normal\n";
    assertThat(
            Studies.plan("measure.against = [class-s]\ntask.inputs = normal\nmodel.depth = 4")
                .learners())
        .hasSize(1);
    assertThat(problems(text + "model.depth = 5"))
        .containsExactly(
            "x.conf:2: measure.against: is [class-s], which does not go with model.depth = 5:"
                + " class-s is known up to depth 4 only. Set model.depth = 1, or leave class-s"
                + " out.");
    assertThat(
            Studies.plan(
                    "measure.against = [class-s]\ntask.inputs = normal\n"
                        + "model { depth = 5, weights = merged, pattern = sparse }")
                .learners())
        .hasSize(1);
  }

  @Test
  void curveNeedsAPointWithinTheSteps() {
    assertThat(problems("study = s\ntraining.steps = 50"))
        .containsExactly(
            "x.conf:2: measure.every: is 100, which does not go with training.steps = 50: a curve"
                + " needs a point within the steps. Set measure.every to 50 or less.");
    assertThat(problems("study = s\nsweep.grid.training.steps = [0, 60]\nmeasure.every = 70"))
        .containsExactly(
            "x.conf:3: measure.every: is 70, which does not go with training.steps = 60: a curve"
                + " needs a point within the steps. Set measure.every to 60 or less.");
  }

  @Test
  void datasetIsCycledThroughInWholeBatches() {
    assertThat(
            problems(
                "study = s\n"
                    + "training.batch = 64\n"
                    + "sweep.grid.training.dataset-size = [16, 128, 100]"))
        .containsExactly(
            "x.conf:3: training.dataset-size: is 100, which does not go with training.batch = 64:"
                + " datasetSize is 100, must be at most the batch (64) or a multiple of it. Cycling"
                + " through a dataset takes whole batches: choose a multiple of the batch, or less"
                + " than one.");
  }

  @Test
  void parameterThatAppliesInNoTrialIsAnError() {
    String cure = " Remove it or give model.depth another value.";
    assertThat(problems("study = s\nmodel.tied = true"))
        .containsExactly(
            "x.conf:2: model.tied: has no effect: it applies when model.depth is not 1, and here it"
                + " is 1."
                + cure);
    assertThat(problems("study = s\nmodel.depth = 1\nsweep.grid.model.tied = [true, false]"))
        .containsExactly(
            "x.conf:3: sweep.grid.model.tied: has no effect: it applies when model.depth is not 1,"
                + " and here it is 1."
                + cure);
    assertThat(problems("study = s\nmodel { depth = 2, tied = true }", "model.depth=1"))
        .containsExactly(
            "x.conf:2: model.tied: has no effect: it applies when model.depth is not 1, and here it"
                + " is 1."
                + cure);
    assertThat(problems("study = s", "model.tied=false"))
        .containsExactly(
            "--set model.tied=false: model.tied: has no effect: it applies when model.depth is not"
                + " 1, and here it is 1."
                + cure);
  }

  @Test
  void parameterThatAppliesInSomeTrialIsFine() {
    assertThat(Studies.plan("model.tied = true\nsweep.grid.model.depth = [1, 2]").size())
        .isEqualTo(2);
  }

  @Test
  void conditionOnAnUnreadableValueIsLeftAlone() {
    assertThat(problems("study = s\nmodel { depth = two, tied = true }")).hasSize(1);
  }

  @Test
  void everyBrokenRuleIsToldOnce() {
    assertThat(
            problems(
                "study = s\nmodel.depth = 2\nmeasure.against = [gd-closed-form]\n"
                    + "training { dataset-size = 100, batch = 64 }"))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("x.conf:3: measure.against: is"),
            second -> assertThat(second).startsWith("x.conf:4: training.dataset-size: is 100"));
  }

  @Test
  void combinationsOfUnreadableValuesAreLeftAlone() {
    assertThat(problems("study = s\ntraining.steps = ten\nmeasure.every = 6000")).hasSize(1);
  }

  @Test
  void planLargerThanALongIsAnError() {
    String text =
        """
        study = s
        sweep.grid {
          seed = "0..2147483646"
          measure.eval-seed = "0..2147483646"
          training.batch = "1..2147483647"
        }
        """;
    assertThat(problems(text))
        .containsExactly("x.conf: sweep: has more than 9223372036854775807 trials.");
  }
}
