package org.iclsweep.study;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.Studies.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.iclsweep.learner.LearnerKind;
import org.junit.jupiter.api.Test;

/** Which learners a plan needs, and what they depend on. */
class LearnersTest {

  private static final String MANY_AXES =
      """
      sweep.grid {
        seed = "0..2"
        model.depth = [1, 2, 3]
        model.tied = [true, false]
        model.token-clip = [off, 10]
        model.heads = [1, 2]
        task.input-range = [0.5, 1]
        measure.eval-tasks = [100, 200]
        measure.against = [gd, [gd, "gd++"], [], least-squares]
      }
      """;

  private static List<LearnerTrial> learners(Plan plan) {
    return plan.learners().stream().map(LearnerTrial.class::cast).toList();
  }

  @Test
  void learnersOfAPlanAreThoseOfItsTrialsInOrder() {
    Plan plan = plan(MANY_AXES);
    LinkedHashSet<LearnerTrial> walked =
        LongStream.range(0, plan.size())
            .mapToObj(i -> plan.trial(i).learners())
            .flatMap(List::stream)
            .collect(toCollection(LinkedHashSet::new));
    assertThat(learners(plan)).containsExactlyElementsOf(walked);
  }

  @Test
  void equalIdentitiesAreEqualFits() {
    List<LearnerTrial> learners = learners(plan(MANY_AXES));
    int specs = learners.stream().map(LearnerTrial::spec).collect(toSet()).size();
    int ids = learners.stream().map(LearnerTrial::id).collect(toSet()).size();
    // 4 settings of task and evaluation set; gd: 3 depths x 2 clips; gd++: 2 more of untied layers
    // x 2 clips; least squares: 1
    assertThat(learners).hasSize(4 * (6 + 10 + 1));
    assertThat(specs).isEqualTo(learners.size());
    assertThat(ids).isEqualTo(learners.size());
  }

  @Test
  void seedsHeadsAndTrainingMakeNoOtherLearner() {
    assertThat(
            plan("""
                    training.batch = 7
                    sweep.grid { seed = "0..9", model.heads = [1, 2, 3], training.steps = [500, 600] }
                    """)
                .learners())
        .containsExactlyElementsOf(plan("").learners());
  }

  @Test
  void learnersOfATrialComeInTheOrderOfTheKinds() {
    assertThat(plan("measure.against = [least-squares, \"gd++\", gd]").trial(0).learners())
        .extracting(learner -> learner.spec().kind())
        .containsExactly(LearnerKind.GD, LearnerKind.GD_PLUS_PLUS, LearnerKind.LEAST_SQUARES);
  }

  @Test
  void onlyRidgeDependsOnItsStrength() {
    String text = "measure.against = [gd, kernel-smoothing, least-squares, ridge]\n";
    List<LearnerTrial> learners =
        learners(plan(text + "sweep.grid.measure.ridge = [bayes, 0.5, 2]"));
    assertThat(learners)
        .extracting(learner -> learner.spec().kind())
        .containsExactlyInAnyOrder(
            LearnerKind.GD,
            LearnerKind.LEAST_SQUARES,
            LearnerKind.KERNEL_SMOOTHING,
            LearnerKind.RIDGE,
            LearnerKind.RIDGE,
            LearnerKind.RIDGE);
    assertThat(plan(text + "measure.ridge = 0.5").trial(0).learners().get(2).spec().ridge())
        .isEqualTo(0.5);
  }

  @Test
  void ridgeIsThatOfThePosteriorUnlessGiven() {
    LearnerTrial ridge =
        plan("measure.against = [ridge]\ntask { noise = 0.5, teacher-scale = 2 }")
            .trial(0)
            .learners()
            .get(0);
    assertThat(ridge.spec().ridge()).isEqualTo(0.0625);
    assertThat(ridge.parameters()).containsEntry("ridge", null).containsEntry("noise", 0.5);
  }

  @Test
  void aPerceptronsFitDependsOnTheModelAndItsTraining() {
    String text = "task.kind = sine\nmodel { embedding = 5, mlp.place = before }\n";
    Plan plan =
        plan(
            text
                + "measure { against = [mlp-gd, gd], every = 1 }\n"
                + "sweep.grid { training.steps = [7, 9], model.embedding = [5, 7], model.heads = [1, 2],"
                + " seed = [0, 1] }");
    List<LearnerTrial> learners = learners(plan);
    assertThat(learners)
        .extracting(learner -> learner.spec().kind())
        .containsExactlyInAnyOrder(
            LearnerKind.GD,
            LearnerKind.MLP_GD,
            LearnerKind.MLP_GD,
            LearnerKind.MLP_GD,
            LearnerKind.MLP_GD);
    LearnerTrial perceptron =
        learners.stream().filter(l -> l.spec().kind() == LearnerKind.MLP_GD).findFirst().get();
    assertThat(perceptron.spec().perceptron().steps()).isEqualTo(7);
    assertThat(perceptron.parameters())
        .containsEntry("embedding", 5)
        .containsEntry("steps", 7)
        .containsEntry("mlp_widening", 4)
        .containsEntry("heads", null)
        .containsEntry("seed", null)
        .containsEntry("learning_rate", null);
  }

  @Test
  void stepsWithTheirOwnRatesAreNeverTied() {
    Plan plan =
        plan(
            "model.depth = 3\nmeasure.against = [gd-per-step]\n"
                + "sweep.grid.model.tied = [true, false]");
    assertThat(learners(plan)).hasSize(1);
    assertThat(learners(plan).get(0).spec().tied()).isFalse();
    assertThat(learners(plan).get(0).parameters()).containsEntry("tied", null);
  }

  @Test
  void oneStepOfGradientDescentIsSharedByModelsOfEveryDepth() {
    Plan plan = plan("measure.against = [gd-one-step]\nsweep.grid.model.depth = [1, 2, 5]");
    assertThat(learners(plan)).hasSize(1);
    assertThat(learners(plan).get(0).spec().depth()).isEqualTo(1);
    assertThat(learners(plan).get(0).parameters()).containsEntry("depth", null);
  }

  @Test
  void columnsThatDoNotApplyToALearnerAreNull() {
    List<LearnerTrial> learners =
        learners(plan("model.depth = 3\nmodel.token-clip = 10\nmodel.heads = 2"));
    assertThat(learners.get(0).parameters())
        .containsEntry("depth", 3)
        .containsEntry("token_clip", 10.0)
        .containsEntry("dim", 10)
        .containsEntry("eval_tasks", 10000)
        .containsEntry("tied", null)
        .containsEntry("seed", null)
        .containsEntry("heads", null)
        .containsEntry("steps", null)
        .containsEntry("against", null);
    assertThat(learners.get(1).parameters()).containsEntry("tied", false);
    assertThat(learners.get(2).parameters())
        .containsEntry("depth", null)
        .containsEntry("tied", null)
        .containsEntry("token_clip", null)
        .containsEntry("input_range", 0.5);
  }
}
