package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.trial.FurtherMeasures;
import org.iclsweep.trial.FurtherMeasures.Sensitivity;
import org.junit.jupiter.api.Test;

class SensitivityFigureTest {
  private static final Map<String, ToDoubleFunction<Sensitivity>> MEASURES = measures();
  private static final Map<String, String> COLOURS =
      Map.of("own", Palette.BLACK, "next", Palette.BLUE, "other", Palette.ORANGE);
  private static final List<Run> RUNS = runs();

  private static List<DrawnPanel> panels() {
    return DrawnFigure.of(SensitivityFigure.of(Summary.of(RUNS)).orElseThrow()).panels();
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
    return run.record().further().sensitivities().stream()
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
      FurtherMeasures measured =
          new FurtherMeasures(List.of(), sensitivities, List.of(), List.of());
      runs.add(Run.trial(run.id(), run.parameters(), run.record().with(measured)));
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
