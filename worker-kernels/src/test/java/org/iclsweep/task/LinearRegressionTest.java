package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LinearRegressionTest {

  private static final int DIM = 3;
  private static final int CONTEXT = 7;
  private static final int TASKS = 64 * 31;
  private static final LinearRegression PLAIN = new LinearRegression(DIM, CONTEXT, 0.5, 1.3);

  /** Expected: t² d a²/6. */
  @ParameterizedTest
  @CsvSource({"10, 0.5, 1", "10, 1, 1", "5, 0.7, 1.7"})
  void lossOfAnsweringZeroIsThatOfTheMoments(int dim, double range, double teacher) {
    Drawn drawn = Drawn.of(new LinearRegression(dim, 1, range, teacher), 64 * 500);
    double[] losses = Arrays.stream(drawn.target).map(y -> y * y / 2).toArray();
    double mean = Arrays.stream(losses).average().orElseThrow();
    double variance =
        Arrays.stream(losses).map(l -> (l - mean) * (l - mean)).average().orElseThrow();
    assertThat(mean)
        .isCloseTo(
            teacher * teacher * dim * range * range / 6,
            within(3 * Math.sqrt(variance / losses.length)));
  }

  @Test
  void noiseFallsOnTheContextAloneWithItsDeviation() {
    Drawn clean = Drawn.of(PLAIN, TASKS);
    Drawn noisy = Drawn.of(Disturbed.noisy(PLAIN, 0.25), TASKS);
    assertThat(noisy.inputs).isDeepEqualTo(clean.inputs);
    assertThat(noisy.query).isDeepEqualTo(clean.query);
    assertThat(noisy.target).isEqualTo(clean.target);
    double[] noise = new double[TASKS * CONTEXT];
    for (int k = 0; k < noise.length; k++) {
      noise[k] = noisy.labels[k / CONTEXT][k % CONTEXT] - clean.labels[k / CONTEXT][k % CONTEXT];
    }
    assertThat(
            new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(new NormalDistribution(null, 0, 0.25), noise))
        .isGreaterThan(1e-4);
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "7"})
  void soManyLabelsAreDistractorsAnywhereAlike(int distractors) {
    Drawn clean = Drawn.of(PLAIN, TASKS);
    Drawn disturbed = Drawn.of(Disturbed.distracted(PLAIN, distractors), TASKS);
    assertThat(disturbed.inputs).isDeepEqualTo(clean.inputs);
    assertThat(disturbed.target).isEqualTo(clean.target);
    long[] places = new long[CONTEXT];
    double[] values = new double[TASKS * distractors];
    int next = 0;
    for (int task = 0; task < TASKS; task++) {
      for (int t = 0; t < CONTEXT; t++) {
        if (disturbed.labels[task][t] != clean.labels[task][t]) {
          places[t]++;
          values[next++] = disturbed.labels[task][t];
        }
      }
      assertThat(next).isEqualTo((task + 1) * distractors);
    }
    double[] expected = new double[CONTEXT];
    Arrays.fill(expected, (double) next / CONTEXT);
    assertThat(new ChiSquareTest().chiSquareTest(expected, places)).isGreaterThan(1e-4);
    assertThat(
            new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(new NormalDistribution(null, 0, 1), values))
        .isGreaterThan(1e-4);
  }

  @ParameterizedTest
  @EnumSource(value = InputLaw.class, mode = EnumSource.Mode.EXCLUDE, names = "GAMMA_RADIUS")
  void labelsAreThoseOfOneTeacherWhateverTheInputs(InputLaw law) {
    Drawn drawn =
        Drawn.of(PLAIN.withInputs(new InputDistribution(law, 1.9, law.ordinal() % 2 == 1)), 64);
    for (int task = 0; task < drawn.tasks; task++) {
      RealVector teacher =
          new QRDecomposition(new Array2DRowRealMatrix(drawn.inputs[task]))
              .getSolver()
              .solve(new ArrayRealVector(drawn.labels[task]));
      double predicted = teacher.dotProduct(new ArrayRealVector(drawn.query[task]));
      // float labels of order 1, amplified by the solve
      assertThat(predicted).isCloseTo(drawn.target[task], within(1e-3));
    }
  }

  @ParameterizedTest
  @EnumSource(value = InputLaw.class, mode = EnumSource.Mode.EXCLUDE, names = "GAMMA_RADIUS")
  void normalisedContextsHaveTheNormAskedFor(InputLaw law) {
    for (double scale : new double[] {0.5, 1, 5}) {
      Drawn drawn = Drawn.of(PLAIN.withInputs(new InputDistribution(law, scale, true)), 64 * 3);
      for (int task = 0; task < drawn.tasks; task++) {
        // a chain of 21 squares, a root, a division and a product, each rounded once: the squares
        // count half under the root
        assertThat(drawn.norm(task) / scale).isCloseTo(1, within((21 / 2.0 + 3) * 0x1p-24));
      }
    }
  }

  @Test
  void aNormalisedQueryIsDividedByTheNormOfItsContext() {
    InputDistribution raw = new InputDistribution(InputLaw.LAPLACE, 1, false);
    Drawn plain = Drawn.of(PLAIN.withInputs(raw), 64);
    Drawn divided =
        Drawn.of(PLAIN.withInputs(new InputDistribution(InputLaw.LAPLACE, 2.5, true)), 64);
    for (int task = 0; task < 64; task++) {
      for (int i = 0; i < DIM; i++) {
        double expected = 2.5 * plain.query[task][i] / plain.norm(task);
        assertThat(divided.query[task][i]).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
      }
    }
  }

  /**
   * E x² is 2 for exponential and Laplace, 1 for normal; only the exponential is never negative.
   */
  @Test
  void aMixtureHasEachLawInAThirdOfTheTasks() {
    LinearRegression spec =
        new LinearRegression(5, 11, 1, 1)
            .withInputs(new InputDistribution(InputLaw.MIXTURE, 1, false));
    Drawn drawn = Drawn.of(spec, TASKS);
    int exponential = 0;
    double squares = 0;
    for (int task = 0; task < TASKS; task++) {
      boolean positive =
          Arrays.stream(drawn.inputs[task]).flatMapToDouble(Arrays::stream).allMatch(x -> x >= 0);
      exponential += positive ? 1 : 0;
      squares += positive ? 0 : drawn.norm(task) * drawn.norm(task) / 55;
    }
    double share = (double) exponential / TASKS;
    assertThat(share).isCloseTo(1 / 3.0, within(4 * Math.sqrt(2 / 9.0 / TASKS)));
    // of the others half are normal, half Laplace: mean 1.5; a task's variance is 1/4 between the
    // laws and (2 + 20) / 2 / 55 within
    int others = TASKS - exponential;
    assertThat(squares / others).isCloseTo(1.5, within(4 * Math.sqrt((0.25 + 0.2) / others)));
  }

  @ParameterizedTest
  @EnumSource(Shift.class)
  void shiftedTasksHaveTheSameDrawsForEveryAlpha(Shift shift) {
    Drawn one = Drawn.of(PLAIN.shifted(shift, 1), 64);
    Drawn three = Drawn.of(PLAIN.shifted(shift, 3), 64);
    boolean teacher = shift == Shift.TEACHER_SCALE || shift == Shift.OTHER_INPUTS_TEACHER_SCALE;
    for (int task = 0; task < 64; task++) {
      double input = three.query[task][0] / one.query[task][0];
      double label = three.target[task] / one.target[task];
      assertThat(input).isCloseTo(teacher ? 1 : 3, within(1e-5));
      assertThat(label).isCloseTo(3, within(1e-3));
    }
  }

  @Test
  void otherInputsAreTheNormalisedMixtureAndTheirTeacherHasNormOne() {
    assertThat(PLAIN.shifted(Shift.OTHER_INPUTS, 2).inputs())
        .isEqualTo(new InputDistribution(InputLaw.MIXTURE, 2, true));
    LinearRegression teacher = PLAIN.shifted(Shift.OTHER_INPUTS_TEACHER_SCALE, 2);
    assertThat(teacher.inputs()).isEqualTo(new InputDistribution(InputLaw.MIXTURE, 1, true));
    assertThat(teacher.teacherScale()).isEqualTo(2.6);
    assertThat(PLAIN.shifted(Shift.OTHER_INPUTS_RAW, 2).inputs())
        .isEqualTo(new InputDistribution(InputLaw.MIXTURE, 2, false));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> Disturbed.distracted(PLAIN, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("distractors is 8, must be 0 to 7, the number of labels in the context");
    assertThatThrownBy(() -> Disturbed.noisy(PLAIN, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("noise is -1.0, must be positive, or 0 for none");
    assertThatThrownBy(() -> new InputDistribution(InputLaw.NORMAL, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scale of normal inputs is 0.0, must be positive");
  }
}
