package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expectation propagation, against the integrals that it stands for: of all logits at once, by
 * Gauss and Legendre's rule with 161 points a dimension in NumPy, normal distributions by SciPy
 * 1.17.1.
 */
class ProcessFitTest {

  /** One trial a point: a few parts in a thousand, of one point what quadrature leaves. */
  @ParameterizedTest
  @CsvSource({
    "0.2, 1, , , 1, 2, 0.5, 0, 1, 0.2, -0.693147, 2.772167, 5.315090",
    "0.2, 0, , , 1, 2, 0.5, 0.1, 0.9, 0.35, -0.693147, -2.170626, 8.288384",
    "0.2, 0, 0.6, 1, 1, 2, 0.5, 0, 1, 0.5, -2.353601, 0.446550, 1.467098",
    "0.2, 0, 0.6, 1, 1, 4, 0.25, 0.1, 0.95, 0.3, -1.663879, -1.654581, 13.226971",
    "0.2, 2, 0.6, 6, 8, 2, 0.5, 0, 1, 0.4, -12.604710, -0.000140, 0.335448"
  })
  void momentsAndEvidenceAreThoseOfTheIntegrals(
      double x,
      int events,
      Double other,
      Integer otherEvents,
      int trials,
      double deviation,
      double length,
      double floor,
      double ceiling,
      double at,
      double logEvidence,
      double mean,
      double variance) {
    List<PointShare> points = new ArrayList<>();
    points.add(new PointShare(List.of(x), events, trials));
    if (other != null) {
      points.add(new PointShare(List.of(other), otherEvents, trials));
    }

    ProcessFit fit = fit(points, deviation, length, new Plateaus(floor, ceiling));
    Margins margins = fit.at(new double[][] {{at}});

    assertThat(fit.logEvidence()).isCloseTo(logEvidence, within(0.004));
    assertThat(margins.mean[0]).isCloseTo(mean, within(0.016));
    assertThat(margins.variance()[0]).isCloseTo(variance, within(0.025 * variance));
  }

  /** Of eight trials a point that agree; factors one a trial would make it a quarter smaller. */
  @Test
  void varianceBesideAStepIsThatOfTheIntegrals() {
    List<PointShare> step =
        List.of(new PointShare(List.of(0.2), 0, 8), new PointShare(List.of(0.6), 8, 8));

    Margins margins = fit(step, 4, 0.5, new Plateaus(0, 1)).at(new double[][] {{0.4}});

    assertThat(margins.mean[0]).isCloseTo(0, within(1e-9));
    assertThat(margins.variance()[0]).isCloseTo(2.235227, within(0.02 * 2.235227));
  }

  @Test
  void anotherPriorsFactorsAreAStartAndNoMore() {
    List<PointShare> points =
        List.of(new PointShare(List.of(0.2), 2, 8), new PointShare(List.of(0.6), 6, 8));
    Matern prior = new Matern(2, List.of(0.5));
    Plateaus all = new Plateaus(0, 1);

    ProcessFit near = fit(points, 4, 0.25, new Plateaus(0.1, 0.9)).under(prior, all);

    assertThat(near.logEvidence()).isCloseTo(fit(points, 2, 0.5, all).logEvidence(), within(1e-3));
  }

  @Test
  void covarianceHasTheVariancesAndIsThatOfThePriorWithoutTrials() {
    double[][] points = {{0.1, 0.9}, {0.3, 0.2}, {0.5, 0.5}};
    Matern prior = new Matern(3, List.of(0.5, 0.25));
    Margins nothing = ProcessFit.of(Counts.of(List.of()), prior, new Plateaus(0, 1)).at(points);
    var trial = List.of(new PointShare(List.of(0.3, 0.2), 3, 8));
    Margins told = ProcessFit.of(Counts.of(trial), prior, new Plateaus(0, 1)).at(points);

    assertThat(nothing.covariance()).isDeepEqualTo(prior.between(points, points));
    // 9 + 9 (1 + s + s^2 / 3) exp(-s), s^2 = 5 (0.2^2 / 0.5^2 + 0.7^2 / 0.25^2)
    assertThat(nothing.covariance()[0][1]).isCloseTo(9.333126, within(1e-5));
    for (int i = 0; i < 3; i++) {
      assertThat(told.covariance()[i][i]).isEqualTo(told.variance()[i]).isLessThan(18);
    }
    assertThat(told.covariance()[0][2]).isLessThan(nothing.covariance()[0][2]);
  }

  /** Of one point the factor is exact: another fit, of all of the trials, has that variance. */
  @ParameterizedTest
  @CsvSource({"4, 8, 8, 4", "8, 8, 8, 8", "7, 16, 8, 4", "0, 80, 16, 0", "2, 8, 24, 6"})
  void furtherTrialsExplainWhatAFitOfAllOfThemLeavesLess(
      int events, int trials, int further, int more) {
    Plateaus plateaus = new Plateaus(0, 1);
    double[][] place = {{0.3}};
    ProcessFit before =
        fit(List.of(new PointShare(List.of(0.3), events, trials)), 2, 0.5, plateaus);
    ProcessFit after =
        fit(
            List.of(new PointShare(List.of(0.3), events + more, trials + further)),
            2,
            0.5,
            plateaus);
    double left = after.at(place).variance()[0] / before.at(place).variance()[0];

    assertThat(before.explainedByMore(0, further)).isCloseTo(1 - left, within(2e-3));
  }

  /** Beside a step one set of trials tells all of the sign, and further ones nothing. */
  @Test
  void furtherTrialsThatAgreeExplainLittle() {
    List<PointShare> step =
        List.of(new PointShare(List.of(0.2), 0, 80), new PointShare(List.of(0.21), 80, 80));

    assertThat(fit(step, 1024, 2, new Plateaus(0, 1)).explainedByMore(0, 8)).isBetween(1e-12, 0.02);
  }

  /** What is kept for other fits is not what a fit overwrites. */
  @Test
  void fitsOfTheSamePointsDoNotDisturbEachOther() {
    Counts counts = Counts.of(List.of(new PointShare(List.of(0.2), 2, 8)));
    Matern prior = new Matern(2, List.of(0.5));
    Matern steeper = new Matern(8, List.of(0.5));
    Matern longer = new Matern(2, List.of(1.0));
    Correlations points = counts.between(new double[][] {{0.1}, {0.7}});

    for (Matern each : List.of(prior, steeper, longer, prior)) {
      Margins together = ProcessFit.of(counts, each, new Plateaus(0, 1)).at(points);
      Margins alone = ProcessFit.of(counts, each, new Plateaus(0, 1)).at(points.points);

      assertThat(together.mean).isEqualTo(alone.mean);
      assertThat(together.covariance()).isDeepEqualTo(alone.covariance());
    }
  }

  private static ProcessFit fit(
      List<PointShare> points, double deviation, double length, Plateaus plateaus) {
    return ProcessFit.of(Counts.of(points), new Matern(deviation, List.of(length)), plateaus);
  }
}
