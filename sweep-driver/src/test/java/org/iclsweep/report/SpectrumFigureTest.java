package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Spectra;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.FurtherMeasures;
import org.iclsweep.trial.FurtherMeasures.SpectrumPoint;
import org.iclsweep.trial.SpectrumQuantity;
import org.junit.jupiter.api.Test;

/** Spectra whose condition numbers have their least median at γ = 0.2. */
class SpectrumFigureTest {

  private static final List<Double> PROBABILITIES = List.of(0.0, 0.25, 0.5, 0.75, 0.99, 1.0);

  @Test
  void theLeastMedianIsTold() {
    Figure figure = SpectrumFigure.of(Summary.of(runs(List.of(0.0, 0.1, 0.2, 0.3), 10)));
    Pages.parse(figure.drawing());
    assertThat(figure.drawing())
        .contains(">least at γ = 0.2: 2.000<", ">γ = 0<", ">γ = 0.3<", ">context 25, dim 10<")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void oneGammaIsEnough() {
    Figure figure = SpectrumFigure.of(Summary.of(runs(List.of(0.0), 10)));
    Pages.parse(figure.drawing());
    assertThat(figure.drawing()).contains(">least at γ = 0: 202.0<").doesNotContain("NaN");
  }

  @Test
  void quantilesThatAreNotFiniteAreLeftOut() {
    Spectra spectra = Spectra.of(runs(List.of(0.0, 0.2), Double.POSITIVE_INFINITY)).get(0);
    assertThat(spectra.distribution(0.2)).hasSize(5);
    assertThat(spectra.conditions().at()).hasSize(2);
    Figure figure =
        SpectrumFigure.of(Summary.of(runs(List.of(0.0, 0.2), Double.POSITIVE_INFINITY)));
    Pages.parse(figure.drawing());
    assertThat(figure.drawing()).doesNotContain("NaN", "Infinity");
  }

  @Test
  void aStudyWithoutSpectraHasNoSuchFigure() {
    assertThat(SpectrumFigure.of(Summary.of(Synthetic.quickstart())).drawing()).isEmpty();
    assertThat(Pages.page(Synthetic.quickstart())).doesNotContain("Eigenvalues of contexts");
    assertThat(Pages.page(runs(List.of(0.0, 0.2), 10))).contains("Eigenvalues of contexts");
  }

  private static List<Run> runs(List<Double> gammas, double tail) {
    List<Run> runs = new ArrayList<>();
    runs.add(Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false));
    for (Run row : Synthetic.learners()) {
      runs.add(row.learner() == LearnerKind.LEAST_SQUARES ? with(row, gammas, tail) : row);
    }
    return runs;
  }

  private static Run with(Run row, List<Double> gammas, double tail) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("context", 25);
    parameters.put("dim", 10);
    List<SpectrumPoint> points = new ArrayList<>();
    for (double p : PROBABILITIES) {
      points.add(new SpectrumPoint(null, SpectrumQuantity.LARGEST, p, 4 + p));
      points.add(new SpectrumPoint(null, SpectrumQuantity.SMALLEST, p, 0.4 + p / 10));
      for (double gamma : gammas) {
        double median = 2 + 5000 * (gamma - 0.2) * (gamma - 0.2);
        double value = p == 1 ? tail * median : median * (0.5 + p);
        points.add(new SpectrumPoint(gamma, SpectrumQuantity.CONDITION_NUMBER, p, value));
      }
    }
    return new Run(
        row.id(),
        row.learner(),
        parameters,
        row.record().with(new FurtherMeasures(List.of(), List.of(), points, List.of())));
  }
}
