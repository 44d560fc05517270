package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Spectra.SpectrumPoint;
import org.iclsweep.trial.SpectrumQuantity;
import org.junit.jupiter.api.Test;

/** Quantiles that are written down: of κ at γ they are factors times 2, 3, 5, 7, 11 and 13. */
class SpectraTest {
  private static final List<Double> PROBABILITIES = List.of(0.0, 0.25, 0.5, 0.75, 0.99, 1.0);
  private static final List<Double> PRIMES = List.of(2.0, 3.0, 5.0, 7.0, 11.0, 13.0);

  @Test
  void onlyRowsWithSpectraAreToldInTheOrderOfTheirTasks() {
    List<Run> rows = new ArrayList<>(Synthetic.learners());
    rows.add(row(Map.of("context", 40, "dim", 10), List.of()));
    rows.add(row(Map.of("context", 25, "dim", 10, "input_range", 0.5), kappas(0.1, 1)));
    rows.add(row(Map.of("context", 20), kappas(0.1, 1)));
    assertThat(Spectra.of(rows))
        .extracting(Spectra::label)
        .containsExactly("context 20", "context 25, dim 10, input range 0.5");
  }

  @Test
  void gammasAreToldOnceAndAscend() {
    List<SpectrumPoint> points = new ArrayList<>(kappas(0.2, 1));
    points.addAll(eigenvalues());
    points.addAll(kappas(0.0, 1));
    assertThat(spectra(points).gammas()).containsExactly(0.0, 0.2);
  }

  @Test
  void eigenvaluesAreQuantilesAndNotTheMean() {
    Spectra spectra = spectra(eigenvalues());
    assertThat(spectra.eigenvalue(SpectrumQuantity.LARGEST, 0.5)).isEqualTo(4.5);
    assertThat(spectra.eigenvalue(SpectrumQuantity.LARGEST, 1)).isEqualTo(6);
    assertThat(spectra.eigenvalue(SpectrumQuantity.SMALLEST, 0.5)).isEqualTo(0.25);
    assertThatThrownBy(() -> spectra.eigenvalue(SpectrumQuantity.LARGEST, 0.3))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aDistributionIsThatOfItsGammaUpToTheFirstThatIsNotFinite() {
    List<SpectrumPoint> points = new ArrayList<>(kappas(0.1, 10));
    points.addAll(kappas(0.2, 1));
    points.set(4, kappa(0.1, 0.99, Double.POSITIVE_INFINITY));
    points.set(5, kappa(0.1, 1.0, Double.POSITIVE_INFINITY));
    points.add(0, points.remove(2));
    assertThat(spectra(points).distribution(0.1))
        .containsExactly(
            new Band.Point(20, 0),
            new Band.Point(30, 0.25),
            new Band.Point(50, 0.5),
            new Band.Point(70, 0.75));
    assertThat(spectra(points).distribution(0.2))
        .hasSize(6)
        .endsWith(new Band.Point(11, 0.99), new Band.Point(13, 1));
  }

  @Test
  void conditionsAreTheQuartilesOfEachGammaWhoseUpperIsFinite() {
    List<SpectrumPoint> points = new ArrayList<>(kappas(0.0, 10));
    points.addAll(kappas(0.1, 1));
    points.addAll(kappas(0.2, Double.POSITIVE_INFINITY));
    points.set(5, kappa(0.0, 1.0, Double.POSITIVE_INFINITY));
    points.add(0, points.remove(3));
    assertThat(spectra(points).conditions().at())
        .containsOnlyKeys(0.0, 0.1)
        .containsEntry(0.0, new Quartiles(1, 20, 30, 50, 70, Double.POSITIVE_INFINITY))
        .containsEntry(0.1, new Quartiles(1, 2, 3, 5, 7, 13));
  }

  @Test
  void theBestGammaHasTheLeastMedian() {
    List<SpectrumPoint> points = new ArrayList<>();
    List.of(0.0, 0.1, 0.2, 0.3).forEach(g -> points.addAll(kappas(g, 1 + Math.abs(g - 0.2))));
    assertThat(spectra(points).bestGamma()).isEqualTo(0.2);
  }

  @Test
  void withoutFiniteMediansTheFirstGammaIsTold() {
    List<SpectrumPoint> points = new ArrayList<>(kappas(0.3, Double.POSITIVE_INFINITY));
    points.addAll(kappas(0.1, Double.POSITIVE_INFINITY));
    assertThat(spectra(points).bestGamma()).isEqualTo(0.1);
  }

  /** With a mean, which is no quantile. */
  private static List<SpectrumPoint> kappas(double gamma, double factor) {
    List<SpectrumPoint> points = new ArrayList<>();
    for (int i = 0; i < PRIMES.size(); i++) {
      points.add(kappa(gamma, PROBABILITIES.get(i), factor * PRIMES.get(i)));
    }
    points.add(kappa(gamma, null, factor * 17));
    return points;
  }

  private static SpectrumPoint kappa(double gamma, Double probability, double value) {
    return new SpectrumPoint(gamma, SpectrumQuantity.CONDITION_NUMBER, probability, value);
  }

  private static List<SpectrumPoint> eigenvalues() {
    return List.of(
        new SpectrumPoint(null, SpectrumQuantity.LARGEST, null, 4.7),
        new SpectrumPoint(null, SpectrumQuantity.SMALLEST, null, 0.3),
        new SpectrumPoint(null, SpectrumQuantity.SMALLEST, 0.5, 0.25),
        new SpectrumPoint(null, SpectrumQuantity.LARGEST, 1.0, 6),
        new SpectrumPoint(null, SpectrumQuantity.LARGEST, 0.5, 4.5));
  }

  private static Spectra spectra(List<SpectrumPoint> points) {
    return Spectra.of(List.of(row(Map.of(), points))).get(0);
  }

  private static Run row(Map<String, Object> parameters, List<SpectrumPoint> points) {
    return new Run(
        "gd++",
        LearnerKind.GD_PLUS_PLUS,
        new HashMap<>(parameters),
        Synthetic.learners().get(2).record().with(Measures.SPECTRA, points));
  }
}
