package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.study;

import org.iclsweep.analysis.Setting;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a model has learnt and the unit of losses, as a study says them. */
class StudyKeyReaderTest {
  private static final String SEQUENCES =
      """
      study = s
      task.kind = dynamics
      model { attention = linear, keys = causal }
      measure.prefix-learners = [gd-prefix, ridge-prefix]""";

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
  void aGoalIsALearnersLossOrALossItself() {
    Study regression = study("study = s\nmeasure.learnt-at = ridge\nmeasure.against = [gd, ridge]");
    assertThat(regression.learntRule()).isEqualTo(new LearntRule(Goal.of("ridge"), 1.05, 100));
    assertThat(regression.resolved()).contains("measure.learnt-at = ridge\n");
    assertThat(study(regression.resolved())).isEqualTo(regression);
    Study quoted = study("study = s", "measure.learnt-at=gd++");
    assertThat(quoted.resolved()).contains("measure.learnt-at = \"gd++\"\n");
    assertThat(study(quoted.resolved())).isEqualTo(quoted);
    Study number = study(SEQUENCES, "measure.learnt-at=0.243", "measure.learnt-for=30");
    assertThat(number.learntRule()).isEqualTo(new LearntRule(Goal.of(0.243), 1.05, 30));
    assertThat(number.resolved()).contains("measure.learnt-at = 0.243\nmeasure.learnt-for = 30\n");
    assertThat(study(number.resolved())).isEqualTo(number);
    assertThat(study("study = s\nmeasure.learnt-at = gd")).isEqualTo(study("study = s"));
  }

  /** Where it is swept what trials are held against, some are enough. */
  @Test
  void aGoalIsOfALearnerThatSomeTrialsAreHeldAgainst() {
    assertThat(study(SEQUENCES, "measure.learnt-at=ridge-prefix").learntRule().goal())
        .isEqualTo(Goal.of("ridge-prefix"));
    assertThat(
            study(
                    "study = s\nsweep.grid.measure.against = [[gd], [ridge]]\nmeasure.learnt-at = ridge")
                .learntRule()
                .goal())
        .isEqualTo(Goal.of("ridge"));
    String held = "Set it to gd-prefix or ridge-prefix or a loss itself, as in 0.25";
    assertThat(problems(SEQUENCES + "\nmeasure.learnt-at = kernel-prefix"))
        .containsExactly(
            "x.conf:5: measure.learnt-at: is kernel-prefix, which no trial is held against. "
                + held
                + ", or add kernel-prefix to measure.prefix-learners.");
    assertThat(problems(SEQUENCES, "measure.learnt-at=gd"))
        .containsExactly(
            "--set measure.learnt-at=gd: measure.learnt-at: is gd, which no trial is held against. "
                + held
                + ".");
    assertThat(problems("study = s\nmeasure { against = [], learnt-at = gd }"))
        .containsExactly(
            "x.conf:2: measure.learnt-at: is gd, which no trial is held against. Set it to a loss"
                + " itself, as in 0.25, or add gd to measure.against.");
  }

  @Test
  void whatIsNoGoalIsRefusedWithAllThatAre() {
    String rule = ", must be a positive number, or one of gd, gd-one-step, ";
    assertThat(problems("study = s\n\nmeasure { learnt-at = -0.2 }"))
        .singleElement()
        .asString()
        .startsWith("x.conf:3: measure.learnt-at: is -0.2" + rule);
    assertThat(problems("study = s", "measure.learnt-at=0"))
        .singleElement()
        .asString()
        .startsWith("--set measure.learnt-at=0: measure.learnt-at: is 0" + rule);
    assertThat(problems("study = s\nmeasure.learnt-at = kernel-prefx"))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: measure.learnt-at: is the text \"kernel-prefx\"" + rule)
        .endsWith(", second-order, provided. Did you mean kernel-prefix?");
    assertThat(problems("study = s\nmeasure.learnt-at = \"0.2\""))
        .singleElement()
        .asString()
        .endsWith(", second-order, provided. Write 0.2 without quotes.");
    assertThat(problems("study = s\nmeasure.learnt-at = [gd]"))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: measure.learnt-at: is a list" + rule)
        .endsWith(", second-order, provided.");
    assertThat(problems("study = s\nsweep.grid.measure.learnt-at = [gd, ridge]"))
        .containsExactly(
            "x.conf:2: sweep.grid.measure.learnt-at: holds for all trials of a study. Set"
                + " measure.learnt-at outside sweep.");
  }

  @Test
  void itIsNoPartOfATrial() {
    Study goal = study("study = s\nmeasure.learnt-at = 0.2");
    assertThat(goal.plan().trial(0).id()).isEqualTo(study("study = s").plan().trial(0).id());
    assertThat(goal.plan().learners()).isEqualTo(study("study = s").plan().learners());
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
