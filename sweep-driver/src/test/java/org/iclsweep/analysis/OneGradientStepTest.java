package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneGradientStepTest {
  private static final OneGradientStep PAPER = step(10, 10, 0.5, 1);

  /** Values of the one-step optimum at half-width .5, to the digits they were published with. */
  @ParameterizedTest
  @CsvSource({
    "5, 10, 4.054, .27590",
    "10, 10, 6.061, .20623",
    "20, 10, 8.054, .13702",
    "25, 10, 8.621, .11734",
    "40, 10, 9.639, .08199",
    "50, 10, 10.033, .06828",
    "100, 10, 10.929, .03719",
    "10, 5, 8.108, .06757",
    "10, 20, 4.027, .55369",
    "20, 20, 6.030, .41457",
    "10, 1, 11.111, .00309",
    "2, 10, 2.034, .34605",
  })
  void optimumMatchesKnownValues(int context, int dim, double rate, double loss) {
    OneGradientStep step = step(dim, context, 0.5, 1);
    assertThat(step.bestLearningRate()).isCloseTo(rate, within(5e-4));
    assertThat(step.bestLoss()).isCloseTo(loss, within(5e-6));
    assertThat(step.loss(step.bestLearningRate())).isCloseTo(step.bestLoss(), within(1e-14));
  }

  @Test
  void optimumIsAMinimum() {
    double best = PAPER.bestLearningRate();
    assertThat(PAPER.loss(best * 1.001)).isGreaterThan(PAPER.bestLoss());
    assertThat(PAPER.loss(best * 0.999)).isGreaterThan(PAPER.bestLoss());
    assertThat(PAPER.loss(0)).isEqualTo(PAPER.zeroLoss()).isCloseTo(0.416667, within(1e-6));
  }

  @Test
  void rangeScalesLossBySquareAndRateByInverseSquare() {
    OneGradientStep wide = step(10, 10, 1, 1);
    assertThat(wide.bestLearningRate()).isCloseTo(1.51515, within(5e-6));
    assertThat(wide.bestLoss()).isCloseTo(0.824916, within(5e-7));
  }

  /** The table of the paper's out-of-distribution curve over the inputs' range, in closed form. */
  @ParameterizedTest
  @CsvSource({
    ".5, .0812, 5e-5", ".65, .1168, 5e-5", ".8, .1494, 5e-5", ".95, .1879, 5e-5",
    "1, .2062, 5e-5", "1.1, .2608, 5e-5", "1.25, .4263, 5e-5", "1.4, .7843, 5e-5",
    "1.55, 1.490, 5e-4", "1.7, 2.768, 5e-4", "1.85, 4.932, 5e-4", "2, 8.401, 5e-4",
  })
  void inputRangeCurveMatchesKnownValues(double alpha, double loss, double tolerance) {
    assertThat(PAPER.shiftedLoss(Shift.INPUT_RANGE, alpha).getAsDouble())
        .isCloseTo(loss, within(tolerance));
  }

  @Test
  void teacherScaleEntersAsItsSquare() {
    assertThat(PAPER.shiftedLoss(Shift.TEACHER_SCALE, 5).getAsDouble())
        .isCloseTo(25 * PAPER.bestLoss(), within(1e-12));
    assertThat(step(10, 10, 0.5, 3).bestLearningRate()).isEqualTo(PAPER.bestLearningRate());
  }

  /** Tokens drawn, one step taken: the mean over 40,000 tasks within five standard errors. */
  @ParameterizedTest
  @CsvSource({"3, 5, .5, 1, 4", "7, 2, 1, 2, .9", "2, 11, .7, .5, 9"})
  void lossIsThatOfSimulatedTasks(int dim, int context, double range, double teacher, double rate) {
    Random random = new Random(17);
    int tasks = 40_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < tasks; i++) {
      double loss = simulated(random, dim, context, range, teacher, rate);
      sum += loss;
      squares += loss * loss;
    }
    double mean = sum / tasks;
    double standardError = Math.sqrt((squares / tasks - mean * mean) / tasks);
    assertThat(step(dim, context, range, teacher).loss(rate))
        .isCloseTo(mean, within(5 * standardError));
  }

  @Test
  void oneLayerTrialHasItsTheory() {
    Map<String, Object> parameters = Synthetic.parameters(1, "fan-in-variance", 0);
    assertThat(OneGradientStep.of(Run.trial("t", parameters, TrialRecord.timedOut(""))))
        .contains(PAPER);
    Map<String, Object> deep = new LinkedHashMap<>(parameters);
    deep.put("depth", 2);
    assertThat(OneGradientStep.of(Run.trial("t", deep, TrialRecord.timedOut("")))).isEmpty();
  }

  private static OneGradientStep step(int dim, int context, double range, double teacher) {
    return new OneGradientStep(new LinearRegression(dim, context, range, teacher));
  }

  private static double simulated(
      Random random, int dim, int context, double range, double teacher, double rate) {
    double[] w = new double[dim];
    double[] learnt = new double[dim];
    for (int i = 0; i < dim; i++) {
      w[i] = teacher * random.nextGaussian();
    }
    for (int n = 0; n < context; n++) {
      double[] x = inputs(random, dim, range);
      double y = dot(w, x);
      for (int i = 0; i < dim; i++) {
        learnt[i] += rate / context * y * x[i];
      }
    }
    double[] query = inputs(random, dim, range);
    double error = dot(w, query) - dot(learnt, query);
    return error * error / 2;
  }

  private static double[] inputs(Random random, int dim, double range) {
    double[] x = new double[dim];
    for (int i = 0; i < dim; i++) {
      x[i] = range * (2 * random.nextDouble() - 1);
    }
    return x;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void noTheoryIsToldOfTasksThatItIsNotAbout() {
    Map<String, Object> plain =
        Map.of("depth", 1, "dim", 10, "context", 10, "input_range", 0.5, "teacher_scale", 1.0);
    assertThat(OneGradientStep.of(run(plain))).contains(PAPER);
    assertThat(OneGradientStep.of(run(with(plain, "noise", 0.1)))).isEmpty();
    assertThat(OneGradientStep.of(run(with(plain, "distractors", 2)))).isEmpty();
    assertThat(OneGradientStep.of(run(with(plain, "input_range", "none")))).isEmpty();
    assertThat(PAPER.shiftedLoss(Shift.OTHER_INPUTS, 1)).isEmpty();
  }

  private static Map<String, Object> with(Map<String, Object> plain, String column, Object value) {
    Map<String, Object> changed = new HashMap<>(plain);
    changed.put(column, value);
    return changed;
  }

  private static Run run(Map<String, Object> parameters) {
    return Run.trial("x", parameters, TrialRecord.failed(new IllegalStateException("not run")));
  }
}
