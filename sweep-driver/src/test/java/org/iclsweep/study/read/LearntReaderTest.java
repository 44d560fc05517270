package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.study;

import org.iclsweep.measure.LearntRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a model has learnt, as a study says it. */
class LearntReaderTest {

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
