package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.spec.TrialInterruptedException;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskBlock;
import org.junit.jupiter.api.Test;

/** Linear answers of known weights, on tasks that fill a block and part of another. */
class AgreementTest {
  private static final int TASKS = LaneMatrix.LANES + 37;
  private static final LinearRegression TASK = new LinearRegression(3, 5, 1, 1);
  private static final EvaluationSet SET = new EvaluationSet(TASK, Stream.EVAL, 7, TASKS);
  private static final double[] MODEL = {0.5, -1, 2};
  private static final double[] LEARNER = {1, 0.25, 1.5};

  /** What it computes is float, and a sum of a hundred such differs by so much. */
  private static final double FLOAT = 1e-6;

  /** A query and its label. */
  private record Query(double[] x, double label) {
    double answer(double[] weights) {
      return weights[0] * x[0] + weights[1] * x[1] + weights[2] * x[2];
    }
  }

  @Test
  void predictionDifferenceIsTheMeanDistanceOfAnswers() {
    Agreement agreement = agreement(MODEL, LEARNER);
    assertThat(agreement.predictionDifference())
        .isCloseTo(mean(q -> Math.abs(q.answer(MODEL) - q.answer(LEARNER))), within(FLOAT));
  }

  @Test
  void modelDifferenceIsTheDistanceOfWhatWasLearntInContext() {
    // (-1/2, -5/4, 1/2)
    assertThat(agreement(MODEL, LEARNER).modelDifference())
        .isCloseTo(Math.sqrt(0.25 + 1.5625 + 0.25), within(FLOAT));
    assertThat(agreement(MODEL, MODEL).modelDifference()).isZero();
  }

  @Test
  void cosineIsThatOfTheTwoSensitivities() {
    double dot = 0.5 - 0.25 + 3;
    double norms = Math.sqrt(0.25 + 1 + 4) * Math.sqrt(1 + 0.0625 + 2.25);
    assertThat(agreement(MODEL, LEARNER).cosine()).isCloseTo(dot / norms, within(FLOAT));
    assertThat(agreement(MODEL, MODEL).cosine()).isCloseTo(1, within(FLOAT));
    assertThat(agreement(MODEL, new double[] {-0.5, 1, -2}).cosine()).isCloseTo(-1, within(FLOAT));
  }

  /** Answers that bend depend on the query in another way at each task. */
  @Test
  void eachTaskIsHeldAgainstItsOwn() {
    Agreement agreement =
        agreements(new Squared(MODEL), Answers.of(new Squared(LEARNER), SET)).get(0);
    assertThat(agreement.predictionDifference())
        .isCloseTo(
            mean(q -> Math.abs(square(q.answer(MODEL)) - square(q.answer(LEARNER)))),
            within(10 * FLOAT));
    assertThat(agreement.modelDifference())
        .isCloseTo(mean(AgreementTest::distanceOfSlopes), within(10 * FLOAT));
    double cosine = agreement(MODEL, LEARNER).cosine();
    assertThat(agreement.cosine())
        .isCloseTo(
            mean(q -> Math.signum(q.answer(MODEL) * q.answer(LEARNER)) * cosine),
            within(1e-4)); // at a slope of 0 there is none
  }

