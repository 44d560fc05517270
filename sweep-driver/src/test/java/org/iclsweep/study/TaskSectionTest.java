package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.learner.Ridge;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.task.Draws;
import org.iclsweep.task.Features;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that make no sense are refused with the reason. */
class TaskSectionTest {

  @Test
  void moreDistractorsThanLabelsAreRefused() {
    assertThat(problems("study = s\ntask { context = 3, distractors = 4 }"))
        .containsExactly(
            "x.conf:2: task.distractors: is 4, which does not go with task.context = 3:"
                + " distractors is 4, must be 0 to 3, the number of labels in the context."
                + " Set task.distractors to the context's length or less.");
  }

  @Test
  void amplitudesInTheWrongOrderAreRefused() {
    assertThat(problems("study = s\ntask { kind = sine, amplitude-min = 2 }"))
        .containsExactly(
            "x.conf:2: task.amplitude-max: is 0.5, which does not go with task.amplitude-min = 2:"
                + " amplitudeMax is 0.5, must be positive and at least the amplitudeMin of 2.0."
                + " Set task.amplitude-min to the largest amplitude or less.");
  }

  @Test
  void aSineOfThousandsOfPeriodsIsRefusedHoweverItComesAbout() {
    assertThat(
            problems(
                "study = s\ntask { kind = sine, sine-range = 9000 }\nmeasure.alpha.input-range = []"))
        .containsExactly(
            "x.conf:2: task.sine-range: is 9000, which does not go with measure.alpha.input-range"
                + " = []: inputRange is 9000.0, must be at most 8000.0. Choose a range, and values"
                + " of α, that leave few enough periods of a sine.");
    assertThat(problems("study = s\ntask { kind = sine }\nmeasure.alpha.input-range = [1, 2000]"))
        .containsExactly(
            "x.conf:3: task.sine-range: is 5, which does not go with measure.alpha.input-range ="
                + " [1, 2000]: inputRange is 10000.0, must be at most 8000.0. Choose a range, and"
                + " values of α, that leave few enough periods of a sine.");
  }

  @ParameterizedTest
  @CsvSource({"kind = sine", "inputs = normal", "noise = 0.1", "distractors = 1"})
  void theClosedFormIsRefusedWhereItIsNotKnown(String task) {
    String text = "study = s\ntask { " + task + " }\nmeasure.against = [gd-closed-form]";
    assertThat(problems(text))
        .containsExactly(
            "x.conf:3: measure.against: is [gd-closed-form], which does not go with task."
                + task
                + ": gd-closed-form is known for linear regression with uniform inputs, without"
                + " noise and distractors, only. Leave gd-closed-form out; gd searches its learning"
                + " rate on any task.");
  }

  @Test
  void aPerceptronIsHeldAgainstOneOfItsKind() {
    assertThat(problems("study = s\nmeasure.against = [mlp-gd]"))
        .containsExactly(
            "x.conf:2: measure.against: is [mlp-gd], which does not go with model.mlp.place = none:"
                + " mlp-gd descends on what a perceptron before the layers puts out. Leave mlp-gd"
                + " out, or set model.mlp.place = before.");
  }

  @Test
  void ridgeNeedsAStrengthWhereTheBestIsNotKnown() {
    String text = "study = s\nmeasure.against = [ridge]\n";
    String known =
        ": the best strength of ridge is known for linear regression without distractors only."
            + " Set measure.ridge to a positive number.";
    assertThat(problems(text + "task.kind = sine"))
        .containsExactly(
            "x.conf:3: measure.ridge: is bayes, which does not go with task.kind = sine" + known);
    assertThat(problems(text + "task.distractors = 2"))
        .containsExactly(
            "x.conf:3: measure.ridge: is bayes, which does not go with task.distractors = 2"
                + known);
    assertThat(
            trial(text.substring(10) + "task.kind = sine\nmeasure.ridge = 0.1")
                .learners()
                .get(0)
                .spec()
                .learner())
        .isEqualTo(new Ridge(0.1));
    assertThat(problems("study = s\nmeasure.ridge = 0.1"))
        .containsExactly(
            "x.conf:2: measure.ridge: has no effect: it applies when measure.against holds ridge, and"
                + " here it is [gd, \"gd++\", least-squares]. Remove it or add ridge to"
                + " measure.against.");
  }

