package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Studies;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Theory;
import org.iclsweep.trial.Theory.Formula;
import org.iclsweep.trial.Theory.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which formulas apply to which trials, and what they say. */
class TheoryTest {

  private static final String UNIFORM = "training.steps = 1\nmeasure { every = 1, against = [] }\n";

  /** Of normal inputs, what holds where settings say nothing else. */
  private static final Map<String, String> USUAL =
      Map.of("dim", "5", "context", "20", "inputs", "normal");

  private static String normal(String settings) {
    StringBuilder text = new StringBuilder(UNIFORM);
    USUAL.forEach(
        (key, value) ->
            text.append(settings.contains(key + " =") ? "" : "task." + key + " = " + value + "\n"));
    return text.append(settings).toString();
  }

  private static TransformerTrial trial(String settings) {
    return Studies.trial(settings);
  }

  private static Map<String, Double> theory(String settings) {
    Map<String, Double> losses = new LinkedHashMap<>();
    Theory.of(trial(settings).spec()).forEach(each -> losses.put(each.name(), each.loss()));
    return losses;
  }

  /** Squared errors: formulas and tables of the paper and its companions, to their last digit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "theorem-1 | 1.15385 | 1e-5 | ",
        "theorem-1 | 3.75 | 1e-12 | task.context = 2",
        "theorem-1 | 0.681756 | 1e-6 | task.spectrum = [1, 1, 0.25, 0.0625, 1]",
        "theorem-1 | 1.103572 | 1e-6 | task { spectrum = [1, 1, 0.25, 0.0625, 1], context = 10 }",
        "theorem-1 | 1.15385 | 1e-5 | task { spectrum = [1, 1, 0.25, 0.0625, 1], teacher = inverse-covariance }",
        "theorem-1 | 10.38465 | 1e-4 | task { input-scale = 1.5, teacher-scale = 2 }",
        "theorem-5 | 1.96970 | 1e-5 | model.attention = relu",
        "theorem-5 | 4.431825 | 1e-5 | model.attention = relu, task { input-scale = 0.5, teacher-scale = 3 }",
        "class-s | 1.15385 | 1e-5 | ",
        "class-s | 0.0575012 | 1e-7 | model.depth = 2",
        "class-s | 0.384121 | 1e-6 | model.depth = 2, task.context = 10",
        "class-s | 0.0575012 | 1e-7 | model { depth = 2, weights = merged, pattern = blocks }",
        "class-s | 0.36124 | 1e-5 | model { depth = 2, weights = merged, pattern = sparse }",
        "class-s | 0.133608 | 1e-6 | model { depth = 3, weights = merged, pattern = sparse }, task.rotation = seed",
        "class-s | 0.0575012 | 1e-7 | model.depth = 2, task { spectrum = [1, 1, 0.25, 0.0625, 1], teacher = inverse-covariance }",
        "pgd | 0.2683 | 1e-4 | model.depth = 3",
        "pgd | 0.4990 | 1e-4 | model { depth = 2, tied = true }",
        "pgd | 0.3305875 | 1e-4 | model.depth = 2, task.spectrum = [1, 1, 0.25, 0.0625, 1]"
      })
  void valuesAreThePublishedOnes(String formula, double squared, double within, String settings) {
    String text = normal(settings == null ? "" : settings.replace(", task", "\ntask"));
    assertThat(2 * theory(text).get(formula)).isCloseTo(squared, within(within));
  }

  /** s² d a² / 6 = .8333 of answering 0, 49/99 of it of one step, and a tenth of the way a head. */
  @Test
  void onUniformInputsItIsOneStepAndItsSwappedHeads() {
    Map<String, Double> theory =
        theory(
            UNIFORM
                + "task { dim = 10, context = 10, input-range = 0.5, teacher-scale = 2 }\n"
                + "model.heads = 2");
    double zero = 4 * 10 * 0.25 / 6;
    double step = zero * 49 / 99;
    assertThat(theory.keySet())
        .containsExactly("gd-closed-form", "swapped-heads-0", "swapped-heads-1", "swapped-heads-2");
    assertThat(theory.get("gd-closed-form")).isCloseTo(step, within(1e-12));
    assertThat(theory.get("swapped-heads-0")).isCloseTo(zero, within(1e-12));
    assertThat(theory.get("swapped-heads-1")).isCloseTo(zero - (zero - step) / 10, within(1e-12));
    assertThat(theory.get("swapped-heads-2")).isCloseTo(zero - (zero - step) / 5, within(1e-12));
  }

