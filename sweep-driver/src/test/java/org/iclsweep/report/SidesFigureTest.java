package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;

/** Losses of both sides of a comparison: which lines share a panel, and where they lie. */
class SidesFigureTest {

  private static Run run(int heads, int depth, long seed, double... losses) {
    List<CurvePoint> curve = new ArrayList<>();
    for (double loss : losses) {
      curve.add(new CurvePoint(50 * curve.size(), null, loss, null));
    }
    Map<String, Object> parameters = Synthetic.parameters(heads, "fan-in-variance", seed);
    parameters.put("depth", depth);
    TrialRecord record = TrialRecord.ended(Outcome.COMPLETED).with(Measures.CURVE, curve).build();
    return Run.trial("run-%d-%d-%d".formatted(heads, depth, seed), parameters, record);
  }

  private static Figure figure(List<Run> runs, String column) {
    return SidesFigure.of(Summary.of(runs), column);
  }

  private static List<Run> oneDepth() {
    return List.of(
        run(1, 1, 0, 0.5, 0.3),
        run(1, 1, 1, 0.7, 0.4),
        run(2, 1, 0, 0.6, 0.1),
        run(2, 1, 1, 0.6, 0.3));
  }

  @Test
  void linesAreMeansOfSeedsWithBandsOfADeviation() {
    Marks panel = Marks.of(figure(oneDepth(), "heads")).get(0);

    tells(panel, 0, "heads 1", new double[][] {{0.5, 0.7}, {0.3, 0.4}});
    tells(panel, 1, "heads 2", new double[][] {{0.6, 0.6}, {0.1, 0.3}});
    assertThat(panel.all(Mark.Axes.class).get(0)).isEqualTo(new Mark.Axes("step", "loss"));
    assertThat(panel.heading().title()).isEqualTo("all trials");
    assertThat(panel.panel().x().high()).isEqualTo(50);
  }

  private static void tells(Marks panel, int side, String name, double[][] losses) {
    Mark.Line line = panel.lines(name).get(0);
    Mark.Area band = panel.all(Mark.Area.class).get(side);
    assertThat(line.colour()).isEqualTo(Palette.series(side));
    assertThat(band.colour()).isEqualTo(Palette.series(side));
    assertThat(line.points()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      double mean = (losses[i][0] + losses[i][1]) / 2;
      double deviation = Math.abs(losses[i][0] - losses[i][1]) / Math.sqrt(2);
      isAt(line.points().get(i), 50 * i, mean);
      isAt(band.upper().get(i), 50 * i, mean + deviation);
      isAt(band.lower().get(i), 50 * i, mean - deviation);
      assertThat(mean + deviation).isLessThan(panel.panel().y().high());
      assertThat(mean - deviation).isGreaterThan(panel.panel().y().low());
    }
    Label label = panel.panel().labels().get(side);
    assertThat(label.text()).isEqualTo(name);
    assertThat(label.colour()).isEqualTo(line.colour());
    assertThat(label.at()).isEqualTo(line.points().get(1).y());
  }

  private static void isAt(Point point, double x, double y) {
    assertThat(point.x()).isEqualTo(x);
    assertThat(point.y()).isCloseTo(y, within(1e-12));
  }

  /** One scale, so that panels can be held against each other; what has one side is left out. */
  @Test
  void eachSettingOfTheRestIsAPanel() {
    List<Run> runs = new ArrayList<>(oneDepth());
    runs.addAll(List.of(run(1, 2, 0, 0.9, 0.2), run(2, 2, 0, 0.4, 0.05), run(1, 3, 0, 7, 6)));
    List<Marks> panels = Marks.of(figure(runs, "heads"));

    assertThat(panels).extracting(m -> m.heading().title()).containsExactly("depth 1", "depth 2");
    assertThat(panels.get(1).lines("heads 2").get(0).points())
        .containsExactly(new Point(0, 0.4), new Point(50, 0.05));
    assertThat(panels.get(0).panel().y()).isEqualTo(panels.get(1).panel().y());
    assertThat(panels.get(0).panel().y().high()).isBetween(0.9, 1.0);
    assertThat(figure(runs, "depth").sheet().panels()).hasSize(2);
  }

  @Test
  void aSideWithoutACurveHasNoLine() {
    List<Run> runs = List.of(run(1, 1, 0, 0.5, 0.3), run(2, 1, 0));
    Marks panel = Marks.of(figure(runs, "heads")).get(0);

    assertThat(panel.all(Mark.Line.class)).extracting(Mark.Line::title).containsExactly("heads 1");
    assertThat(panel.panel().labels()).extracting(Label::text).containsExactly("heads 1");
  }

  @Test
  void whereThereIsNothingToHoldThereIsNoFigure() {
    assertThat(figure(oneDepth(), "dim"))
        .isEqualTo(Figure.missing("Evaluation loss of both sides", "There is one side."));
    List<Run> apart = List.of(run(1, 1, 0, 0.5), run(2, 2, 0, 0.5), run(1, 3, 0, 0.5));
    assertThat(figure(List.of(run(1, 1, 0), run(2, 1, 0)), "heads").isDrawn()).isFalse();
    assertThat(figure(apart, "heads").isDrawn()).isFalse();
  }
}