  @Test
  void inputsWithoutADirectionAreRefused() {
    assertThat(problems("study = s\ntask { inputs = sphere, dim = 2 }"))
        .containsExactly(
            "x.conf:2: task.inputs: is sphere, which does not go with task.dim = 2: dim is 2, must be"
                + " at least 3 for sphere inputs: fewer normal draws may all be 0, without a"
                + " direction. Set task.dim to 3 or more.");
    assertThat(problems("study = s\ntask { inputs = sphere, radius-shape = 2 }")).hasSize(1);
    assertThat(((LinearRegression) trial("task.inputs = gamma-radius").spec().task()).inputs())
        .isEqualTo(new InputDistribution(InputLaw.GAMMA_RADIUS, 1, false, 0.1));
    assertThat(
            ((LinearRegression)
                    trial("task { inputs = gamma-radius, radius-shape = 2.5, input-scale = 2 }")
                        .spec()
                        .task())
                .inputs())
        .isEqualTo(new InputDistribution(InputLaw.GAMMA_RADIUS, 2, false, 2.5));
  }

  @Test
  void labelsMayBeLinearInFeaturesOfInputs() {
    assertThat(regression("task.features.kind = none").features()).isEqualTo(Features.NONE);
    assertThat(regression("task.features.kind = relu-mlp").features())
        .isEqualTo(new Features(10, 7));
    assertThat(regression("task.features { kind = relu-mlp, hidden = 3, seed = 5 }").features())
        .isEqualTo(new Features(3, 5));
    assertThat(problems("study = s\ntask.features.hidden = 3"))
        .containsExactly(
            "x.conf:2: task.features.hidden: has no effect: it applies when task.kind is"
                + " linear-regression and task.features.kind is relu-mlp, and here"
                + " task.features.kind is none. Remove it or set task.features.kind = relu-mlp.");
  }