  /** The slope of a squared answer is twice the answer times the weights. */
  private static double distanceOfSlopes(Query q) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += square(2 * q.answer(MODEL) * MODEL[i] - 2 * q.answer(LEARNER) * LEARNER[i]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void learnersAreToldInTheirOrderAndTheLossIsTheModels() {
    Predictor model = new Linear(MODEL);
    Agreements agreements =
        new Agreements(
            model,
            List.of(Answers.of(new Linear(LEARNER), SET), Answers.of(new Linear(MODEL), SET)));
    for (int time = 0; time < 2; time++) { // each time anew
      Loss loss = Evaluator.loss(model, SET, List.of(agreements));
      assertThat(agreements.take())
          .containsExactly(agreement(MODEL, LEARNER), agreement(MODEL, MODEL));
      assertThat(loss).isEqualTo(Evaluator.loss(new Linear(MODEL), SET));
    }
  }

  @Test
  void lossIsHalfTheMeanSquareWithItsStandardError() {
    tells(Evaluator.loss(new Linear(MODEL), SET), q -> square(q.label() - q.answer(MODEL)) / 2);
    tells(Evaluator.zeroLoss(new Linear(MODEL), SET), q -> square(q.label()) / 2);
  }

  /** The root of the sample variance over the number of tasks. */
  private static void tells(Loss loss, ToDoubleFunction<Query> ofQuery) {
    double mean = mean(ofQuery);
    double variance = mean(q -> square(ofQuery.applyAsDouble(q) - mean)) * TASKS / (TASKS - 1);
    assertThat(loss.mean()).isCloseTo(mean, within(FLOAT));
    assertThat(loss.standardError()).isCloseTo(Math.sqrt(variance / TASKS), within(FLOAT));
  }

  @Test
  void oneTaskHasNoStandardError() {
    Loss loss = Evaluator.loss(new Linear(MODEL), SET.first(1));
    Query first = queries().get(0);
    assertThat(loss.mean())
        .isCloseTo(square(first.label() - first.answer(MODEL)) / 2, within(FLOAT));
    assertThat(loss.standardError()).isZero();
  }

  @Test
  void whoIsInterruptedStopsEvaluating() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Evaluator.loss(new Linear(MODEL), SET))
          .isInstanceOf(TrialInterruptedException.class);
    } finally {
      Thread.interrupted();
    }
  }

  private static Agreement agreement(double[] model, double[] learner) {
    return agreements(new Linear(model), Answers.of(new Linear(learner), SET)).get(0);
  }

  private static List<Agreement> agreements(Predictor model, Answers... learners) {
    Agreements agreements = new Agreements(model, List.of(learners));
    Evaluator.loss(model, SET, List.of(agreements));
    return agreements.take();
  }

  private static double mean(ToDoubleFunction<Query> value) {
    return queries().stream().mapToDouble(value).average().orElseThrow();
  }

  private static double square(double x) {
    return x * x;
  }

  private static List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    TaskBlock block = new TaskBlock(TASK);
    Evaluator.forEachBlock(
        block,
        SET,
        (number, tasks) -> {
          for (int lane = 0; lane < tasks; lane++) {
            double[] x = new double[3];
            for (int i = 0; i < 3; i++) {
              x[i] = block.queryInput().get(0, i, lane);
            }
            queries.add(new Query(x, block.targets().get(0, 0, lane)));
          }
        });
    assertThat(queries).hasSize(TASKS);
    return queries;
  }

  /** Answers the same linear function of the query whatever the context. */
  private static class Linear implements Predictor {
    private final TaskBlock block = new TaskBlock(TASK);
    private final LaneMatrix answers = LaneMatrix.zeros(1, 1);
    private final LaneMatrix sensitivity = LaneMatrix.zeros(1, 3);
    final double[] weights;

    Linear(double[] weights) {
      this.weights = weights;
    }

    @Override
    public TaskBlock block() {
      return block;
    }

    @Override
    public LaneMatrix predict() {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        answers.set(0, 0, lane, (float) answer(lane));
      }
      return answers;
    }

    double answer(int lane) {
      double answer = 0;
      for (int i = 0; i < 3; i++) {
        answer += weights[i] * block.queryInput().get(0, i, lane);
      }
      return answer;
    }

    @Override
    public LaneMatrix sensitivity() {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        for (int i = 0; i < 3; i++) {
          sensitivity.set(0, i, lane, (float) weights[i]);
        }
      }
      return sensitivity;
    }
  }

  /** Answers its square. */
  private static final class Squared extends Linear {
    Squared(double[] weights) {
      super(weights);
    }

    @Override
    public LaneMatrix predict() {
      LaneMatrix answers = super.predict();
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        answers.set(0, 0, lane, (float) square(answer(lane)));
      }
      return answers;
    }

    @Override
    public LaneMatrix sensitivity() {
      LaneMatrix sensitivity = super.sensitivity();
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        for (int i = 0; i < 3; i++) {
          sensitivity.set(0, i, lane, (float) (2 * answer(lane) * weights[i]));
        }
      }
      return sensitivity;
    }
  }
}
