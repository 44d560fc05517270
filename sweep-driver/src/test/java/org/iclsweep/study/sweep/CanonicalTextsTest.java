package org.iclsweep.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;

import org.iclsweep.study.Identity;
import org.iclsweep.study.TransformerTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan writes for many trials is what {@link Identity} defines for each. */
class CanonicalTextsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "seed = 7\nmodel.depth = 3",
        "sweep.grid { seed = \"0..40\", model.depth = [1, 2] }",
        "sweep.grid { training.clip-norm = [off, 10, 1e22], model.key-size = [model-width, 3] }",
        "sweep.grid { measure.against = [gd, [\"gd++\", gd], []], measure.every = [100, 50] }",
        "sweep.grid { model { tied = [true, false], depth = [2, 1] }, training.steps = [200, 5000] }",
        "sweep.zip { seed = [0, 1, 0], training.optimizer.kind = [adam, sgd, sgd] }",
        "sweep.random { count = 50, model.depth = \"1..3\", model.tied = [true, false] }",
        "sweep.sobol { count = 50, task.noise = \"0.1..2\", training.batch = \"8..4096 log\" }"
      })
  void identitiesOfAPlanAreThoseOfItsTrials(String text) {
    Plan plan = plan(text);
    for (long index = 0; index < plan.size(); index++) {
      TransformerTrial trial = plan.trial(index);
      assertThat(trial.id())
          .isEqualTo(Identity.of(trial.values(), TransformerTrial.KIND))
          .isEqualTo(TransformerTrial.of(trial.values()).id());
    }
  }

  @Test
  void identitiesDoNotDependOnTheOrderInWhichTheyAreAskedFor() {
    Plan plan = plan("sweep.grid { seed = \"0..9\", model.depth = [1, 2, 3] }");
    String last = plan.trial(29).id();
    String first = plan.trial(0).id();
    assertThat(plan.trial(0).id()).isEqualTo(first).isNotEqualTo(last);
    assertThat(plan.trial(29).id()).isEqualTo(last);
  }

  @Test
  void specsThatDifferInTheSeedAloneAreThoseOfTheirValues() {
    Plan plan =
        plan(
            "sweep.grid { seed = \"3..9 by 3\", model.depth = [1, 2, 3], model.tied = [true, false] }");
    assertThat(plan.size()).isEqualTo(15);
    for (long index : new long[] {0, 14, 1, 2, 13, 3, 7, 0}) {
      assertThat(plan.trial(index).spec())
          .isEqualTo(TransformerTrial.spec(plan.trial(index).values()));
    }
  }
}