  private static LinearRegression regression(String text) {
    return (LinearRegression) trial(text).spec().task();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "task.condition = 4 | 1",
        "task.rotation = seed | none",
        "task.teacher = inverse-covariance | isotropic"
      })
  void featuresAreOfInputsWithoutACovariance(String setting, String cure) {
    assertThat(
            problems("study = s\ntask { inputs = normal\nfeatures.kind = relu-mlp }\n" + setting))
        .containsExactly(
            "x.conf:3: task.features.kind: is relu-mlp, which does not go with "
                + setting
                + ": features are of inputs and teachers as they are drawn, without a covariance."
                + " Set "
                + setting.substring(0, setting.indexOf('=') + 2)
                + cure
                + ", or task.features.kind = none.");
  }

  @Test
  void ofLearnersThoseThatTasksTellGoWithFeatures() {
    String features = "study = s\ntask { inputs = normal, features.kind = relu-mlp }\n";
    assertThat(
            trial(
                    "task { inputs = normal, features.kind = relu-mlp }, measure { against = [gd,"
                        + " \"gd++\", gd-one-step, least-squares, kernel-smoothing, ridge], ridge ="
                        + " 0.1 }")
                .spec()
                .measure()
                .against())
        .hasSize(6);
    for (String formula : List.of("theorem-1", "theorem-5", "pgd", "class-s")) {
      assertThat(problems(features + "measure.against = [" + formula + "]"))
          .containsExactly(
              "x.conf:3: measure.against: is ["
                  + (formula.contains("theorem") ? "\"" + formula + "\"" : formula)
                  + "], which does not go with task.features.kind = relu-mlp: "
                  + formula
                  + " is known for labels that are linear in inputs only. Set task.features.kind ="
                  + " none, or leave "
                  + formula
                  + " out.");
    }
    assertThat(
            problems(
                "study = s\ntask.features.kind = relu-mlp\nmeasure.against = [gd-closed-form]"))
        .singleElement()
        .asString()
        .startsWith(
            "x.conf:3: measure.against: is [gd-closed-form], which does not go with"
                + " task.features.kind = relu-mlp: ");
    assertThat(problems(features + "measure.against = [ridge]"))
        .singleElement()
        .asString()
        .endsWith(
            "measure.ridge: is bayes, which does not go with task.features.kind = relu-mlp: the"
                + " best strength of ridge is known for labels that are linear in inputs only. Set"
                + " measure.ridge to a positive number.");
    assertThat(problems(features + "measure.population = true"))
        .singleElement()
        .asString()
        .endsWith("Set task.features.kind = none, or measure.population = false.");
    assertThat(
            problems(
                features
                    + "model { weights = merged, pattern = sparse }\ntraining.integrate = true"))
        .singleElement()
        .asString()
        .contains("labels are products with features of the query");
  }

  @Test
  void trainingTasksCanBeDrawnAsSumsAndAllOthersAreAsTheyWere() {
    String task = "task { inputs = normal, dim = 5, context = 20, rotation = seed";
    TransformerTrial sums = trial(task + ", draws = gram }");
    TransformerTrial inputs = trial(task + " }");
    assertThat(sums.spec().training().draws()).isEqualTo(Draws.GRAM);
    assertThat(sums.spec().task()).isEqualTo(inputs.spec().task());
    assertThat(sums.spec().measure()).isEqualTo(inputs.spec().measure());
    assertThat(sums.spec().model().attention().form()).isEqualTo(AttentionSpec.Form.GRAM);
    assertThat(inputs.spec().model().attention().form()).isEqualTo(AttentionSpec.Form.AUTO);
    assertThat(inputs.spec().training().draws()).isEqualTo(Draws.INPUTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "task.normalised = true | inputs of a context are divided | false",
        "task.noise = 0.5 | labels with noise are not linear in inputs | off",
        "task.distractors = 1 | some labels do not come from inputs | 0",
        "task.features.kind = relu-mlp | labels are not linear in inputs | none",
        "task.tokens = interleaved | inputs and labels are not in one token | concatenated",
        "model.attention = relu | scores are not linear, and need tokens | linear",
        "model.keys = all | sums are over the context | context",
        "model.token-clip = 3.0 | tokens are clipped one by one | off",
        "model.norm = every-layer | tokens are normed one by one | none",
        "model.embedding = 7 | tokens are embedded | none",
        "model.positions = 2 | tokens have a code of their positions | none",
        "model.mlp.place = before | a perceptron changes tokens one by one | none",
        "training.integrate = true | the integrated loss has sums of its own over inputs | false"
      })
  void drawnSumsGoWithNothingThatReadsTokens(String setting, String reason, String cure) {
    String path = setting.substring(0, setting.indexOf(' '));
    assertThat(
            problems(
                "study = s\ntask { inputs = normal\ndraws = gram }\n"
                    + (path.equals("training.integrate")
                        ? "model { weights = merged, pattern = sparse }\n"
                        : "")
                    + setting))
        .filteredOn(problem -> problem.contains("task.draws: is gram"))
        .containsExactly(
            "x.conf:3: task.draws: is gram, which does not go with "
                + setting.replace(".0", "")
                + ": sums over the context are drawn without its tokens, but "
                + reason
                + (reason.endsWith("divided") ? " by what is drawn of none" : "")
                + ". Set "
                + path
                + " = "
                + cure
                + ", or task.draws = inputs.");
  }

  @Test
  void drawnSumsAreOfAsManyInputsAsFeaturesAndOfNormalOnes() {
    assertThat(problems("study = s\ntask { inputs = normal, dim = 5, context = 4\ndraws = gram }"))
        .containsExactly(
            "x.conf:3: task.draws: is gram, which does not go with task.context = 4 and task.dim ="
                + " 5: the Gram matrix of 4 inputs of 5 features has no inverse, and is not drawn"
                + " so. Set task.context to task.dim or more, or task.draws = inputs.");
    assertThat(problems("study = s\ntask.draws = gram"))
        .singleElement()
        .asString()
        .contains(
            "task.draws: has no effect: it applies when task.kind is linear-regression and task.inputs is"
                + " normal");
    assertThat(problems("study = s\ntask { inputs = normal, draws = gram }\nmodel.form = tokens"))
        .singleElement()
        .asString()
        .endsWith(
            "there are no tokens of what is drawn. Set model.form = gram, or task.draws ="
                + " inputs.");
  }

  @Test
  void keysOfAnotherFamilyAreToldToHaveNoEffect() {
    assertThat(problems("study = s\ntask { kind = sine, dim = 3, noise = 0.1 }")).hasSize(2);
    assertThat(problems("study = s\ntask { inputs = normal, input-range = 3 }")).hasSize(1);
    assertThat(problems("study = s\ntask.normalised = true")).hasSize(1);
    assertThat(problems("study = s\ntask.kind = sine\nmeasure.alpha.other-inputs = [1]"))
        .hasSize(1);
  }

  @Test
  void columnsOfAnotherFamilyAreNull() {
    assertThat(trial("task.kind = sine").parameters())
        .containsEntry("task", "sine")
        .containsEntry("dim", null)
        .containsEntry("input_range", null)
        .containsEntry("sine_range", 5.0);
    assertThat(trial("task.inputs = mixture").parameters())
        .containsEntry("input_range", null)
        .containsEntry("input_scale", 1.0);
  }
}