  /** Each settles its formulas: those that are named and no other. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | theorem-1 pgd class-s",
        "model.depth = 2 | pgd class-s",
        "model.depth = 5 | pgd",
        "model { depth = 5, weights = merged, pattern = sparse } | pgd class-s",
        "model { depth = 2, tied = true } | pgd",
        "model { depth = 2, update = label } | pgd",
        "model { depth = 2, update = label, weights = merged, pattern = sparse } | pgd class-s",
        "model { weights = merged, symmetric = true } | theorem-1 pgd class-s",
        "model.heads = 3 | theorem-1 pgd class-s",
        "model { heads = 2, key-size = 3 } | theorem-1 pgd class-s",
        "model.score-scale = inverse-keys | theorem-1 pgd class-s",
        "model.dampening = 0.5 | theorem-1 pgd class-s",
        "task.spectrum = [1, 1, 1, 1, 0.5] | theorem-1 pgd",
        "task.rotation = seed | theorem-1 pgd class-s",
        "model.attention = relu | theorem-5",
        "task { dim = 21, context = 20 } | theorem-1 pgd class-s",
        "task { dim = 2, context = 1000 } | theorem-1 pgd class-s"
      })
  void whatAppliesOfNormalInputs(String settings, String formulas) {
    assertThat(String.join(" ", theory(normal(settings == null ? "" : settings)).keySet()))
        .isEqualTo(formulas);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task.noise = 0.1",
        "task.distractors = 1",
        "task.features.kind = relu-mlp",
        "task.inputs = laplace",
        "task.inputs = sphere",
        "task.normalised = true",
        "task.tokens = interleaved",
        "model.attention = softmax",
        "model { depth = 2, attention = softmax-then-linear }",
        "model { depth = 2, attention = relu }",
        "model { attention = relu, keys = all }",
        "model.keys = all",
        "model.key-size = 3",
        "model.token-clip = 10",
        "model.mlp.place = after",
        "model.norm = every-layer",
        "model.embedding = 6",
        "model.positions = 4",
        "model.attention = relu\ntask.spectrum = [1, 1, 1, 1, 0.5]",
        "model.depth = 17",
      })
  void whatNoFormulaKnowsHasNoRow(String settings) {
    assertThat(theory(normal(settings))).isEmpty();
  }

  /** Beyond these sizes only what is a formula in closed form is left. */
  @Test
  void manyEigenvaluesAndExamplesAreLeftOut() {
    assertThat(theory(normal("task { dim = 21, context = 21 }")).keySet())
        .containsExactly("theorem-1");
    assertThat(theory(normal("task { dim = 2, context = 1001 }")).keySet())
        .containsExactly("theorem-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.depth = 2",
        "model.attention = softmax",
        "model.attention = relu",
        "model.keys = all",
        "model.token-clip = 10",
        "task.noise = 0.1",
        "task.kind = sine"
      })
  void otherModelsOnUniformInputsHaveNone(String settings) {
    assertThat(theory(UNIFORM + settings)).isEmpty();
  }

  @Test
  void tasksWithoutAQueryHaveNone() {
    assertThat(
            theory(
                "training.steps = 1\nmeasure.every = 1\ntask.kind = dynamics\nmodel.keys = causal"))
        .isEmpty();
  }

  @Test
  void aPatternLeavesRolesNoWeightsAndSoNoLevels() {
    assertThat(
            theory(UNIFORM + "task.dim = 5\nmodel { weights = merged, pattern = blocks }").keySet())
        .containsExactly("gd-closed-form");
  }

  @Test
  void residualsAreOfTheFinalLossInItsStandardErrors() {
    List<Formula> formulas = List.of(new Formula("pgd", 0.5));
    assertThat(Theory.beside(0.75, 0.125, formulas))
        .containsExactly(new Prediction("pgd", 0.5, 0.75, 0.25, 2.0));
    assertThat(Theory.beside(0.75, null, formulas))
        .containsExactly(new Prediction("pgd", 0.5, 0.75, 0.25, null));
    assertThat(Theory.beside(0.75, 0.0, formulas))
        .containsExactly(new Prediction("pgd", 0.5, 0.75, 0.25, null));
    assertThat(Theory.beside(null, null, formulas))
        .containsExactly(new Prediction("pgd", 0.5, null, null, null));
  }

  /** Which is no part of a setting. */
  @Test
  void aRowHasWhatItsParametersSayWhateverItsSeed() {
    for (long seed : new long[] {0, 7}) {
      TransformerTrial trial = trial(normal("task.rotation = seed\nseed = " + seed));
      TrialRow row =
          new TrialRow(
              "a",
              TrialRow.TRANSFORMER,
              null,
              trial.parameters(),
              Samples.completed(1),
              Samples.PROVENANCE);
      assertThat(row.record().measured(Measures.THEORY))
          .isEqualTo(Theory.beside(1.0, 0.01, Theory.of(trial.spec())))
          .hasSize(3);
    }
  }
}
