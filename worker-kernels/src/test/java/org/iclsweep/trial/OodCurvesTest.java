package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.iclsweep.learner.Construction;
import org.iclsweep.learner.GdClosedForm;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.measure.Predictor;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One step of gradient descent with the training distribution's best rate, on shifted tasks. */
class OodCurvesTest {

  private static final int TASKS = 1 << 16;
  private static final LinearRegression TASK = new LinearRegression(10, 10, 0.5, 1);
  private static final double RATE = GdClosedForm.rate(TASK);
  private static final Predictor GD =
      new NetworkPredictor(Construction.network(TASK, 1, 0, List.of(RATE), List.of()));

  /** Expected in closed form, L(η*) at the range α a: (d m2 / 2) (1 - 2 η m2 + η² S). */
  @ParameterizedTest
  @CsvSource({".5, .0812", "1, .2062", "1.4, .7843", "2, 8.401"})
  void lossOverTheInputRangeIsTheClosedForm(double alpha, double expected) {
    Loss loss = loss(Shift.INPUT_RANGE, alpha);
    assertThat(loss.mean()).isCloseTo(expected, within(3 * loss.standardError() + 5e-4 * expected));
  }

  @Test
  void lossOverTheTeacherScaleGoesWithItsSquareOnAnyInputs() {
    for (Shift shift : List.of(Shift.TEACHER_SCALE, Shift.OTHER_INPUTS_TEACHER_SCALE)) {
      // the draws are the same, so only rounding is left, and a power of two leaves none
      assertThat(loss(shift, 4).mean()).isEqualTo(16 * loss(shift, 1).mean());
    }
    assertThat(loss(Shift.OTHER_INPUTS_TEACHER_SCALE, 1)).isEqualTo(loss(Shift.OTHER_INPUTS, 1));
  }

  /**
   * Known values from another implementation over 10,000 tasks: three standard errors of both
   * samples and half a unit of the last digit given.
   */
  @ParameterizedTest
  @CsvSource({".5, .0124, 5e-5", "1, .0428, 5e-5", "2, .1290, 5e-5", "3, .667, 5e-4"})
  void lossOnOtherInputsIsTheKnownOne(double alpha, double expected, double digit) {
    Loss loss = loss(Shift.OTHER_INPUTS, alpha);
    double deviation = loss.standardError() * Math.sqrt(TASKS);
    double error = Math.hypot(loss.standardError(), deviation / Math.sqrt(10_000));
    assertThat(loss.mean()).isCloseTo(expected, within(3 * error + digit));
  }

  /** The same tasks by another generator, in double: within four standard errors of the two. */
  @ParameterizedTest
  @CsvSource({"OTHER_INPUTS, 1", "OTHER_INPUTS, 2.9", "OTHER_INPUTS_RAW, 0.1"})
  void lossOnOtherInputsIsThatOfSimulatedTasks(Shift shift, double alpha) {
    Random random = new Random(23);
    int tasks = 20_000;
    double sum = 0;
    double squares = 0;
    for (int task = 0; task < tasks; task++) {
      double loss = simulated(random, shift == Shift.OTHER_INPUTS, alpha);
      sum += loss;
      squares += loss * loss;
    }
    double mean = sum / tasks;
    double error = Math.sqrt((squares / tasks - mean * mean) / tasks);
    Loss loss = loss(shift, alpha);
    assertThat(loss.mean()).isCloseTo(mean, within(4 * Math.hypot(error, loss.standardError())));
  }

  @Test
  void everyShiftAskedForHasItsPointsInOrder() {
    OodSpec spec =
        new OodSpec(
            Map.of(
                Shift.OTHER_INPUTS,
                List.of(0.5, 3.0),
                Shift.INPUT_RANGE,
                List.of(2.0),
                Shift.TEACHER_SCALE,
                List.of()),
            64);
    List<OodPoint> points = OodCurves.points(TASK, 3, spec, "gd", GD);
    assertThat(points).extracting(OodPoint::predictor).containsOnly("gd");
    assertThat(points)
        .extracting(OodPoint::shift)
        .containsExactly(Shift.INPUT_RANGE, Shift.OTHER_INPUTS, Shift.OTHER_INPUTS);
    assertThat(points).extracting(OodPoint::alpha).containsExactly(2.0, 0.5, 3.0);
    assertThat(spec.points()).isEqualTo(3);
  }

  private static Loss loss(Shift shift, double alpha) {
    return Evaluator.loss(GD, new EvaluationSet(TASK.shifted(shift, alpha), Stream.OOD, 0, TASKS));
  }

  /** One task and the loss of one step on it. */
  private static double simulated(Random random, boolean normalised, double alpha) {
    int law = random.nextInt(3);
    double[][] inputs = new double[11][10];
    double squares = 0;
    for (int t = 0; t < 11; t++) {
      for (int i = 0; i < 10; i++) {
        double size = -Math.log(1 - random.nextDouble());
        inputs[t][i] =
            switch (law) {
              case 0 -> size;
              case 1 -> random.nextGaussian();
              default -> random.nextBoolean() ? size : -size;
            };
        squares += t < 10 ? inputs[t][i] * inputs[t][i] : 0;
      }
    }
    double factor = normalised ? alpha / Math.sqrt(squares) : alpha;
    double[] teacher = random.doubles(10).map(u -> random.nextGaussian()).toArray();
    double prediction = 0;
    for (int t = 0; t < 10; t++) {
      prediction +=
          RATE
              / 10
              * factor
              * dot(teacher, inputs[t])
              * factor
              * factor
              * dot(inputs[t], inputs[10]);
    }
    double residual = factor * dot(teacher, inputs[10]) - prediction;
    return residual * residual / 2;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
