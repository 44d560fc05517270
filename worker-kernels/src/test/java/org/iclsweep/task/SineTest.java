package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class SineTest {

  private static final int TASKS = 64 * 31;
  private static final Sine PAPER = new Sine(10);
  private static final Sine INDEPENDENT =
      new Sine(10, 5, 0.1, 0.5, AmplitudePhase.INDEPENDENT, TokenLayout.CONCATENATED);

  /** (1/4) E A² (1 - E cos(2x + 2φ)), by quadrature over u and x: 0.0264, the known value. */
  @Test
  void lossOfAnsweringZeroIsTheKnownOne() {
    double expected = 0;
    int steps = 2000;
    for (int k = 0; k < steps; k++) {
      double u = (k + 0.5) / steps;
      double amplitude = 0.1 + 0.4 * u;
      // the mean of cos(2x + 2φ) over x in (-5, 5)
      double mean = Math.cos(2 * Math.PI * u) * Math.sin(10) / 10;
      expected += amplitude * amplitude * (1 - mean) / 4 / steps;
    }
    assertThat(expected).isCloseTo(0.0264, within(5e-4));
    double[] losses = Arrays.stream(Drawn.of(PAPER, 64 * 500).target).map(y -> y * y / 2).toArray();
    double mean = Arrays.stream(losses).average().orElseThrow();
    double variance =
        Arrays.stream(losses).map(l -> (l - mean) * (l - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(expected, within(3 * Math.sqrt(variance / losses.length)));
  }

  @Test
  void everyTaskIsOneSineOfTheFamily() {
    for (Sine spec : new Sine[] {PAPER, INDEPENDENT}) {
      Drawn drawn = Drawn.of(spec, 64 * 3);
      for (int task = 0; task < drawn.tasks; task++) {
        double[] wave = wave(drawn, task);
        assertThat(wave[0]).isBetween(0.1 - 1e-5, 0.5 + 1e-5);
        assertThat(wave[1]).isBetween(-1e-4, Math.PI + 1e-4);
        double[] x = drawn.query[task];
        double expected = wave[0] * Math.sin(x[0] + wave[1]);
        assertThat(drawn.target[task]).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void amplitudeAndPhaseAreOneDrawOrTwo() {
    double[][] same = waves(PAPER);
    double[][] independent = waves(INDEPENDENT);
    for (int task = 0; task < TASKS; task++) {
      assertThat(same[1][task]).isCloseTo(Math.PI * (same[0][task] - 0.1) / 0.4, within(2e-4));
      assertThat(independent[0][task]).isCloseTo(same[0][task], within(1e-5));
    }
    // the deviation of the correlation of independent samples is 1 by the root of their number
    assertThat(new PearsonsCorrelation().correlation(independent[0], independent[1]))
        .isCloseTo(0, within(4 / Math.sqrt(TASKS)));
    for (double[][] waves : new double[][][] {same, independent}) {
      KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
      // margins for what the fit of a wave to float labels leaves of its ends
      assertThat(
              test.kolmogorovSmirnovTest(
                  new UniformRealDistribution(null, 0.1 - 1e-5, 0.5 + 1e-5), waves[0]))
          .isGreaterThan(1e-4);
      assertThat(
              test.kolmogorovSmirnovTest(
                  new UniformRealDistribution(null, -1e-4, Math.PI + 1e-4), waves[1]))
          .isGreaterThan(1e-4);
    }
  }

  @Test
  void shiftsScaleTheRangeAndTheAmplitude() {
    Drawn plain = Drawn.of(PAPER, 64);
    Drawn tall = Drawn.of(PAPER.shifted(Shift.TEACHER_SCALE, 2), 64);
    Drawn wide = Drawn.of(PAPER.shifted(Shift.INPUT_RANGE, 2), 64);
    for (int task = 0; task < 64; task++) {
      assertThat(tall.query[task]).isEqualTo(plain.query[task]);
      assertThat(tall.target[task]).isCloseTo(2 * plain.target[task], within(1e-6));
      assertThat(wide.query[task][0]).isCloseTo(2 * plain.query[task][0], within(1e-6));
    }
    assertThatThrownBy(() -> PAPER.shifted(Shift.OTHER_INPUTS, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "shift is other-inputs, which is defined for linear regression only;"
                + " a sine can be shifted by input-range and teacher-scale");
  }

  @Test
  void amplitudesInTheWrongOrderAreRefused() {
    assertThatThrownBy(
            () -> new Sine(10, 5, 0.5, 0.1, AmplitudePhase.SAME_DRAW, TokenLayout.CONCATENATED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("amplitudeMax is 0.1, must be positive and at least the amplitudeMin of 0.5");
  }

  private static double[][] waves(Sine spec) {
    Drawn drawn = Drawn.of(spec, TASKS);
    double[][] waves = new double[2][TASKS];
    for (int task = 0; task < TASKS; task++) {
      double[] wave = wave(drawn, task);
      waves[0][task] = wave[0];
      waves[1][task] = wave[1];
    }
    return waves;
  }

  /** Amplitude and phase by least squares of the labels on sin x and cos x. */
  private static double[] wave(Drawn drawn, int task) {
    double ss = 0;
    double sc = 0;
    double cc = 0;
    double sy = 0;
    double cy = 0;
    for (int t = 0; t < drawn.labels[task].length; t++) {
      double s = Math.sin(drawn.inputs[task][t][0]);
      double c = Math.cos(drawn.inputs[task][t][0]);
      double y = drawn.labels[task][t];
      ss += s * s;
      sc += s * c;
      cc += c * c;
      sy += s * y;
      cy += c * y;
    }
    double determinant = ss * cc - sc * sc;
    double a = (sy * cc - cy * sc) / determinant;
    double b = (cy * ss - sy * sc) / determinant;
    return new double[] {Math.hypot(a, b), Math.atan2(b, a)};
  }
}
