package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.task.Dynamics;
import org.iclsweep.trial.MeasureSpec;
import org.iclsweep.trial.PositionLosses;
import org.junit.jupiter.api.Test;

/** What a study says of sequences, and what it must not ask of them. */
class DynamicsTrialTest {

  private static final String STUDY =
      """
      study = s
      task.kind = dynamics
      model.keys = causal
      """;

  @Test
  void theKernelGetsWhatIsWritten() {
    TransformerTrial plain = trial("task.kind = dynamics, model.keys = causal");
    assertThat(plain.spec().task()).isEqualTo(new Dynamics(10, 50, 42));
    assertThat(plain.spec().model().attention().keys()).isEqualTo(AttentionSpec.Keys.CAUSAL);
    TransformerTrial other =
        trial(
            "task { kind = dynamics, dim = 3, length = 7, teacher-seed = 5 },"
                + " model.keys = causal, measure.positions = true");
    assertThat(other.spec().task()).isEqualTo(new Dynamics(3, 7, 5));
    assertThat(other.spec().measure().asked()).containsExactly(new PositionLosses());
  }

  @Test
  void nothingThatNeedsAQueryIsMeasuredByDefault() {
    TransformerTrial trial = trial("task.kind = dynamics, model.keys = causal");
    MeasureSpec measure = trial.spec().measure();
    assertThat(measure.against()).isEmpty();
    assertThat(measure.ood().points()).isZero();
    assertThat(measure.asked()).isEmpty();
    assertThat(trial.learners()).isEmpty();
    assertThat(trial.parameters().get("against")).isNull();
    assertThat(trial.parameters().get("context")).isNull();
  }

  @Test
  void whatNeedsAQueryHasNoEffect() {
    for (String needless :
        List.of(
            "measure.against = [gd]",
            "measure.alpha.input-range = [2]",
            "measure.rollout.steps = 3",
            "task.context = 7",
            "task.tokens = interleaved")) {
      String path = needless.substring(0, needless.indexOf(' '));
      assertThat(problems(STUDY + needless))
          .containsExactly(
              "x.conf:4: "
                  + path
                  + ": has no effect: it applies when task.kind is linear-regression or sine, and"
                  + " here it is dynamics. Remove it or set task.kind = linear-regression or sine.");
    }
    assertThat(problems("study = s\nmeasure.positions = true"))
        .singleElement()
        .asString()
        .contains("measure.positions", "has no effect", "task.kind is dynamics");
  }

  @Test
  void modelsThatCannotBeReadAreRefusedWhereTheyStand() {
    assertThat(problems("study = s\ntask.kind = dynamics"))
        .singleElement()
        .asString()
        .contains(
            "model.keys: is context, which does not go with task.kind = dynamics: every token has"
                + " an answer, which later ones hold, so keys must be causal. Set model.keys ="
                + " causal.");
    refused("model.update = label", "x.conf:4: model.update: is label, which does not go with");
    refused("model.embedding = 9", "answers have 10 features, but tokens are embedded to 9");
    refused("model.form = gram", "x.conf:4: model.form: is gram, which does not go with");
    refused("model.score-scale = inverse-keys", "causal keys are more for later ones");
  }

  private static void refused(String line, String why) {
    assertThat(problems(STUDY + line)).singleElement().asString().contains(why);
  }
}
