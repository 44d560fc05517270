package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.study;

import org.junit.jupiter.api.Test;

class ScalesTest {

  private static final String STUDY =
      """
      study = figure
      training { steps = 300, batch = 64 }
      sweep.grid.seed = "0..3"
      checks.loss { query = q, source = s, at-most = 2 }
      scales {
        full {
          study = figure-full
          training.steps = 50000
          sweep.grid.seed = "0..9"
          checks.loss.at-most = 1
        }
        wide.training.batch = 4096
      }
      """;

  @Test
  void withoutAScaleTheFileIsTakenAsItStands() {
    assertThat(study(STUDY)).isEqualTo(study(STUDY.substring(0, STUDY.indexOf("scales"))));
  }

  @Test
  void aScaleIsPutOverTheFile() {
    Study full = study(STUDY, "scale=full");
    assertThat(full.name()).isEqualTo("figure-full");
    assertThat(full.plan().size()).isEqualTo(10);
    assertThat(full.plan().trial(0).parameters())
        .containsEntry("steps", 50000)
        .containsEntry("batch", 64);
    assertThat(full.checks().get(0).expected().text()).isEqualTo("≤ 1");
  }

  @Test
  void theFileMayNameItsScaleItself() {
    assertThat(study(STUDY + "scale = full")).isEqualTo(study(STUDY, "scale=full"));
  }

  @Test
  void overridesHaveTheLastWord() {
    Study study = study(STUDY, "scale=full", "training.steps=700");
    assertThat(study.plan().trial(0).parameters()).containsEntry("steps", 700);
    study = study(STUDY, "scale=full", "scales.full.training.steps=800");
    assertThat(study.plan().trial(0).parameters()).containsEntry("steps", 800);
  }

  @Test
  void referencesFollowTheScale() {
    String text = "measure.every = ${training.steps}\n" + STUDY;
    assertThat(study(text, "scale=full").plan().trial(0).parameters())
        .containsEntry("measure_every", 50000);
  }

  @Test
  void whatIsWrongWithAScaleIsToldOnlyWhereItIsAsked() {
    String text = STUDY + "scales.full.model.detph = 2";
    assertThat(study(text).plan().size()).isEqualTo(4);
    assertThat(problems(text, "scale=full"))
        .containsExactly("x.conf:14: model.detph: unknown key. Did you mean model.depth?");
  }

  @Test
  void anUnknownScaleIsToldWithTheKnownOnes() {
    assertThat(problems(STUDY, "scale=ful"))
        .containsExactly(
            "--set scale=ful: scale: is the text \"ful\", must be one of full, wide."
                + " Did you mean full?");
    assertThat(problems("study = s\nscale = full"))
        .containsExactly("x.conf:2: scale: this study has no scales. Leave it out.");
    assertThat(problems("study = s\nscales = 3"))
        .containsExactly(
            "x.conf:2: scales: is 3, must be a section, as in scales { full { ... } }.");
    assertThat(problems("study = s\nscale = a\nscales.a = 3"))
        .containsExactly("x.conf:3: scales.a: is 3, must be a section, as in full { ... }.");
  }
}
