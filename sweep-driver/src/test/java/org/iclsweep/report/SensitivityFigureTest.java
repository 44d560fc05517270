package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Sensitivities.Sensitivity;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SensitivityFigureTest {
  private static final Map<String, ToDoubleFunction<Sensitivity>> MEASURES = measures();
  private static final Map<String, String> COLOURS =
      Map.of("own", Palette.BLACK, "next", Palette.BLUE, "other", Palette.ORANGE);
  private static final List<Run> RUNS = runs();

  /** What two lines of a title take above a panel, and the numbers of an axis below. */
  private static final double TITLE = 44;

  private static final double AXIS = 30;

  private static List<DrawnPanel> panels() {
    return DrawnFigure.of(SensitivityFigure.of(Summary.of(RUNS))).panels();
  }

  @Test
  void everySeedHasItsSensitivitiesBelowItsLoss() {
    assertThat(panels())
        .extracting(DrawnPanel::yName)
        .containsExactly(
            "evaluation loss",
            "sensitivity of a first-layer output",
            "sensitivity of a first-layer output");
    assertThat(panels()).extracting(DrawnPanel::xName).containsExactly("", "", "step");
    for (Run run : RUNS) {
      DrawnLine loss = panels().get(0).curve("seed " + run.seed());
      loss.tells(SmallStudy.curve(run));
      assertThat(loss.colour())
          .isEqualTo(SmallStudy.isLate(run) ? Palette.VERMILION : Palette.BLUE);
      MEASURES.forEach(
          (name, measure) -> {
            DrawnLine line = panel(name).curve(name + ", seed " + run.seed());
            line.tells(points(run, measure));
            assertThat(line.colour()).isEqualTo(COLOURS.get(name));
            boolean faint = Double.parseDouble(line.style().get("opacity")) < 0.5;
            assertThat(faint).isEqualTo(SmallStudy.isLate(run));
          });
    }
    assertThat(panels().get(1).lines()).hasSize(2 * RUNS.size());
    assertThat(panels().get(2).lines()).hasSize(RUNS.size());
  }

  @Test
  void namesStandAtTheMedianEndsOfThoseThatLearnt() {
    MEASURES.forEach(
        (name, measure) ->
            panel(name)
                .hasLabel(
                    name,
                    COLOURS.get(name),
                    SmallStudy.median(
                        RUNS.stream()
                            .filter(r -> !SmallStudy.isLate(r))
                            .map(r -> points(r, measure).get(2).y())
                            .toList())));
    panels().get(0).hasLabel("GD", Palette.BLACK, Synthetic.GD);
    panels()
        .get(0)
        .curve("gradient descent")
        .tells(List.of(new Point(0, Synthetic.GD), new Point(2000, Synthetic.GD)));
  }

  @Test
  void stepsAtWhichSeedsCrossAreUpright() {
    List<Double> steps =
        RUNS.stream()
            .filter(r -> !SmallStudy.isLate(r))
            .map(SensitivityFigureTest::crossing)
            .toList();
    assertThat(steps).hasSize(5);
    panels().forEach(panel -> panel.hasUprights(steps));
  }

  /** A setting has three panels; above them there is room for a title of two lines. */
  @Test
  void settingsStandInAGridAndDoNotOverlap() {
    List<Run> runs = Pages.edited(Pages.settings(5), Pages::copying);
    DrawnFigure drawn = DrawnFigure.of(SensitivityFigure.of(Summary.of(runs)));
    List<DrawnPanel> panels = drawn.panels();
    assertThat(panels).hasSize(15);
    for (int i = 0; i < 5; i++) {
      DrawnPanel loss = panels.get(3 * i);
      DrawnPanel own = panels.get(3 * i + 2);
      assertThat(loss.title()).isEqualTo("learning rate " + Numbers.value((i + 1) / 2000.0));
      double above = i < 3 ? 0 : bottom(panels.get(2)) + AXIS;
      assertThat(top(loss)).isBetween(above + TITLE, above + TITLE + 40);
      assertThat(top(panels.get(3 * i + 1))).isGreaterThan(bottom(loss) + AXIS);
      assertThat(top(own)).isGreaterThan(bottom(panels.get(3 * i + 1)) + AXIS);
      double left = i % 3 == 0 ? 0 : panels.get(3 * (i - 1)).x().to();
      assertThat(loss.x().from()).isBetween(left + 40, left + 150);
      assertThat(own.x().from()).isEqualTo(loss.x().from());
      assertThat(own.x().to()).isEqualTo(loss.x().to());
    }
    Element svg = drawn.elements("svg").findFirst().orElseThrow();
    double height = DrawnFigure.number(svg, "height");
    assertThat(bottom(panels.get(14)) + AXIS).isBetween(height - 40, height);
    assertThat(panels.get(6).x().to()).isLessThan(DrawnFigure.number(svg, "width"));
  }

  private static double top(DrawnPanel panel) {
    return panel.y().to();
  }

  private static double bottom(DrawnPanel panel) {
    return panel.y().from();
  }

  /** Where the line through the curve's points comes to the middle of the two levels. */
  private static double crossing(Run run) {
    double middle = (Synthetic.ZERO + Synthetic.GD) / 2;
    List<Point> curve = SmallStudy.curve(run);
    int i = 0;
    while (curve.get(i).y() > middle) {
      i++;
    }
    Point after = curve.get(i - 1);
    Point by = curve.get(i);
    double share = (after.y() - middle) / (after.y() - by.y());
    return after.x() + share * (by.x() - after.x());
  }

  private static DrawnPanel panel(String measure) {
    return panels().get(measure.equals("own") ? 2 : 1);
  }

  private static List<Point> points(Run run, ToDoubleFunction<Sensitivity> measure) {
    return run.record().measured(Measures.SENSITIVITIES).stream()
        .map(s -> new Point(s.step(), measure.applyAsDouble(s)))
        .toList();
  }

  private static List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (Run run : SmallStudy.of(1)) {
      double seed = run.number("seed").orElseThrow();
      List<Sensitivity> sensitivities = new ArrayList<>();
      for (int step : new int[] {0, 300, 2000}) {
        double grown = step / 2000.0 + seed / 50;
        sensitivities.add(new Sensitivity(step, 3.1 + grown / 5, grown, 0.3 * grown, 0.5 * grown));
      }
      runs.add(
          Run.trial(
              run.id(),
              run.parameters(),
              run.record().with(Measures.SENSITIVITIES, sensitivities)));
    }
    return runs;
  }

  private static Map<String, ToDoubleFunction<Sensitivity>> measures() {
    Map<String, ToDoubleFunction<Sensitivity>> measures = new LinkedHashMap<>();
    measures.put("own", Sensitivity::own);
    measures.put("next", Sensitivity::next);
    measures.put("other", Sensitivity::other);
    return measures;
  }
}
