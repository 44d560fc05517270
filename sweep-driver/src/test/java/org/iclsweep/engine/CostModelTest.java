package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.junit.jupiter.api.Test;

class CostModelTest {

  @Test
  void trainingCostsItsFormula() throws StudyException {
    String settings =
        "training.batch = 64, measure { every = 100, eval-tasks = 1, against = [gd] },";
    double shorter = flops(settings + "training.steps = 100");
    double longer = flops(settings + "training.steps = 200");

    double draw = 1650 + 24 * (110 + 10); // 11 inputs of 10 features and a teacher
    double forward = 2 * (121 + 2 * 110 + 11); // the read-out of one layer, 10 tokens of width 11
    double backward = 2 * (2 * 11 + 2 * 110 + 121);
    double trained = 100 * (600_000 + 64 * (draw + forward + backward));
    double measured = draw + 2 * forward; // one more point, one task
    assertThat(longer - shorter).isEqualTo(trained + measured);
  }

  /** Neither drawn nor, in the Gram form, multiplied with itself in all but one step of ten. */
  @Test
  void aBatchThatComesBackIsPaidForOnce() throws StudyException {
    String settings = "model { depth = 3, form = gram }, training { steps = 200, batch = 64, ";
    double plain = flops(settings + "redraw-every = 1 }");
    double saved = 200 * 64 * (24 * (110 + 10) + 2 * 10 * 121);
    assertThat(plain - flops(settings + "redraw-every = 10 }")).isCloseTo(0.9 * saved, within(1.0));
    assertThat(plain - flops(settings + "dataset-size = 64 }")).isCloseTo(saved, within(1.0));
    assertThat(plain - flops(settings + "dataset-size = 128 }")).isZero();
    String tokens = "model { depth = 3, form = tokens }, training { steps = 200, batch = 64, ";
    assertThat(flops(tokens + "redraw-every = 1 }") - flops(tokens + "redraw-every = 10 }"))
        .isCloseTo(0.9 * 200 * 64 * 24 * (110 + 10), within(1.0));
  }

  /** 2 d + d²/2 normal draws and d (2 n - d + 1) / 4 factors, of which ten are worth three. */
  @Test
  void drawnSumsArePaidByTheirDrawsAndByPairsOfTheirOwn() throws StudyException {
    String settings =
        "task { inputs = normal, dim = 5, context = 20, draws = %s }, model { depth = 2, form = gram"
            + " }, training { steps = 200, batch = 64, redraw-every = %d }";
    double numbers = 10 + 12.5 + 0.3 * 5 * 36 / 4;
    double sums = 24 * numbers + 2 * 5 * 36;
    double inputs = 24 * (105 + 5) + 2 * 20 * 36;
    double fresh = flops(settings.formatted("gram", 1));
    assertThat(flops(settings.formatted("inputs", 1)) - fresh)
        .isCloseTo(200 * 64 * (inputs - sums), within(1.0));
    assertThat(fresh - flops(settings.formatted("gram", 10)))
        .isCloseTo(0.9 * 200 * 64 * sums, within(1.0));
  }

  /** As many normal draws as take as long, more where a radius takes a power. */
  @Test
  void radiiThatAreDrawnLaneByLaneAreWhatATaskCosts() throws StudyException {
    String settings =
        "task { dim = 5, context = 20, inputs = %s }, training { steps = 200, batch = 64 }";
    double normal = flops(settings.formatted("normal"));
    String radii = settings.formatted("gamma-radius, radius-shape = %s");
    double tasks = 200 * 64 + 28 * 10_000 + 2.0 * 10_000;
    double heavy = flops(radii.formatted(0.1)) - normal;
    double light = flops(radii.formatted(2.5)) - normal;
    assertThat(heavy)
        .isGreaterThanOrEqualTo(200 * 64 * 21 * 24 * 530.0)
        .isLessThan(2 * tasks * 21 * 24 * 530);
    assertThat(light / heavy).isCloseTo(290 / 530.0, within(1e-9));
  }

  /** A draw, C and V, then answers of two teachers to two queries and their gradient. */
  @Test
  void anIntegratedLossCostsItsOwnArithmetic() throws StudyException {
    String of =
        "model { weights = merged, pattern = sparse }, task { dim = 2, context = 5 },"
            + " training { steps = 200, batch = 16, ";
    double plain = flops(of + "integrate = false }");
    double integrated = flops(of + "integrate = true }");
    double own = 5 * 2 + (4 + 2) + (4 + 2);
    double both = 5 * 4 + 8 + (8 + 8) + (8 + 8);
    assertThat(integrated - plain).isCloseTo(200 * 16 * 2 * (both - own), within(1e-3));
  }

  @Test
  void moreOfAnythingCostsMore() throws StudyException {
    double base = flops("model.depth = 1");

    for (String more :
        List.of(
            "model.depth = 2",
            "model.attention = softmax",
            "model.mlp.place = after",
            "model.norm = every-layer",
            "model.embedding = 40",
            "model.heads = 2",
            "task.dim = 20",
            "task.context = 20",
            "training.steps = 10000",
            "training.batch = 4096",
            "measure.rollout.steps = 50",
            "measure.every = 10",
            "training.keep = best-of-last, measure.validation-tasks = 20000",
            "measure.eval-tasks = 20000")) {
      assertThat(flops(more)).as(more).isGreaterThan(base);
    }
  }

