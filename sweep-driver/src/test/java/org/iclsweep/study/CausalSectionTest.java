package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import org.iclsweep.model.CausalSpec;
import org.iclsweep.model.CausalSpec.Answer;
import org.iclsweep.model.CausalSpec.PositionsFor;
import org.iclsweep.model.CausalSpec.QkNorm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(causal("read-out = linear")).isEqualTo(CausalSpec.PLAIN.with(Answer.LINEAR));
    assertThat(causal("positions-for = first-keys, qk-norm = after-first"))
        .isEqualTo(CausalSpec.PLAIN.with(PositionsFor.FIRST_KEYS).with(QkNorm.AFTER_FIRST));
    assertThat(causal("qk-norm = all")).isEqualTo(CausalSpec.PLAIN.with(QkNorm.ALL));
    assertThat(causal("")).isEqualTo(CausalSpec.PLAIN);
    assertThat(trial("").spec().model().causal()).isEqualTo(CausalSpec.PLAIN);
  }

  @ParameterizedTest
  @CsvSource({"read-out, linear", "positions-for, first-keys", "qk-norm, all"})
  void regressionHasNoneOfIt(String key, String value) {
    assertThat(problems("study = s\nmodel.%s = %s".formatted(key, value)))
        .containsExactly(
            "x.conf:2: model.%s: has no effect: it applies when task.kind is dynamics or"
                    .formatted(key)
                + " provided-sequences, and here it is linear-regression. Remove it or set"
                + " task.kind = dynamics or provided-sequences.");
  }

  private static final String STUDY =
      """
      study = s
      task.kind = dynamics
      model.keys = causal
      """;

  @Test
  void whatCannotBeIsRefusedWhereItStands() {
    refused(
        "model { positions = 4, positions-for = first-keys }",
        "x.conf:4: model.positions-for: is first-keys, which does not go with model.positions = 4:"
            + " queries and keys of the first layer read a code as wide as the model, but one of 4"
            + " features stands beside tokens, too. Set model.positions = none, or"
            + " model.positions-for = tokens.");
    String tied =
        " which does not go with model.tied = true and model.depth = 2: the first layer's queries"
            + " and keys are not like others, but layers are tied: the one layer is first and not"
            + " first. Set model.tied = false, or ";
    refused(
        "model { depth = 2, tied = true, positions-for = first-keys }",
        "x.conf:4: model.positions-for: is first-keys," + tied + "model.positions-for = tokens.");
    refused(
        "model { depth = 2, tied = true, qk-norm = after-first }",
        "x.conf:4: model.qk-norm: is after-first," + tied + "model.qk-norm = all.");
    String merged =
        " which does not go with model.weights = merged: it is of queries and keys, but weights are"
            + " merged and have none. Set model.weights = factored, or ";
    refused(
        "model { weights = merged, positions-for = first-keys }",
        "x.conf:4: model.positions-for: is first-keys," + merged + "model.positions-for = tokens.");
    refused(
        "model { weights = merged, qk-norm = all }",
        "x.conf:4: model.qk-norm: is all," + merged + "model.qk-norm = none.");
    assertThat(causal("depth = 2, tied = true, qk-norm = all").norm()).isEqualTo(QkNorm.ALL);
  }

  private static void refused(String line, String message) {
    assertThat(problems(STUDY + line)).containsExactly(message);
  }

  @Test
  void anEmbeddingMayBeNarrowerThanAnAnswerThatIsAMapOfIt() {
    assertThat(
            problems(
                "study = s\ntask { kind = dynamics, sequence-tokens = raw }\nmodel { keys = causal\nembedding = 9 }"))
        .containsExactly(
            "x.conf:4: model.embedding: is 9, which does not go with task.kind = dynamics and"
                + " task.dim = 10 and model.read-out = slot: answers have 10 features, but tokens"
                + " are embedded to 9. Set model.embedding = none, or to the features of an answer"
                + " or more, or model.read-out = linear.");
    TransformerTrial narrow =
        trial(
            """
            task { kind = dynamics, sequence-tokens = raw }
            model { keys = causal, embedding = 9, read-out = linear }
            """);
    assertThat(narrow.spec().model().embedding()).isEqualTo(9);
  }

  @Test
  void anEmbeddingLeavesConstructedTokensNoRoomForTheirAnswers() {
    refused(
        "model { embedding = 20, read-out = linear }",
        "x.conf:4: model.embedding: is 20, which does not go with task.sequence-tokens ="
            + " constructed: the first features of a constructed token are room for its answer, which"
            + " a map to 20 features mixes with all others. Set model.embedding = none, or"
            + " task.sequence-tokens = raw.");
  }
}
