package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.Studies.plan;
import static org.iclsweep.study.Studies.study;
import static org.iclsweep.study.Studies.trial;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Identities outlive programs: the golden ones here may change with {@code Numerics.VERSION} only.
 */
class IdentityTest {

  private static final String TRANSFORMER =
      """
      kind=transformer
      measure.against=[gd, "gd++", least-squares]
      measure.alpha.input-range=[0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]
      measure.alpha.tasks=10000
      measure.alpha.teacher-scale=[0.5, 1, 2, 5]
      measure.eval-seed=0
      measure.eval-tasks=10000
      measure.every=100
      model.attention=linear
      model.depth=1
      model.heads=1
      model.init.kind=fan-in-variance
      model.init.scale=0.002
      model.key-size=token-width
      model.tied=false
      model.token-clip=off
      numerics=1
      seed=0
      task.context=10
      task.dim=10
      task.input-range=0.5
      task.kind=linear-regression
      task.teacher-scale=1
      training.batch=2048
      training.clip-norm=10
      training.dataset-size=endless
      training.optimizer.beta1=0.9
      training.optimizer.beta2=0.999
      training.optimizer.epsilon=1e-8
      training.optimizer.kind=adam
      training.optimizer.learning-rate=0.001
      training.steps=5000
      """;

  private static final String PLUS_PLUS =
      """
      kind=learner
      learner=gd++
      measure.alpha.input-range=[0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]
      measure.alpha.tasks=10000
      measure.alpha.teacher-scale=[0.5, 1, 2, 5]
      measure.eval-seed=0
      measure.eval-tasks=10000
      model.depth=5
      model.tied=false
      model.token-clip=10
      numerics=1
      task.context=10
      task.dim=10
      task.input-range=0.5
      task.kind=linear-regression
      task.teacher-scale=1
      """;

  @Test
  void canonicalTextOfTheDefaultTrial() {
    assertThat(Identity.text(trial("").values(), Map.of("kind", "transformer")))
        .isEqualTo(TRANSFORMER);
  }

  /** The first 32 digits of {@code sha256sum} of the text above. */
  @Test
  void identityOfTheDefaultTrial() {
    assertThat(trial("").id()).isEqualTo("37f296cc712f348e575b599c73d4fbec");
  }

  @Test
  void canonicalTextOfALearnerHoldsOnlyWhatItDependsOn() {
    LearnerTrial learner = trial("model { depth = 5, token-clip = 10 }").learners().get(1);
    assertThat(Identity.text(learner.values(), Map.of("kind", "learner", "learner", "gd++")))
        .isEqualTo(PLUS_PLUS);
  }

  /**
   * {@code sha256sum} of the text above; for gd without the line of {@code model.tied}, for least
   * squares without any line of {@code model} (each with its own name, of course).
   */
  @Test
  void identitiesOfLearners() {
    assertThat(trial("model { depth = 5, token-clip = 10 }").learners())
        .extracting(LearnerTrial::id)
        .containsExactly(
            "cba8ae8fab9e5326d31eb55f68b7d289",
            "91473571924da91875495bce10d962b4",
            "5ee1650ceda7579a5a2cfd317267fcb1");
  }

  @Test
  void identityDoesNotDependOnNameOrderLayoutOrSpelling() {
    String nested =
        """
        study = a
        seed = 3
        model { depth = 2, init { scale = 1e0 } }
        task { input-range = 1 }
        measure { against = [gd, "gd++"] }
        """;
    String dotted =
        """
        measure.against = ["gd++", "gd"]
        "task.input-range" = 1.0
        model.init.scale = 1.0
        sweep.grid.model = { depth = [2] }
        study = "b"
        seed = 3.0
        training.steps = 5e3
        """;
    assertThat(study(nested).plan().trial(0).id()).isEqualTo(study(dotted).plan().trial(0).id());
  }

  @Test
  void everyParameterIsPartOfTheIdentity() {
    List<String> changes =
        List.of(
            "seed=1",
            "model.depth=2",
            "model.heads=2",
            "model.tied=true",
            "model.key-size=11",
            "model.token-clip=10",
            "model.init.kind=standard-deviation",
            "model.init.scale=0.003",
            "task.dim=11",
            "task.context=11",
            "task.input-range=1",
            "task.teacher-scale=2",
            "training.steps=5001",
            "training.batch=2047",
            "training.dataset-size=8192",
            "training.optimizer.learning-rate=0.002",
            "training.optimizer.beta1=0",
            "training.optimizer.beta2=0.98",
            "training.optimizer.epsilon=1e-9",
            "training.clip-norm=off",
            "measure.every=50",
            "measure.eval-tasks=100",
            "measure.eval-seed=5",
            "measure.alpha.input-range=[1]",
            "measure.alpha.teacher-scale=[1]",
            "measure.alpha.tasks=100",
            "measure.against=[gd]");
    assertThat(changes.stream().map(change -> trial("", change).id()).distinct())
        .hasSize(changes.size())
        .doesNotContain(trial("").id());
    long singleChoices =
        Parameters.all().stream()
            .filter(
                each -> each.type() instanceof ChoiceType choice && choice.choices().size() == 1)
            .count();
    assertThat(Parameters.all()).hasSize(changes.size() + (int) singleChoices);
  }

  @Test
  void sameTrialOfAnotherPlanHasTheSameIdentity() {
    assertThat(plan("sweep.grid.seed = \"0..63\"").trial(7).id())
        .isEqualTo(plan("sweep.grid { seed = [9, 7], model.depth = [1, 2] }").trial(1).id())
        .isEqualTo(trial("seed = 7").id());
  }
}
