package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import org.iclsweep.model.CausalSpec;
import org.iclsweep.model.CausalSpec.Answer;
import org.junit.jupiter.api.Test;

/** Models of sequences as a study writes them, and those that make no sense. */
class CausalSectionTest {

  private static CausalSpec causal(String written) {
    return trial("task.kind = dynamics, model { keys = causal, " + written + " }")
        .spec()
        .model()
        .causal();
  }

  @Test
  void everyPartCanBeWritten() {
    assertThat(causal("read-out = linear")).isEqualTo(new CausalSpec(Answer.LINEAR));
    assertThat(causal("")).isEqualTo(CausalSpec.PLAIN);
    assertThat(trial("").spec().model().causal()).isEqualTo(CausalSpec.PLAIN);
  }

  @Test
  void regressionHasNoneOfIt() {
    assertThat(problems("study = s\nmodel.read-out = linear"))
        .containsExactly(
            "x.conf:2: model.read-out: has no effect: it applies when task.kind is dynamics, and"
                + " here it is linear-regression. Remove it or set task.kind = dynamics.");
  }

  @Test
  void anEmbeddingMayBeNarrowerThanAnAnswerThatIsAMapOfIt() {
    assertThat(problems("study = s\ntask.kind = dynamics\nmodel { keys = causal\nembedding = 9 }"))
        .containsExactly(
            "x.conf:4: model.embedding: is 9, which does not go with task.kind = dynamics and"
                + " task.dim = 10 and model.read-out = slot: answers have 10 features, but tokens"
                + " are embedded to 9. Set model.embedding = none, or to the features of an answer"
                + " or more, or model.read-out = linear.");
    assertThat(causal("embedding = 9, read-out = linear").answer()).isEqualTo(Answer.LINEAR);
  }
}