  /** Gradients of a step and points at which the validation tasks are answered. */
  @Test
  void iterationsAndValidationArePaidFor() throws StudyException {
    String lbfgs = "training { batch = 64, dataset-size = 64, optimizer.kind = lbfgs }, ";
    double five = flops(lbfgs + "training { steps = 200, optimizer.iterations = 5 }");
    double ten = flops(lbfgs + "training { steps = 200, optimizer.iterations = 10 }");
    double one = flops(lbfgs + "training { steps = 200, optimizer.iterations = 1 }");
    assertThat((ten - five) / (five - one)).isCloseTo(5.0 / 4, within(1e-9));
    String best = "training.keep = best-of-last, measure.validation-tasks = 100, ";
    double points = flops(best + "training.keep-last = 7") - flops(best + "training.keep-last = 6");
    double forward = 2 * (121 + 2 * 110 + 11);
    assertThat(points).isCloseTo(100 * (1650 + 24 * 120 + forward), within(1.0));
  }

  @Test
  void sensitivitiesOfATaskCostAboutAnEvaluationForEachToken() throws StudyException {
    String study = "model { depth = 2, positions = 10 }, task.tokens = interleaved, ";
    double without = flops(study);
    double sensed = flops(study + "measure.sensitivity-tasks = 1000") - without;
    double evaluated = flops(study + "measure.eval-tasks = 11000") - without;
    assertThat(sensed / evaluated).isBetween(5.0, 40.0);
  }

  /** One head is held against its mean with gradient descent as well; two heads have none. */
  @Test
  void shiftedTasksArePaidForByEachPredictorThatAnswersThem() throws StudyException {
    String curve = "measure.alpha { tasks = 100, input-range = %s }, model.heads = %d";
    double draw = 1650 + 24 * (110 + 10);
    for (int heads : new int[] {1, 2}) {
      double one = flops(curve.formatted("[2]", heads));
      double three = flops(curve.formatted("[2, 3, 4]", heads));
      double forward = 2 * heads * (121 + 2 * 110 + 11);
      assertThat(three - one).isEqualTo((3 - heads) * 200 * (draw + forward + 16_000));
    }
  }

  @Test
  void aSmallDatasetMakesStepsCheap() throws StudyException {
    assertThat(flops("training.dataset-size = 10")).isLessThan(flops("training.steps = 5000"));
  }

  /** Seconds of a core at the speed that costs are told in. */
  @Test
  void learnersCostSecondsToMinutes() throws StudyException {
    String study =
        "model.depth = 5, measure.against = "
            + "[gd, gd-one-step, gd-per-step, \"gd++\", least-squares, ridge, kernel-smoothing]";
    List<Trial> learners =
        Study.parse("study = cost, " + study, "cost", List.of()).plan().learners();
    assertThat(learners).hasSize(7);
    for (Trial learner : learners) {
      double seconds = CostModel.flops(learner) / CostModel.FLOPS_A_SECOND;
      assertThat(seconds).as(learner.id()).isBetween(0.1, 200.0);
    }
  }

  @Test
  void whatIsMeasuredOfLearnersCosts() throws StudyException {
    assertThat(learner("gd", "measure.rollout.steps = 50")).isGreaterThan(learner("gd", ""));
    assertThat(learner("least-squares", "measure.spectrum.gammas = [0]"))
        .isGreaterThan(learner("least-squares", ""));
  }

  /** Of four layers: seconds, as at 3.3e10 flops a second. */
  @Test
  void aSearchWithoutTasksIsPaidFor() throws StudyException {
    String settings = "task.inputs = normal\nmodel.depth = 4";
    assertThat(learner("class-s", settings) - learner("pgd", settings)).isBetween(6e10, 2e11);
  }

  /** Of ten features and fifty states, at 3.3e10 flops a second; and what they take of memory. */
  @Test
  void learnersOfSequencesTakeSeconds() throws StudyException {
    String study =
        "study = cost, task.kind = dynamics, model.keys = causal, measure.prefix-learners ="
            + " [gd-prefix, gd-prefix-k, ridge-prefix, kernel-prefix, second-order]";
    List<? extends Trial> learners =
        Study.parse(study, "cost", List.of()).plan().trial(0).learners();
    assertThat(learners).hasSize(5);
    for (Trial learner : learners) {
      double seconds = CostModel.flops(learner) / CostModel.FLOPS_A_SECOND;
      assertThat(seconds).as(learner.id()).isBetween(0.1, 30.0);
      assertThat(MemoryModel.bytes(learner)).isBetween(MemoryModel.FIXED_BYTES, 5e7);
    }
  }

  /** A step of 64 contexts is cheaper than one of training, whose gradient is by weights, too. */
  @Test
  void tokensThatAreTunedCostTheirSteps() throws StudyException {
    String study =
        "task { kind = dynamics, transition = orthogonal, sequence-tokens = raw }, model { keys ="
            + " causal, key-size = 4 }, training { steps = %d, batch = 64 }, measure.eval-tasks"
            + " = 1, measure.few-shot { pairs = 17, eos.steps = %d }";
    double base = flops(study.formatted(100, 100));
    double tuned = flops(study.formatted(100, 300)) - base;
    double trained = flops(study.formatted(300, 100)) - base;
    assertThat(tuned).isBetween(0.4 * trained, trained);
    assertThat(base).isGreaterThan(flops(study.formatted(100, 100).replace("17", "9")));
  }

  private static double learner(String learner, String settings) throws StudyException {
    String text = "study = cost, measure.against = [%s]\n%s".formatted(learner, settings);
    return CostModel.flops(Study.parse(text, "cost", List.of()).plan().learners().get(0));
  }

  private static double flops(String settings) throws StudyException {
    Study study = Study.parse("study = cost, " + settings, "cost", List.of());
    return CostModel.flops(study.plan().trial(0));
  }
}
