package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.trial.Spectra;
import org.junit.jupiter.api.Test;

/** Spectra of contexts as a study asks for them. */
class SpectrumSectionTest {

  @Test
  void everyKeyReachesItsPlace() {
    assertThat(trial("").spec().measure().asked()).isEmpty();
    assertThat(trial("measure.spectrum.gammas = [0.2, 0]").spec().measure().asked())
        .containsExactly(new Spectra(List.of(0.0, 0.2)));
  }

  @Test
  void allTrialsOfATaskShareThemThroughLeastSquares() {
    List<Trial> learners =
        plan("""
                measure.spectrum.gammas = [0, 0.1]
                sweep.grid { seed = "0..3", model.depth = [1, 2, 3], model.tied = [true, false] }
                """)
            .learners();
    assertThat(learners)
        .extracting(learner -> ((LearnerTrial) learner).spec().asked())
        .filteredOn(asked -> !asked.isEmpty())
        .containsExactly(List.of(new Spectra(List.of(0.0, 0.1))));
    assertThat(learners)
        .extracting(learner -> learner.parameters().get("spectrum_gammas"))
        .filteredOn(gammas -> gammas != null)
        .containsExactly(List.of(0.0, 0.1));
  }

  @Test
  void withoutLeastSquaresTheyHaveNoEffect() {
    assertThat(problems("study = s\nmeasure { against = [gd], spectrum.gammas = [0] }"))
        .singleElement()
        .asString()
        .startsWith(
            "x.conf:2: measure.spectrum.gammas: has no effect: it applies when measure.against"
                + " holds least-squares");
  }

  @Test
  void gammasAreNotNegative() {
    assertThat(problems("study = s\nmeasure.spectrum.gammas = [-0.1]"))
        .singleElement()
        .asString()
        .contains("must be a number, at least 0");
  }
}
