package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.study;

import org.iclsweep.analysis.Setting;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a model has learnt and the unit of losses, as a study says them. */
class StudyKeyReaderTest {

  @Test
  void byDefaultItIsTheRuleOfTheDocument() {
    assertThat(study("study = s").learntRule()).isEqualTo(new LearntRule(1.05, 100));
    assertThat(study("study = s").resolved()).doesNotContain("learnt");
  }

  @Test
  void aStudySaysItBesideItsMeasuresAndReadsBack() {
    Study study = study("study = s\nmeasure { every = 10, learnt-within = 1.2, learnt-for = 30 }");
    assertThat(study.learntRule()).isEqualTo(new LearntRule(1.2, 30));
    assertThat(study.resolved()).contains("measure.learnt-within = 1.2\nmeasure.learnt-for = 30\n");
    assertThat(study(study.resolved())).isEqualTo(study);
    assertThat(study("study = s", "measure.learnt-for=0").learntRule())
        .isEqualTo(new LearntRule(1.05, 0));
  }

  @Test
  void itIsNoPartOfATrial() {
    Study study = study("study = s\nmeasure.learnt-within = 1.2");
    assertThat(study.plan().trial(0)).isEqualTo(study("study = s").plan().trial(0));
    assertThat(study.plan().trial(0).id()).isEqualTo(study("study = s").plan().trial(0).id());
    Study squared = study("study = s\nreport.loss = squared-error");
    assertThat(squared.plan().trial(0).id()).isEqualTo(study("study = s").plan().trial(0).id());
  }

  @Test
  void aStudySaysInWhichUnitLossesAreToldAndReadsBack() {
    assertThat(study("study = s").lossUnit()).isEqualTo(LossUnit.HALF_SQUARED_ERROR);
    assertThat(study("study = s\nreport.loss = half-squared-error")).isEqualTo(study("study = s"));
    Study study = study("study = s\nreport { loss = squared-error }");
    assertThat(study.lossUnit()).isEqualTo(LossUnit.SQUARED_ERROR);
    assertThat(study.resolved()).contains("report.loss = squared-error\n");
    assertThat(study(study.resolved())).isEqualTo(study);
    assertThat(study("study = s", "report.loss=squared-error")).isEqualTo(study);
  }

  @Test
  void anotherUnitIsRefusedWithWhatToType() {
    assertThat(problems("study = s\nreport.loss = sqared-error"))
        .containsExactly(
            "x.conf:2: report.loss: is the text \"sqared-error\", must be one of"
                + " half-squared-error, squared-error. Did you mean squared-error?");
    assertThat(problems("study = s\nreport.loss = 2"))
        .containsExactly(
            "x.conf:2: report.loss: is 2, must be one of half-squared-error, squared-error.");
    assertThat(problems("study = s\nreport.los = squared-error"))
        .containsExactly("x.conf:2: report.los: unknown key. Did you mean report.loss?");
    assertThat(problems("study = s\nsweep.grid.report.loss = [squared-error]"))
        .containsExactly(
            "x.conf:2: sweep.grid.report.loss: holds for all trials of a study. Set report.loss"
                + " outside sweep.");
  }

  @Test
  void textsHaveTheWordOfTheUnit() {
    String text = "Loss, losses, Losses: a lossless gloss of the loss-quantiles, final_loss.";
    assertThat(LossUnit.HALF_SQUARED_ERROR.words(text)).isEqualTo(text);
    assertThat(LossUnit.SQUARED_ERROR.words(text))
        .isEqualTo(
            "Squared error, squared errors, Squared errors: a lossless gloss of the squared"
                + " error-quantiles, final_loss.");
  }

  /** Those that have the word: the quantiles of a study are probabilities. */
  @Test
  void parametersKeepTheirNames() {
    assertThat(LossUnit.SQUARED_ERROR.words("Loss over loss quantiles [0.5]: losses"))
        .isEqualTo("Squared error over loss quantiles [0.5]: squared errors");
    assertThat(LossUnit.SQUARED_ERROR.words("a gloss quantiles loss quantilesque"))
        .isEqualTo("a gloss quantiles squared error quantilesque");
    for (String column : Parameters.columns()) {
      String words = Setting.words(column);
      assertThat(LossUnit.SQUARED_ERROR.words(words)).isEqualTo(words);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "learnt-within = 1, 'is 1, must be a number above 1'",
    "learnt-within = often, 'is the text \"often\", must be a number above 1'",
    "learnt-for = -1, 'is -1, must be a whole number, at least 0'",
    "learnt-for = 1.5, 'is 1.5, must be a whole number, at least 0'",
    "learnt-for = ${x}, 'refers to ${x}, which the study does not give'",
    "learnt-fro = 1, 'unknown key. Did you mean measure.learnt-for?'"
  })
  void whatIsWrongIsToldWithItsLine(String setting, String fault) {
    assertThat(problems("study = s\n\nmeasure { " + setting + " }"))
        .singleElement()
        .asString()
        .startsWith("x.conf:3: measure." + setting.split(" ")[0] + ": ")
        .contains(fault);
  }

  @Test
  void itHoldsForAllTrialsAndIsNotSwept() {
    assertThat(problems("study = s\nsweep.grid.measure.learnt-for = [1, 2]"))
        .containsExactly(
            "x.conf:2: sweep.grid.measure.learnt-for: holds for all trials of a study. Set"
                + " measure.learnt-for outside sweep.");
    assertThat(problems("study = s\nsweep.blocks { a.measure.learnt-for = 1, b {} }"))
        .contains(
            "x.conf:2: sweep.blocks.a.measure.learnt-for: holds for all trials of a study. Set"
                + " measure.learnt-for outside sweep.");
  }
}
