package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Spectra;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Spectra.SpectrumPoint;
import org.iclsweep.trial.SpectrumQuantity;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Spectra whose condition numbers have their least median at γ = 0.2. */
class SpectrumFigureTest {

  private static final List<Double> GAMMAS = List.of(0.0, 0.1, 0.2, 0.3);
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

  @Test
  void conditionNumbersAreMedianAndQuartilesOverGamma() {
    DrawnPanel panel = panels().get(1);
    assertThat(panel.xName()).isEqualTo("γ");
    assertThat(panel.yName()).isEqualTo("condition number κ");
    assertThat(panel.y().isLog()).isTrue();
    panel.curve("median κ").tells(kappas(0.5));
    List<Point> outline = new ArrayList<>(kappas(0.75));
    for (int i = GAMMAS.size() - 1; i >= 0; i--) {
      outline.add(kappas(0.25).get(i));
    }
    panel.bands().get(0).tells(outline);
    panel.hasUprights(List.of(0.2));
  }

  private static List<Point> kappas(double probability) {
    return GAMMAS.stream().map(g -> new Point(g, kappa(g, probability, 10))).toList();
  }

  @Test
  void distributionsAreProbabilitiesOverConditionNumbers() {
    DrawnPanel panel = panels().get(2);
    assertThat(panel.xName()).isEqualTo("condition number κ");
    assertThat(panel.yName()).isEqualTo("share of tasks below");
    assertThat(panel.x().isLog()).isTrue();
    for (int i = 0; i < GAMMAS.size(); i++) {
      double gamma = GAMMAS.get(i);
      DrawnLine line = panel.curve("γ = " + Numbers.value(gamma));
      line.tells(PROBABILITIES.stream().map(p -> new Point(kappa(gamma, p, 10), p)).toList());
      assertThat(line.colour()).isEqualTo(Palette.series(i));
    }
  }

  /** λ (1 - γ λ)², and shaded between the median least and the median largest eigenvalue. */
  @Test
  void whatGammaMakesOfAnEigenvalueIsItsFormula() {
    DrawnFigure drawn = DrawnFigure.of(SpectrumFigure.of(Summary.of(runs(GAMMAS, 10))));
    DrawnPanel panel = drawn.panels().get(0);
    double most = 1.1 * 4.99;
    for (int i = 0; i < GAMMAS.size(); i++) {
      double gamma = GAMMAS.get(i);
      List<Point> expected = new ArrayList<>();
      for (int place = 0; place <= 120; place++) {
        double eigenvalue = most * place / 120;
        double kept = 1 - gamma * eigenvalue;
        expected.add(new Point(eigenvalue, eigenvalue * kept * kept));
      }
      String name = "γ = " + Numbers.value(gamma);
      assertThat(panel.curve(name).tells(expected).colour()).isEqualTo(Palette.series(i));
      panel.hasLabel(name, Palette.series(i), expected.get(120).y());
    }
    List<Element> shaded = drawn.elements("rect", "band").toList();
    assertThat(shaded).hasSize(1);
    double from = DrawnFigure.number(shaded.get(0), "x");
    assertThat(panel.x().says(from, 0.45)).isTrue();
    assertThat(panel.x().says(from + DrawnFigure.number(shaded.get(0), "width"), 4.5)).isTrue();
  }

  private static List<DrawnPanel> panels() {
    return DrawnFigure.of(SpectrumFigure.of(Summary.of(runs(GAMMAS, 10)))).panels();
  }

  private static double kappa(double gamma, double p, double tail) {
    double median = 2 + 5000 * (gamma - 0.2) * (gamma - 0.2);
    return p == 1 ? tail * median : median * (0.5 + p);
  }

  static List<Run> runs(List<Double> gammas, double tail) {
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
        double value = kappa(gamma, p, tail);
        points.add(new SpectrumPoint(gamma, SpectrumQuantity.CONDITION_NUMBER, p, value));
      }
    }
    return new Run(
        row.id(), row.learner(), parameters, row.record().with(Measures.SPECTRA, points));
  }
}
