package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.learner.NewestPair.AUTHORS_LAG;
import static org.iclsweep.learner.NewestPair.USED;

import java.util.List;
import java.util.stream.IntStream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Evaluator.LossSum;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.Predictor;
import org.iclsweep.random.Stream;
import org.iclsweep.task.TaskSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Losses by position against those of 3,000 sequences of an independent generator in double, of 10
 * features and length 50 with noise .01, and those of the kernel against what its authors stored of
 * 640. Each is compared within four standard errors of both; the other's is ours, by the number of
 * its sequences.
 */
class PrefixCurveTest {

  private static final RawSequences TASK = new RawSequences(10, 50, .01);
  private static final int TASKS = 3000;

  private static final int[] POSITIONS = {1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50};

  @Test
  void exactRidgeHasTheKnownCurve() {
    assertCurve(
        new RidgePrefix(.001, USED),
        LearnerFit.ofPenalty(.001),
        new double[] {1.665, 1.497, 1.328, .993, .161, .0013, .0009, .0008, .0007, .0007, .0006});
    assertCurve(
        new RidgePrefix(.001, AUTHORS_LAG),
        LearnerFit.ofPenalty(.001),
        new double[] {1.665, 1.665, 1.470, 1.130, .263, .0015, .0009, .0008, .0007, .0007, .0006});
  }

  @Test
  void oneStepHasTheKnownCurve() {
    assertCurve(
        new GdPrefix(USED),
        LearnerFit.of(new Rates(List.of(.0319), List.of())),
        new double[] {1.665, 1.629, 1.589, 1.504, 1.266, 1.032, .856, .720, .637, .617, .800});
  }

  private static void assertCurve(Learner learner, LearnerFit fit, double[] expected) {
    List<Loss> losses = losses(learner.predictor(TASK, fit), TASK);
    for (int k = 0; k < expected.length; k++) {
      Loss loss = losses.get(POSITIONS[k] - 1);
      // printed with so many digits
      double rounding = expected[k] < .01 ? 5e-5 : 5e-4;
      assertThat(loss.mean())
          .as("at %s", POSITIONS[k])
          .isCloseTo(expected[k], within(rounding + 4 * Math.sqrt(2) * loss.standardError()));
    }
  }

  private static List<Loss> losses(Predictor predictor, TaskSpec task) {
    LaneMatrix targets = predictor.block().targets();
    List<LossSum> sums = IntStream.range(0, targets.rows()).mapToObj(t -> new LossSum()).toList();
    Evaluator.loss(
        predictor,
        new EvaluationSet(task, Stream.EVAL, 5, TASKS),
        List.of(
            (block, tasks, predictions) -> {
              for (int t = 0; t < sums.size(); t++) {
                for (int lane = 0; lane < tasks; lane++) {
                  sums.get(t).add(Evaluator.loss(targets, predictions, t, lane));
                }
              }
            }));
    return sums.stream().map(LossSum::loss).toList();
  }

  /** Four times as many states as features; a dimension: it falls, then rises with their number. */
  @ParameterizedTest
  @CsvSource({"4, 4.0, .0798", "6, 3.077, .0780", "10, 2.051, .0844"})
  void theSoftmaxHasTheStoredLosses(int dim, double beta, double expected) {
    RawSequences task = new RawSequences(dim, 4 * dim, .01);
    Predictor predictor = new KernelPrefix(USED).predictor(task, LearnerFit.ofBandwidth(beta));
    Loss loss = Evaluator.loss(predictor, new EvaluationSet(task, Stream.EVAL, 5, TASKS));
    double both = loss.standardError() * Math.sqrt(1 + TASKS / 640.0);
    assertThat(loss.mean() / dim).isCloseTo(expected, within(4 * both / dim));
  }

  /** Of 1,500 sequences elsewhere: 3.077, and .1 to either side as good within a thousandth. */
  @Test
  void theSoftmaxHasTheKnownBeta() {
    LearnerFit fit = new KernelPrefix(USED).fit(new RawSequences(6, 24, .01), 5);
    assertThat(fit.bandwidth()).isCloseTo(3.077, within(.35));
  }
}
