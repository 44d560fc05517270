package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import org.iclsweep.trial.Spectroscopy;
import org.iclsweep.trial.When;
import org.junit.jupiter.api.Test;

/** Polynomials of answers as a study asks for them. */
class SpectroscopySectionTest {

  private static final String SEQUENCES =
      "task { kind = dynamics, length = 10 }, model.keys = causal\n";

  @Test
  void everyKeyReachesItsPlace() {
    assertThat(trial(SEQUENCES).spec().measure().asked()).isEmpty();
    assertThat(asked("measure.spectroscopy.degree = 5"))
        .isEqualTo(new Spectroscopy(5, 2000, 0.6, When.EVERY));
    assertThat(asked("measure.spectroscopy { degree = 2, tasks = 9, until = 1, at = last }"))
        .isEqualTo(new Spectroscopy(2, 9, 1, When.LAST));
  }

  private static Object asked(String measure) {
    return trial(SEQUENCES + measure).spec().measure().asked().get(0);
  }

  /** 0.6 of 10 positions are 6. */
  @Test
  void moreTermsThanPositionsAreRefused() {
    assertThat(problems("study = s\n" + SEQUENCES + "measure.spectroscopy.degree = 6"))
        .containsExactly(
            "x.conf:3: measure.spectroscopy.degree: is 6, which does not go with"
                + " measure.spectroscopy.until = 0.6 and task.length = 10: degree is 6, must be less"
                + " than 6, the positions that count: so many states tell no more terms. Set"
                + " measure.spectroscopy.degree to less, or measure.spectroscopy.until to more.");
  }

  @Test
  void sharesOfPositionsArePositiveAndAtMostOne() {
    for (String until : new String[] {"0", "1.5"}) {
      assertThat(
              problems(
                  "study = s\n"
                      + SEQUENCES
                      + "measure.spectroscopy { degree = 2, until = "
                      + until
                      + " }"))
          .singleElement()
          .asString()
          .contains("must be a positive number, at most 1");
    }
  }

  @Test
  void withoutSequencesTheyHaveNoEffect() {
    assertThat(problems("study = s\nmeasure.spectroscopy.degree = 2"))
        .singleElement()
        .asString()
        .contains("has no effect: it applies when task.kind is dynamics");
  }
}
