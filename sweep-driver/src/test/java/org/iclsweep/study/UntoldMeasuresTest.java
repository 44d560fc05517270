package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What weights and rows of a training do not tell of trials that are measured otherwise. */
class UntoldMeasuresTest {

  private static final String PAIRS = "model.depth = 2\nmeasure.against = [gd]\n";
  private static final String SEQUENCES =
      "model.keys = causal\ntask { kind = dynamics, length = 20 }\n";

  private static List<String> untold(String study, String... measures) {
    return untold(trial(study), study, measures);
  }

  private static List<String> untold(TransformerTrial trained, String study, String... measures) {
    return trial(study, measures).untoldBy(trained).stream().map(Parameter::path).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "measure.alpha.input-range=[3];measure.alpha.tasks=7",
        "measure.against=[]",
        "measure.against=[gd,ridge];measure.ridge=0.5;measure.alignments-at=last",
        "measure.against=[gd,least-squares];measure.spectrum.gammas=[0.1];measure.alignments-at=last"
      })
  void finalWeightsTellWhatIsAskedOfThem(String measures) {
    assertThat(untold(PAIRS, measures.split(";"))).isEmpty();
    assertThat(untold("seed = 1", "measure.rollout.steps=5")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "measure.every=50;measure.alpha.tasks=3 | measure.every",
        "measure.schedule=1..5 | measure.schedule",
        "measure.eval-tasks=9000 | measure.eval-tasks",
        "measure.eval-seed=1 | measure.eval-seed",
        "measure.against=[gd,ridge] | measure.against",
        "measure.gd-rates=[0.1] | measure.gd-rates",
        "measure.quantiles=[0.5] | measure.quantiles",
        "measure.errors=true | measure.errors",
        "measure.distances=true | measure.distances"
      })
  void namesTheMeasureThatNeedsTheTrajectory(String measures, String path) {
    assertThat(untold(PAIRS, measures.split(";"))).containsExactly(path);
  }

  @Test
  void namesAllThatNeedIt() {
    assertThat(untold(PAIRS, "measure.every=50", "measure.errors=true", "measure.alpha.tasks=3"))
        .containsExactly("measure.every", "measure.errors");
  }

  @Test
  void whatIsMeasuredAtTheEndAloneNeedsNone() {
    String degree = "measure.spectroscopy.degree=3";
    String last = "measure.spectroscopy.at=last";

    assertThat(untold(SEQUENCES, degree, last)).isEmpty();
    assertThat(untold(SEQUENCES, degree)).containsExactly("measure.spectroscopy.degree");
    assertThat(untold(trial(SEQUENCES, degree, last), SEQUENCES, degree))
        .containsExactly("measure.spectroscopy.at");
    assertThat(untold(SEQUENCES, "measure.positions=true")).containsExactly("measure.positions");
  }

  @Test
  void aTrialIsMeasuredAsAnother() {
    TransformerTrial one = trial(PAIRS + "seed = 3");
    TransformerTrial other = trial(PAIRS + "seed = 4\nmeasure.alpha.tasks = 3");

    assertThat(one.measuredAs(other.measures()))
        .isEqualTo(trial(PAIRS + "seed = 3\nmeasure.alpha.tasks = 3"));
    assertThat(one.measures().differing(other.measures()))
        .extracting(Parameter::path)
        .containsExactly("measure.alpha.tasks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PAIRS + "seed = 3\nmodel.tied = false",
        SEQUENCES + "measure.spectroscopy { degree = 3, at = last }",
        "training.steps = 20\nmeasure { every = 5, schedule = \"1..3, 7\", against = [] }",
        "task.kind = sine\nmeasure.functions = 2"
      })
  void isTheOneOfItsRow(String text) {
    TransformerTrial trial = trial(text);
    Map<String, Object> row = trial.parameters();

    assertThat(TransformerTrial.ofRow(row)).contains(trial);
    assertThat(TransformerTrial.ofRow(row).orElseThrow().id()).isEqualTo(trial.id());
    assertThat(TransformerTrial.ofRow(Map.of("depth", "deep"))).isEmpty();
  }
}
