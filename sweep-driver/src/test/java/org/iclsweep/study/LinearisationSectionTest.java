package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.trial.Linearisation;
import org.junit.jupiter.api.Test;

/** Linear layers in place of others as a study asks for them. */
class LinearisationSectionTest {

  private static final String SEQUENCES = "task.kind = dynamics, model.keys = causal\n";

  private static List<?> asked(String study) {
    return trial(study).spec().measure().asked();
  }

  @Test
  void everyKeyReachesItsPlace() {
    assertThat(asked(SEQUENCES)).isEmpty();
    assertThat(asked(SEQUENCES + "measure.linearise.turns = 3"))
        .isEqualTo(List.of(new Linearisation(3, 512, 3000, 0.003)));
    assertThat(
            asked(
                "model.keys = causal\nmeasure.linearise { turns = 1, sequences = 9, steps = 0, rate = 0.5 }"))
        .isEqualTo(List.of(new Linearisation(1, 9, 0, 0.5)));
  }

  @Test
  void layersBehindANormAreRefused() {
    for (String norm : List.of("every-layer", "between-layers")) {
      assertThat(
              problems(
                  "study = s\n" + SEQUENCES + "measure.linearise.turns = 3\nmodel.norm = " + norm))
          .containsExactly(
              "x.conf:3: measure.linearise.turns: is 3, which does not go with model.norm = "
                  + norm
                  + ": a layer is linearised that reads what the layers before it put out, with no"
                  + " LayerNorm between. Set measure.linearise.turns = off or model.norm = none.");
    }
  }

  @Test
  void whereKeysAreNotCausalItHasNoEffect() {
    assertThat(problems("study = s\nmeasure.linearise.turns = 3"))
        .singleElement()
        .asString()
        .contains("has no effect: it applies when model.keys is causal");
  }
}
