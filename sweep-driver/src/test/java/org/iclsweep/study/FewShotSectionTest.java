package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.trial.FewShot;
import org.iclsweep.trial.Taking;
import org.iclsweep.trial.TokenTuning;
import org.junit.jupiter.api.Test;

class FewShotSectionTest {

  private static final String SEQUENCES =
      """
      task { kind = dynamics, transition = orthogonal, sequence-tokens = raw, length = 224 }
      model.keys = causal
      """;
  private static final String STUDY = "study = s\n" + SEQUENCES;

  private static List<Taking<?>> asked(String fewShot) {
    return trial(SEQUENCES + "measure.few-shot " + fewShot).spec().measure().asked();
  }

  @Test
  void whatPairsAreShownIsToldToTheKernel() {
    assertThat(trial(SEQUENCES).spec().measure().asked()).isEmpty();
    assertThat(asked("{ pairs = 68 }"))
        .containsExactly(new FewShot(68, 0, 1e-3, TokenTuning.NONE, 1, TokenTuning.NONE));
    assertThat(asked("{ pairs = 69, tasks = 2, ridge = 0.5, eos { steps = 7 } }"))
        .containsExactly(
            new FewShot(69, 34, 0.5, new TokenTuning(7, 1e-3, 64), 1, TokenTuning.NONE));
    assertThat(
            asked(
                "{ pairs = 68, tasks = 2, first-pairs = 20, eos { steps = 7, rate = 0.1, batch = 8"
                    + " }, prefix { steps = 9, tokens = 3, rate = 0.2, batch = 10 } }"))
        .containsExactly(
            new FewShot(68, 20, 1e-3, new TokenTuning(7, 0.1, 8), 3, new TokenTuning(9, 0.2, 10)));
    assertThat(asked("{ pairs = 68, eos.steps = 7, prefix.steps = 9 }"))
        .containsExactly(
            new FewShot(
                68, 0, 1e-3, new TokenTuning(7, 1e-3, 64), 20, new TokenTuning(9, 1e-3, 128)));
  }

  @Test
  void sequencesOfWhichPairsAreNotKnownAreRefused() {
    assertRefused(
        "task.transition=fixed",
        "task.transition = fixed: W is the same in all sequences, so that pairs tell nothing new of"
            + " it. Set task.transition = orthogonal or contracting, or measure.few-shot.pairs ="
            + " off.");
    assertRefused(
        "task.sequence-tokens=constructed",
        "task.sequence-tokens = constructed: a pair is two tokens, but tokens are constructed,"
            + " which hold several observations each. Set task.sequence-tokens = raw, or"
            + " measure.few-shot.pairs = off.");
    assertRefused(
        "task.sequence-tokens=stacked",
        "task.sequence-tokens = stacked: a pair is two tokens, but tokens are stacked, which hold"
            + " several observations each. Set task.sequence-tokens = raw, or"
            + " measure.few-shot.pairs = off.");
    assertRefused(
        "task.observed=5",
        "task.observed = 5: pairs are of states themselves, but sequences show something else of"
            + " them. Set task.observed = all, or measure.few-shot.pairs = off.");
    assertRefused(
        "task.observation-noise=0.1",
        "task.observation-noise = 0.1: pairs are of states themselves, but sequences show something"
            + " else of them. Set task.observation-noise = off, or measure.few-shot.pairs = off.");
  }

  private static void assertRefused(String setting, String why) {
    assertThat(problems(STUDY + "measure.few-shot.pairs = 6", setting))
        .hasSize(1)
        .first()
        .asString()
        .isEqualTo("x.conf:4: measure.few-shot.pairs: is 6, which does not go with " + why);
  }

  @Test
  void howManyPairsFitIsTold() {
    assertThat(problems(STUDY + "measure.few-shot.pairs = 113"))
        .containsExactly(
            "x.conf:4: measure.few-shot.pairs: is 113, which does not go with task.length = 224 and"
                + " measure.few-shot.eos.steps = off: pairs is 113, must be at most 112: so many"
                + " have room among the 224 tokens of a sequence, with two tokens each. Set"
                + " measure.few-shot.pairs to so many, or task.length to more.");
    assertThat(problems(STUDY + "measure.few-shot { pairs = 76, eos.steps = 9 }"))
        .hasSize(1)
        .first()
        .asString()
        .contains("measure.few-shot.eos.steps = 9: pairs is 76, must be at most 75: ");
    String prefixed = "measure.few-shot { pairs = %s, eos.steps = 9, prefix.steps = 9 }";
    assertThat(problems(STUDY + prefixed.formatted(69)))
        .containsExactly(
            "x.conf:4: measure.few-shot.pairs: is 69, which does not go with task.length = 224 and"
                + " measure.few-shot.prefix.tokens = 20: pairs is 69, must be at most 68: so many"
                + " have room among the 224 tokens of a sequence, with a tuned token behind each"
                + " and 20 before them. Set measure.few-shot.pairs to so many, or task.length to"
                + " more.");
    assertThat(trial(SEQUENCES + prefixed.formatted(68)).spec().measure().asked()).hasSize(1);
    assertThat(problems(STUDY + prefixed.formatted(80))).hasSize(1);
    // as many as there is room for without it
    assertThat(problems(STUDY + prefixed.formatted(75)))
        .singleElement()
        .asString()
        .contains("measure.few-shot.prefix.tokens = 20: pairs is 75, must be at most 68");
    assertThat(problems(STUDY + "measure.few-shot.pairs = 1"))
        .singleElement()
        .asString()
        .startsWith("x.conf:4: measure.few-shot.pairs: is 1, must be")
        .contains("at least 2");
  }

  @Test
  void theFirstSystemHasNotAllPairs() {
    assertThat(problems(STUDY + "measure.few-shot { pairs = 9, tasks = 2, first-pairs = 9 }"))
        .containsExactly(
            "x.conf:4: measure.few-shot.first-pairs: is 9, which does not go with"
                + " measure.few-shot.pairs = 9: firstPairs is 9, must be less than the 9 pairs of a"
                + " context, or 0 for one system. Set measure.few-shot.first-pairs = half, or fewer"
                + " than measure.few-shot.pairs.");
    assertThat(problems(STUDY + "measure.few-shot { pairs = 9, tasks = 3 }"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("x.conf:4: measure.few-shot.tasks: is 3, must be at most 2");
    assertThat(problems(STUDY + "measure.few-shot { pairs = 9, first-pairs = 3 }"))
        .singleElement()
        .asString()
        .startsWith("x.conf:4: measure.few-shot.first-pairs: has no effect")
        .contains("measure.few-shot.tasks is 2, and here");
  }

  /** Other tasks have no such parameters. */
  @Test
  void otherTasksAreRefused() {
    assertThat(problems("study = s\nmeasure.few-shot.pairs = 6"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("x.conf:2: measure.few-shot.pairs: has no effect")
        .contains("when task.kind is dynamics");
    assertThat(problems(STUDY + "measure.few-shot { pairs = 6, prefix.steps = 9 }"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("x.conf:4: measure.few-shot.prefix.steps: has no effect");
  }
}
