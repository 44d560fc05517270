package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.trial.Compression.CompressedPoint;
import org.iclsweep.trial.Compression.Made;
import org.iclsweep.trial.Linearisation.LinearisedLayer;
import org.iclsweep.trial.Measure;
import org.iclsweep.trial.Measures;
import org.junit.jupiter.api.Test;

class ReplacementFiguresTest {

  /** Means of two seeds; the model's own loss is what ratios are of. */
  @Test
  void lossesAreOverSteps() {
    List<Run> runs = new ArrayList<>();
    for (int seed = 0; seed < 2; seed++) {
      List<CompressedPoint> points = new ArrayList<>();
      for (int step : new int[] {0, 50}) {
        double own = 8 + 8 * seed - 0.08 * step;
        points.add(new CompressedPoint(step, Made.COMPRESSED, own / 4, 7, 0.25, 7));
        points.add(new CompressedPoint(step, Made.INTERPOLATED, own / 2, 7, 0.5, 7));
      }
      runs.add(run(Measures.COMPRESSED, seed, points));
    }
    Marks panel = Marks.of(ReplacementFigures.compressions(Summary.of(runs))).get(0);
    assertThat(panel.all(Mark.Axes.class))
        .extracting(Mark.Axes::xName, Mark.Axes::yName)
        .containsExactly(tuple("step", "loss"));
    assertThat(panel.lines("model").get(0).points())
        .containsExactly(new Point(0, 12), new Point(50, 8));
    assertThat(panel.lines("halfway").get(0).points())
        .containsExactly(new Point(0, 6), new Point(50, 4));
    assertThat(panel.lines("block means").get(0).points())
        .containsExactly(new Point(0, 3), new Point(50, 2));
    Summary squared = Summary.of(Synthetic.in(LossUnit.SQUARED_ERROR, runs));
    assertThat(Marks.of(ReplacementFigures.compressions(squared)).get(0).lines("model"))
        .extracting(Mark.Line::points)
        .containsExactly(List.of(new Point(0, 24), new Point(50, 16)));
  }

  @Test
  void lossesOfTheEndAloneAreNoCourse() {
    List<CompressedPoint> end =
        List.of(
            new CompressedPoint(50, Made.COMPRESSED, 1, 7, 0.25, 7),
            new CompressedPoint(50, Made.INTERPOLATED, 2, 7, 0.5, 7));
    Summary summary = Summary.of(List.of(run(Measures.COMPRESSED, 0, end)));
    assertThat(ReplacementFigures.compressions(summary).isDrawn()).isFalse();
  }

  @Test
  void ratiosAreOverLayersFromOne() {
    List<LinearisedLayer> layers =
        List.of(
            new LinearisedLayer(0, 7, 7, 7, 2.5, 7, List.of(), List.of()),
            new LinearisedLayer(1, 7, 7, 7, 1.25, 7, List.of(), List.of()));
    Summary summary = Summary.of(List.of(run(Measures.LINEARISED, 0, layers)));
    Marks panel = Marks.of(ReplacementFigures.linearised(summary)).get(0);
    assertThat(panel.all(Mark.Axes.class))
        .extracting(Mark.Axes::xName, Mark.Axes::yName)
        .containsExactly(tuple("layer", "loss over the model's"));
    assertThat(panel.lines("ratio").get(0).points())
        .containsExactly(new Point(1, 2.5), new Point(2, 1.25));
  }

  private static <R extends Record> Run run(Measure<R> measure, long seed, List<R> left) {
    Map<String, Object> parameters = Synthetic.parameters(1, "fan-in-variance", seed);
    Run run = Synthetic.trial(parameters, false);
    return Run.trial(run.id(), parameters, run.record().with(measure, left));
  }
}
