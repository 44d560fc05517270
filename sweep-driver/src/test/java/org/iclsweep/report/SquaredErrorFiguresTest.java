package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.FactorSweep;
import org.iclsweep.analysis.Findings;
import org.iclsweep.analysis.OneGradientStep;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.SummaryTable;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.study.read.LossUnit;
import org.junit.jupiter.api.Test;

/** Figures and findings whose losses are told as squared errors. */
class SquaredErrorFiguresTest {
  private static final Pattern LOSS = Pattern.compile("\\b[lL]oss(es)?\\b");

  private static List<Run> squared(List<Run> runs) {
    return Synthetic.in(LossUnit.SQUARED_ERROR, runs);
  }

  private static List<Point> doubled(List<Point> points) {
    return points.stream().map(p -> new Point(p.x(), 2 * p.y())).toList();
  }

  private static List<List<Point>> lines(Figure figure) {
    return Marks.of(figure).stream()
        .filter(panel -> !panel.all(Mark.Axes.class).get(0).yName().equals("cosine with GD"))
        .flatMap(panel -> panel.all(Mark.Line.class).stream())
        .map(Mark.Line::points)
        .toList();
  }

  private static void allDoubled(Figure half, Figure squared) {
    assertThat(lines(half)).isNotEmpty();
    assertThat(lines(squared))
        .isEqualTo(lines(half).stream().map(points -> doubled(points)).toList());
  }

  @Test
  void curvesLevelsAndTheoryAreTwiceTheTables() {
    Summary half = Summary.of(SmallStudy.trials());
    Summary squared = Summary.of(squared(SmallStudy.trials()));
    allDoubled(LossFigure.of(half), LossFigure.of(squared));
    allDoubled(OodFigure.of(half), OodFigure.of(squared));
    List<Run> swept = Pages.settings(3);
    allDoubled(
        FactorFigure.of(FactorSweep.of(Summary.of(swept)).get(0)),
        FactorFigure.of(FactorSweep.of(Summary.of(squared(swept))).get(0)));
  }

  @Test
  void theClosedFormIsToldInTheUnitOfWhatWasMeasured() {
    Run run = SmallStudy.trials().get(0);
    double theory = OneGradientStep.of(run).orElseThrow().bestLoss();
    assertThat(OneGradientStep.of(squared(List.of(run)).get(0)).orElseThrow().bestLoss())
        .isEqualTo(2 * theory);
  }

  @Test
  void everyTextOfAPageNamesTheUnit() {
    for (List<Run> runs : List.of(SmallStudy.trials(), Pages.twoLayers(), Pages.fixedSets())) {
      ReportPage page = new ReportPage(Pages.report(squared(runs)));
      assertThat(page.html()).doesNotContainPattern(LOSS).contains("squared error");
      assertThat(page.drawings().keySet()).contains("evaluation-squared-error-of-every-seed.svg");
      page.drawings().forEach((name, svg) -> assertThat(svg).as(name).doesNotContainPattern(LOSS));
      Findings findings = Findings.of(Summary.of(squared(runs)));
      assertThat(findings.text()).doesNotContainPattern(LOSS).contains("squared error");
    }
  }

  @Test
  void aParameterKeepsItsName() {
    List<Run> runs = new ArrayList<>(Synthetic.learners());
    for (String quantiles : List.of("[0.5]", "[0.9]")) {
      for (long seed = 0; seed < 3; seed++) {
        Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", seed);
        p.put("loss_quantiles", quantiles);
        runs.add(Synthetic.trial(p, false));
      }
    }
    Summary summary = Summary.of(squared(runs));
    assertThat(SummaryTable.narrow(summary).headings().get(0))
        .isEqualTo(new SummaryTable.Heading("loss quantiles", "parameter loss_quantiles", false));
    assertThat(new ReportPage(Pages.report(squared(runs))).html()).contains("loss quantiles [0.9]");
  }

  @Test
  void theTableIsTwiceTheTables() {
    Summary half = Summary.of(SmallStudy.trials());
    Summary squared = Summary.of(squared(SmallStudy.trials()));
    List<Double> doubled = numbers(half, "loss").stream().map(n -> 2 * n).toList();
    assertThat(doubled).hasSize(2);
    for (int i = 0; i < doubled.size(); i++) { // rounded to four digits once and twice
      assertThat(numbers(squared, "squared error").get(i))
          .isCloseTo(doubled.get(i), within(1.6e-4));
    }
  }

  private static List<Double> numbers(Summary summary, String column) {
    SummaryTable table = SummaryTable.narrow(summary);
    List<String> names = table.headings().stream().map(SummaryTable.Heading::name).toList();
    int at = names.indexOf(column);
    return table.rows().stream().map(row -> Double.parseDouble(row.get(at))).toList();
  }
}
