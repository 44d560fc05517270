package org.iclsweep.study;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.iclsweep.learner.AllButLast;
import org.iclsweep.learner.ClassS;
import org.iclsweep.learner.Gd;
import org.iclsweep.learner.GdOneStep;
import org.iclsweep.learner.GdPerStep;
import org.iclsweep.learner.GdPrefixK;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.LeastSquares;
import org.iclsweep.learner.MlpGd;
import org.iclsweep.learner.NewestPair;
import org.iclsweep.learner.Pgd;
import org.iclsweep.learner.Ridge;
import org.iclsweep.learner.TheoremOne;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.study.sweep.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    assertThat(plan(text + "measure.ridge = 0.5").trial(0).learners().get(2).spec().learner())
        .isEqualTo(new Ridge(0.5));
  }

  @Test
  void coarseRatesAndFewerExamplesAreOfThoseThatHaveThem() {
    String text =
        "task.inputs = normal\nmodel.depth = 2\nmeasure.against = [gd, least-squares, pgd, theorem-1]\n";
    List<LearnerTrial> learners =
        learners(plan(text + "measure { gd-rates = [0.1, 0.01], gd-examples = all-but-last }"));
    assertThat(learners)
        .extracting(learner -> learner.spec().learner())
        .containsExactly(
            new AllButLast(new Gd(2, 0, List.of(0.01, 0.1))),
            new AllButLast(new LeastSquares()),
            new TheoremOne(),
            new AllButLast(new Pgd(2, List.of(0.01, 0.1))));
    assertThat(learners.get(0).parameters())
        .containsEntry("gd_rates", List.of(0.01, 0.1))
        .containsEntry("gd_examples", "all-but-last");
    assertThat(learners.get(1).parameters())
        .containsEntry("gd_rates", null)
        .containsEntry("gd_examples", "all-but-last");
    assertThat(learners.get(2).parameters())
        .containsEntry("gd_rates", null)
        .containsEntry("gd_examples", null);
    assertThat(learners(plan(text)).get(3).id()).isNotEqualTo(learners.get(3).id());
    assertThat(learners(plan(text)).get(2).id()).isEqualTo(learners.get(2).id());
  }

  @Test
  void ridgeIsThatOfThePosteriorUnlessGiven() {
    LearnerTrial ridge =
        plan("measure.against = [ridge]\ntask { noise = 0.5, teacher-scale = 2 }")
            .trial(0)
            .learners()
            .get(0);
    assertThat(ridge.spec().learner()).isEqualTo(new Ridge(0.0625));
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
    assertThat(((MlpGd) perceptron.spec().learner()).steps()).isEqualTo(7);
    assertThat(perceptron.parameters())
        .containsEntry("embedding", 5)
        .containsEntry("steps", 7)
        .containsEntry("mlp_widening", 4)
        .containsEntry("heads", null)
        .containsEntry("seed", null)
        .containsEntry("learning_rate", null);
  }

  @Test
  void howPerceptronsStartIsOfTheLearnerThatTrainsOneAlone() {
    Plan plan =
        plan(
            "model.mlp.place = before\nmeasure.against = [mlp-gd, gd]\n"
                + "sweep.grid.model.init.mlp = [as-model, fan-in-uniform]");
    assertThat(learners(plan))
        .extracting(learner -> learner.spec().kind())
        .containsExactlyInAnyOrder(LearnerKind.GD, LearnerKind.MLP_GD, LearnerKind.MLP_GD);
  }

  @Test
  void stepsWithTheirOwnRatesAreNeverTied() {
    Plan plan =
        plan(
            "model.depth = 3\nmeasure.against = [gd-per-step]\n"
                + "sweep.grid.model.tied = [true, false]");
    assertThat(learners(plan)).hasSize(1);
    assertThat(learners(plan).get(0).spec().learner()).isEqualTo(new GdPerStep(3, 0));
    assertThat(learners(plan).get(0).parameters()).containsEntry("tied", null);
  }

  @Test
  void oneStepOfGradientDescentIsSharedByModelsOfEveryDepth() {
    Plan plan = plan("measure.against = [gd-one-step]\nsweep.grid.model.depth = [1, 2, 5]");
    assertThat(learners(plan)).hasSize(1);
    assertThat(learners(plan).get(0).spec().learner()).isEqualTo(new GdOneStep(0));
    assertThat(learners(plan).get(0).parameters()).containsEntry("depth", null);
  }

  /**
   * Of as many steps as layers, or of those that are asked for, which models of every depth share.
   */
  @Test
  void stepsOnPrefixesAreThoseOfTheDepthOrThoseThatAreAskedFor() {
    Plan plan =
        plan(
            "task.kind = dynamics\nmodel.keys = causal\nmeasure.prefix-learners = [gd-prefix-k]\n"
                + "sweep.grid { model.depth = [1, 2, 4], measure.prefix-steps = [depth, 3, 4] }");
    assertThat(learners(plan))
        .extracting(learner -> learner.spec().learner())
        .containsExactlyInAnyOrder(
            new GdPrefixK(1, NewestPair.USED),
            new GdPrefixK(2, NewestPair.USED),
            new GdPrefixK(4, NewestPair.USED),
            GdPrefixK.asked(3, NewestPair.USED),
            GdPrefixK.asked(4, NewestPair.USED));
    assertThat(learners(plan))
        .allSatisfy(
            learner ->
                assertThat(learner.parameters().get("depth") == null)
                    .isEqualTo(learner.parameters().get("prefix_steps") != null));
  }

  /** All others have one fit, and it is not that of sparse ones. */
  @Test
  void classSFollowsThePatternWhereItIsSparse() {
    Plan plan =
        plan(
            "task.inputs = normal\nmodel { depth = 2, weights = merged }\n"
                + "measure.against = [class-s, pgd]\n"
                + "sweep.grid { model.pattern = [full, blocks, sparse], model.symmetric = [true,"
                + " false] }");
    assertThat(learners(plan))
        .extracting(learner -> learner.spec().learner())
        .containsExactlyInAnyOrder(new ClassS(2, true), new ClassS(2, false), new Pgd(2));
    assertThat(learners(plan))
        .filteredOn(learner -> learner.spec().learner().equals(new ClassS(2, false)))
        .singleElement()
        .satisfies(
            sparse ->
                assertThat(sparse.parameters())
                    .containsEntry("pattern", "sparse")
                    .containsEntry("attention_weights", "merged")
                    .containsEntry("symmetric", null));
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

  private static final List<String> CHANGES =
      List.of(
          "measure.provided-learner={name=a,version=1.0.0,width=3}",
          "measure.provided-learner={name=a,version=1.0.1}",
          "seed=1",
          "model.depth=3",
          "model.tied=true",
          "model.token-clip=7",
          "model.heads=2",
          "model.embedding=13",
          "model.mlp.widening=3",
          "model.init.scale=0.5",
          "model.init.mlp=fan-in-uniform",
          "model.init.law=normal",
          "training.steps=300",
          "training.batch=64",
          "training.optimizer.learning-rate=0.01",
          "task.dim=3",
          "task.input-range=1",
          "task.noise=0.1",
          "task.tokens=interleaved",
          "measure.eval-tasks=77",
          "measure.eval-seed=3",
          "measure.ridge=3",
          "measure.gd-rates=[0.1]",
          "measure.gd-examples=all-but-last",
          "measure.newest-pair=authors-lag",
          "measure.prefix-ridge=3",
          "measure.prefix-steps=3",
          "measure.prefix-rates=[0.1, 0.2]",
          "measure.solver.values=fixed",
          "measure.solver.steps=2",
          "measure.solver.ridge=3",
          "measure.solver.values=fitted",
          "measure.positions=true",
          "task.length=7",
          "task.teacher-seed=7",
          "measure.rollout.steps=3",
          "measure.spectrum.gammas=[0.1]",
          "measure.alpha.tasks=7");

  /** A change that the study refuses beside this learner is none of it. */
  @ParameterizedTest
  @EnumSource
  void theIdentityOfALearnerHoldsWhatItDependsOnAndNoMore(LearnerKind kind) {
    String model =
        switch (kind) {
          case GD_CLOSED_FORM -> "";
          case MLP_GD -> "model { depth = 2, mlp.place = before }\n";
          case GD -> "model { depth = 2, tied = true }\n";
          case THEOREM_FIVE, THEOREM_ONE -> "task.inputs = normal\n";
          case PGD, CLASS_S -> "task.inputs = normal\nmodel.depth = 2\n";
          case GD_PREFIX, GD_PREFIX_K, RIDGE_PREFIX, KERNEL_PREFIX, SECOND_ORDER ->
              "task.kind = dynamics\nmodel { depth = 2, keys = causal }\n";
          case PROVIDED ->
              "model.depth = 2\nmeasure.provided-learner { name = a, version = 1.0.0 }\n";
          default -> "model.depth = 2\n";
        };
    String list = model.contains("dynamics") ? "measure.prefix-learners" : "measure.against";
    String text = "study = s\n" + list + " = [\"" + kind.label() + "\"]\n" + model;
    LearnerTrial before = learner(text, List.of()).orElseThrow();
    int made = 0;
    for (String change : CHANGES) {
      Optional<LearnerTrial> after = learner(text, List.of(change));
      if (after.isPresent()) {
        made++;
        boolean sameFit = after.get().spec().equals(before.spec());
        assertThat(after.get().id().equals(before.id())).as(change).isEqualTo(sameFit);
      }
    }
    assertThat(made).isGreaterThan(10);
  }

  private static Optional<LearnerTrial> learner(String text, List<String> overrides) {
    try {
      return Optional.of(Study.parse(text, "x.conf", overrides).plan().trial(0).learners().get(0));
    } catch (StudyException refused) {
      return Optional.empty();
    }
  }
}
