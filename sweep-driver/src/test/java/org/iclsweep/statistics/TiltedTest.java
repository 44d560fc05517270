package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.statistics.Plateaus.Outcome;
import org.iclsweep.statistics.Tilted.Moments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The moments of what trials make of a normal f. */
class TiltedTest {

  /** Adaptive quadrature of SciPy 1.17.1. */
  @ParameterizedTest
  @CsvSource({
    "8, 0, 0, 1, 0, 4, -1.01458256, 4.09088355, 4.9470515",
    "0, 8, 0, 1, -1, 0.7, -1.11327988, -1.59217285, 0.27103726",
    "3, 5, 0.05, 0.95, 0.2, 1, -6.19616268, -0.26884647, 0.22532151",
    "6, 2, 0.1, 0.8, 2, 300, -5.24611384, 240.20364251, 32837.629",
    "8, 0, 0.05, 1, -3, 0.2, -23.70851860, -2.96657354, 0.044024543",
    "70, 10, 0, 0.95, 1, 0.5, -31.21418254, 1.37146627, 0.054923876",
    "5, 3, 0, 1, 0, 0.05, -5.54835754, 0.00394061, 0.0024685866",
    "0, 24, 0.1, 1, -40, 90, -2.93845953, -89.46590123, 3770.8926",
    "200, 200, 0, 1, 0.5, 2, -280.75358201, 0.00049057, 0.0039245249"
  })
  void momentsAreThoseOfTheIntegral(
      int events,
      int others,
      double floor,
      double ceiling,
      double mean,
      double deviation,
      double log,
      double tiltedMean,
      double variance) {
    Moments moments =
        new Tilted(new Plateaus(floor, ceiling), events, others).of(mean, deviation * deviation);

    assertThat(moments.logProbability()).isCloseTo(log, within(1e-6));
    assertThat(moments.mean()).isCloseTo(tiltedMean, within(1e-6 * (1 + Math.abs(tiltedMean))));
    assertThat(moments.variance()).isCloseTo(variance, within(1e-5 * variance));
  }

  /** The integrals of one trial are closed. */
  @ParameterizedTest
  @CsvSource({"0, 1, 0.3, 0.1", "1, 0, -2, 3", "0, 1, 30, 90", "1, 0, -0.5, 1000", "1, 0, 20, 0.4"})
  void oneTrialIsThatOfTheClosedForm(int events, int others, double mean, double deviation) {
    Plateaus plateaus = new Plateaus(0.05, 0.9);
    double variance = deviation * deviation;

    Outcome closed = plateaus.outcome(events == 1, mean, variance);
    Moments moments = new Tilted(plateaus, events, others).of(mean, variance);

    assertThat(moments.logProbability()).isCloseTo(closed.logProbability(), within(1e-6));
    assertThat(moments.mean())
        .isCloseTo(mean + variance * closed.slope(), within(1e-6 * (1 + deviation)));
    assertThat(moments.variance())
        .isCloseTo(variance * (1 + variance * closed.curvature()), within(1e-5 * variance));
  }

  /** Both outcomes at once are what they are one by one. */
  @ParameterizedTest
  @CsvSource({"0, 1, 0", "0, 1, 1.5", "0, 1, -9", "0.1, 0.9, 0.7", "0.1, 0.9, -0.7", "0, 0.8, 12"})
  void logarithmsOfTrialsAddUp(double floor, double ceiling, double f) {
    Plateaus plateaus = new Plateaus(floor, ceiling);
    double event = plateaus.logShare(true, f);
    double other = plateaus.logShare(false, f);

    assertThat(plateaus.logProbability(3, 5, f)).isEqualTo(3 * event + 5 * other);
    assertThat(plateaus.logProbability(3, 0, f)).isEqualTo(3 * event);
    assertThat(plateaus.logProbability(0, 5, f)).isEqualTo(5 * other);
    assertThat(event)
        .isCloseTo(
            Math.log(floor + (ceiling - floor) * Normal.below(f)), within(1e-9 * (1 + f * f)));
    assertThat(other)
        .isCloseTo(
            Math.log(1 - ceiling + (ceiling - floor) * Normal.below(-f)),
            within(1e-9 * (1 + f * f)));
  }

  /** A tilted f is known no better than the most that so many trials may tell. */
  @ParameterizedTest
  @CsvSource({"-40, 1", "-300, 2", "-20, 0.1"})
  void whatTrialsContradictStaysFinite(double mean, double deviation) {
    Moments moments = new Tilted(new Plateaus(0, 1), 8, 0).of(mean, deviation * deviation);

    assertThat(moments.logProbability()).isFinite().isNegative();
    assertThat(moments.mean()).isBetween(mean, 0.0);
    assertThat(moments.variance())
        .isBetween(1 / (1 / (deviation * deviation) + 8) * (1 - 1e-9), deviation * deviation);
  }
}
