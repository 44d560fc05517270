package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.trial.Functions.FunctionPoint;
import org.iclsweep.trial.Measures;
import org.junit.jupiter.api.Test;

class FunctionFigureTest {
  private static final Map<String, String> COLOURS =
      Map.of(
          "target", Palette.GREY,
          "before-attention", Palette.ORANGE,
          "mlp-gd", Palette.BLACK,
          "transformer", Palette.BLUE);
  private static final List<Run> RUNS = runs();

  private static Figure figure() {
    return FunctionFigure.of(Summary.of(RUNS));
  }

  @Test
  void everySeriesOfATaskIsALineAndItsContextIsDots() {
    List<DrawnPanel> panels = DrawnFigure.of(figure()).panels();
    assertThat(panels).hasSize(2);
    assertThat(panels.get(0).title()).isEqualTo("all trials: seed " + typical().seed());
    for (int task = 0; task < 2; task++) {
      DrawnPanel panel = panels.get(task);
      assertThat(panel.xName()).isEqualTo("x");
      assertThat(panel.yName()).isEqualTo("y");
      assertThat(panel.titles()).containsExactlyInAnyOrderElementsOf(COLOURS.keySet());
      for (String series : COLOURS.keySet()) {
        DrawnLine line = panel.curve(series).tells(points(task, series));
        assertThat(line.colour()).isEqualTo(COLOURS.get(series));
        assertThat(points(task, series))
            .allMatch(p -> panel.x().shows(p.x()) && panel.y().shows(p.y()));
      }
      List<Point> context = points(task, "context");
      assertThat(panel.dots()).hasSameSizeAs(context);
      for (int i = 0; i < context.size(); i++) {
        assertThat(panel.says(panel.dots().get(i), context.get(i))).isTrue();
      }
    }
  }

  @Test
  void labelsStandAtTheEndsOfTheLastPanel() {
    List<DrawnPanel> panels = DrawnFigure.of(figure()).panels();
    assertThat(panels.get(0).labels()).isEmpty();
    COLOURS.forEach(
        (series, colour) -> {
          List<Point> points = points(1, series);
          panels.get(1).hasLabel(series, colour, points.get(points.size() - 1).y());
        });
  }

  /** Of five that learnt the third, by loss. */
  private static Run typical() {
    List<Run> byLoss =
        RUNS.stream()
            .filter(r -> !SmallStudy.isLate(r))
            .sorted((a, b) -> a.record().finalLoss().compareTo(b.record().finalLoss()))
            .toList();
    return byLoss.get(2);
  }

  private static List<Point> points(int task, String series) {
    return typical().record().measured(Measures.FUNCTIONS).stream()
        .filter(p -> p.task() == task && p.series().equals(series))
        .map(p -> new Point(p.x(), p.y()))
        .toList();
  }

  private static List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (Run run : SmallStudy.of(1)) {
      double seed = run.number("seed").orElseThrow();
      List<FunctionPoint> points = new ArrayList<>();
      for (int task = 0; task < 2; task++) {
        for (double x = -5; x <= 5; x += 2.5) {
          double y = Math.sin(x) + task;
          points.add(new FunctionPoint(task, "context", x / 2, y * 0.9));
          points.add(new FunctionPoint(task, "target", x, y));
          points.add(new FunctionPoint(task, "before-attention", x, y / 3 + seed / 20));
          points.add(new FunctionPoint(task, "transformer", x, y * 0.8 + seed / 30));
          points.add(new FunctionPoint(task, "mlp-gd", x, y * 0.7 - seed / 30));
        }
      }
      runs.add(
          Run.trial(run.id(), run.parameters(), run.record().with(Measures.FUNCTIONS, points)));
    }
    return runs;
  }
}
