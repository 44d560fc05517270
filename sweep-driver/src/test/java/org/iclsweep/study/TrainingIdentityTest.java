package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.trial.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a trial is trained, apart from what is measured of it. */
class TrainingIdentityTest {

  private static final Map<String, String> TRAINING = Map.of("kind", "training");

  private static String training(Values values) {
    return Identity.of(values.training(), TRAINING);
  }

  private static String all(Values values) {
    return Identity.of(values, TransformerTrial.KIND);
  }

  static List<Parameter<?>> parameters() {
    return Parameters.all();
  }

  /** Another value than the default; whether a study may say it makes no difference here. */
  private static Object other(Parameter<?> parameter) {
    Object value = parameter.defaultValue();
    if (value instanceof Boolean flag) {
      return !flag;
    }
    if (value instanceof List<?> list) {
      return list.isEmpty() ? List.of(element((ListType<?>) parameter.type())) : List.of();
    }
    return value instanceof Double number
        ? (Object) (number + 1)
        : value instanceof Integer number
            ? (Object) (number + 1)
            : value instanceof Long number ? (Object) (number + 1) : value + "-another";
  }

  private static Object element(ListType<?> type) {
    if (type.element() instanceof ProvidedType) {
      return "another";
    }
    return type.element() instanceof ChoiceType<?> choice ? choice.choices().get(0) : (Object) 1.0;
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void differsWhereverAParameterOfTheTrainingDoesAndNowhereElse(Parameter<?> parameter) {
    Values plain = Values.defaults();
    Values changed = plain.with(Map.of(parameter.path(), other(parameter)));

    assertThat(all(changed)).isNotEqualTo(all(plain));
    assertThat(training(changed).equals(training(plain))).isEqualTo(parameter.ofMeasures());
  }

  /** Seeds, models, tasks and trainings decide what is measured, too, and are trained on. */
  @ParameterizedTest
  @MethodSource("parameters")
  void onlyWhatStandsUnderMeasureIsMeasuredAlone(Parameter<?> parameter) {
    assertThat(parameter.ofMeasures()).isEqualTo(parameter.path().startsWith("measure."));
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void noMeasureDecidesWhetherAParameterOfTheTrainingApplies(Parameter<?> parameter) {
    assertThat(parameter.conditions().stream().map(Condition::on).filter(Parameter::ofMeasures))
        .allMatch(on -> parameter.ofMeasures());
  }

  private static final String PLAIN = "model.depth = 2, model.tied = true, training.steps = 200";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "measure { every = 30, schedule = \"10..20\", eval-tasks = 8, eval-seed = 3 }",
        "measure.alpha { input-range = [3], teacher-scale = [3], tasks = 3 }",
        "measure.alpha { other-inputs = [3], other-inputs-teacher-scale = [3] }",
        "measure.alpha.other-inputs-raw = [3]",
        "measure { against = [ridge], ridge = 0.5 }",
        "measure.rollout { steps = 3, dampening = [0.5] }",
        "measure.spectrum.gammas = [0, 0.1]"
      })
  void trialsThatAreMeasuredDifferentlyAreOneTraining(String measures) {
    TransformerTrial plain = trial(PLAIN);
    TransformerTrial other = trial(PLAIN + "\n" + measures);

    assertThat(other.id()).isNotEqualTo(plain.id());
    assertThat(other.trainingId()).isEqualTo(plain.trainingId()).hasSize(32);
    assertThat(trained(other.spec())).isEqualTo(trained(plain.spec()));
  }

  private static List<Object> trained(TrialSpec spec) {
    return List.of(spec.seed(), spec.model(), spec.task(), spec.training());
  }

  @Test
  void trainingIsNotMistakenForTheTrialWithoutMeasures() {
    TransformerTrial plain = trial("");

    assertThat(plain.trainingId()).isNotEqualTo(plain.id());
    assertThat(Identity.text(plain.values().training(), TRAINING))
        .isEqualTo("kind=training\nnumerics=3\n");
  }

  @Test
  void bothPartsTogetherAreTheIdentity() {
    Values values =
        trial(
                "seed = 3, model.depth = 2, task.dim = 5, training.steps = 700\n"
                    + "measure { every = 50, alpha.input-range = [2], rollout.steps = off }")
            .values();
    Values measures = values.only(Parameter::ofMeasures);

    assertThat(values.training().with(measures.byPath())).isEqualTo(values);
    List<String> lines = new ArrayList<>();
    Stream.of(values.training(), measures)
        .map(part -> Identity.text(part, TransformerTrial.KIND))
        .forEach(text -> text.lines().filter(line -> !lines.contains(line)).forEach(lines::add));
    assertThat(lines.stream().sorted())
        .containsExactlyElementsOf(Identity.text(values, TransformerTrial.KIND).lines().toList());
  }

  /** What is measured says when such a training ends. */
  @Test
  void countsMeasuresWhereTheyStopTheTraining() {
    for (String measure : List.of("measure.every = 50", "measure.eval-tasks = 9000")) {
      assertThat(trial("training.stop.when = learnt, " + measure).trainingId())
          .isNotEqualTo(trial("training.stop.when = learnt").trainingId());
      assertThat(trial(measure).trainingId()).isEqualTo(trial("").trainingId());
    }
    assertThat(trial("training.stop.when = learnt").trainingId())
        .isNotEqualTo(trial("").trainingId());
  }
}
