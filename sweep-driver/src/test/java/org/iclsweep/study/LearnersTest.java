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
