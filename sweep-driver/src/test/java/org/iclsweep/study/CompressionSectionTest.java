package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.trial.Compression;
import org.iclsweep.trial.When;
import org.junit.jupiter.api.Test;

/** Networks of means of blocks as a study asks for them. */
class CompressionSectionTest {

  private static final String SEQUENCES = "task.kind = dynamics, model.keys = causal\n";

  @Test
  void itsWordReachesItsPlace() {
    for (String off : List.of("", "measure.compressed = off")) {
      assertThat(trial(SEQUENCES + off).spec().measure().asked()).isEmpty();
    }
    assertThat(trial(SEQUENCES + "measure.compressed = every").spec().measure().asked())
        .containsExactly(new Compression(When.EVERY));
    assertThat(trial(SEQUENCES + "measure.compressed = last").spec().measure().asked())
        .containsExactly(new Compression(When.LAST));
  }

  @Test
  void whatHasNoSuchProductsIsRefused() {
    for (String other :
        List.of(
            "model.attention = softmax",
            "model.mlp.place = after",
            "model.norm = every-layer",
            "model.embedding = 40, task.sequence-tokens = raw",
            "model.positions = 4")) {
      assertThat(problems("study = s\n" + SEQUENCES + "measure.compressed = last\n" + other))
          .singleElement()
          .asString()
          .startsWith(
              "x.conf:3: measure.compressed: is last, which does not go with model.attention = ")
          .endsWith(
              ": a network is compressed of causal linear attention to tokens that are observations"
                  + " side by side, without perceptrons, LayerNorm, embedding and positions. Set"
                  + " measure.compressed = off.");
    }
  }

  @Test
  void withoutSequencesItHasNoEffect() {
    assertThat(problems("study = s\nmeasure.compressed = last"))
        .singleElement()
        .asString()
        .contains("has no effect: it applies when task.kind is dynamics");
  }
}
