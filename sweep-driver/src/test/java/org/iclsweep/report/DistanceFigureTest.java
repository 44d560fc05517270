package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.trial.Distances.Distance;
import org.iclsweep.trial.Distances.Frame;
import org.iclsweep.trial.Measures;
import org.junit.jupiter.api.Test;

class DistanceFigureTest {
  private static final List<Integer> STEPS = List.of(0, 100, 2000);

  @Test
  void aLineOfALayerRunsThroughMeansAndItsBandIsAStandardDeviationWide() {
    Marks a = panels(runs(3, 2)).get(0);
    List<double[]> values = List.of(new double[] {0.1, 0.2, 0.6}, new double[] {0.15, 0.25, 0.65});
    for (int layer = 0; layer < 2; layer++) {
      Mark.Line line = a.lines("layer " + layer).get(0);
      assertThat(line.colour()).isEqualTo(Palette.series(layer));
      assertThat(line.points()).hasSize(3);
      double[] seeds = values.get(layer);
      double mean = (seeds[0] + seeds[1] + seeds[2]) / 3;
      // of three values, half the sum of their squared differences from the mean
      double squares = 0;
      for (double seed : seeds) {
        squares += (seed - mean) * (seed - mean) / 2;
      }
      Mark.Area band = a.all(Mark.Area.class).get(layer);
      for (int i = 0; i < 3; i++) {
        double later = 0.01 * i;
        isAt(line.points().get(i), STEPS.get(i), mean + later);
        isAt(band.upper().get(i), STEPS.get(i), mean + later + Math.sqrt(squares));
        isAt(band.lower().get(i), STEPS.get(i), mean + later - Math.sqrt(squares));
      }
      Label label = a.panel().labels().get(layer);
      assertThat(label.text()).isEqualTo("layer " + layer);
      assertThat(label.colour()).isEqualTo(Palette.series(layer));
      assertThat(label.at()).isCloseTo(mean + 0.02, within(1e-12));
    }
  }

  @Test
  void everyMatrixHasAPanelFromNoneToAll() {
    List<Marks> panels = panels(runs(3, 2));
    assertThat(panels).hasSize(2);
    assertThat(panels.stream().map(m -> m.all(Mark.Axes.class).get(0).yName()))
        .containsExactly("distance of A, raw", "distance of B, raw");
    assertThat(panels.get(1).lines("layer 0").get(0).points().get(0).y())
        .isCloseTo(0.3 + 0.4, within(1e-12));
    assertThat(panels.get(1).lines("layer 1")).as("no B in the last layer").isEmpty();
    for (Marks panel : panels) {
      assertThat(panel.panel().y().low()).isZero();
      assertThat(panel.panel().y().high()).isEqualTo(1);
      assertThat(panel.panel().y().log()).isFalse();
      assertThat(panel.panel().x().high()).isEqualTo(2000);
    }
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    List<Run> runs = new ArrayList<>(runs(2, 1));
    runs.add(run(1, 7, List.of(distance(0, 0, 0, Name.KEY_QUERY, null))));
    Marks a = panels(runs).get(0);
    isAt(a.lines("layer 0").get(0).points().get(0), 0, 0.15);
  }

  @Test
  void oneSeedHasABandWithoutWidth() {
    Marks a = panels(runs(1, 1)).get(0);
    Mark.Area band = a.all(Mark.Area.class).get(0);
    assertThat(band.upper()).isEqualTo(band.lower());
    assertThat(band.upper()).isEqualTo(a.lines("layer 0").get(0).points());
  }

  @Test
  void severalHeadsAreNamed() {
    List<Run> runs =
        List.of(
            run(
                1,
                0,
                List.of(
                    distance(0, 0, 0, Name.KEY_QUERY, 0.1),
                    distance(0, 0, 1, Name.KEY_QUERY, 0.2))));
    Marks a = panels(runs).get(0);
    assertThat(a.lines("layer 0, head 0")).hasSize(1);
    assertThat(a.lines("layer 0, head 1").get(0).points()).containsExactly(new Point(0, 0.2));
    assertThat(figure(runs).caption()).doesNotContain("heads are drawn", "B is W_PV");
  }

  @Test
  void headsBeyondTheColoursAreLeftOutAndSaidSo() {
    List<Distance> many =
        IntStream.range(0, 9).mapToObj(l -> distance(0, l, 0, Name.KEY_QUERY, 0.1)).toList();
    List<Run> runs = List.of(run(1, 0, many));
    assertThat(panels(runs).get(0).all(Mark.Line.class)).hasSize(8);
    assertThat(figure(runs).caption()).endsWith(" The first 8 of 9 heads are drawn.");
  }

  @Test
  void settingsStandSideBySideUnderTheirNamesWithoutPanelsOfNothing() {
    List<Run> runs = new ArrayList<>(runs(2, 2));
    runs.add(run(2, 0, List.of(distance(0, 1, 0, Name.KEY_QUERY, 0.5))));
    List<Marks> panels = panels(runs);
    assertThat(panels.stream().map(m -> m.heading().title()))
        .containsExactly("heads 1", "", "heads 2");
    Mark.Line second = panels.get(2).all(Mark.Line.class).get(0);
    assertThat(second.title()).isEqualTo("layer 1");
    assertThat(second.colour()).as("of the layer, in all panels").isEqualTo(Palette.series(1));
  }

  @Test
  void nothingIsDrawnWhereNothingWasMeasured() {
    List<Run> runs = List.of(Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false));
    assertThat(figure(runs).isDrawn()).isFalse();
    assertThat(figure(runs(1, 1)).caption()).contains("; B is W_PV between inputs");
  }

  private static void isAt(Point point, double x, double y) {
    assertThat(point.x()).isEqualTo(x);
    assertThat(point.y()).isCloseTo(y, within(1e-12));
  }

  /** Distances differ by seed, layer, step and matrix. */
  static List<Run> runs(int seeds, int layers) {
    double[] first = {0.1, 0.2, 0.6};
    List<Run> runs = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      List<Distance> all = new ArrayList<>();
      for (int i = 0; i < STEPS.size(); i++) {
        for (int layer = 0; layer < layers; layer++) {
          double distance = first[seed] + 0.05 * layer + 0.01 * i;
          all.add(distance(STEPS.get(i), layer, 0, Name.KEY_QUERY, distance));
        }
        all.add(distance(STEPS.get(i), 0, 0, Name.VALUE_PROJECTION, first[seed] + 0.4));
      }
      runs.add(run(1, seed, all));
    }
    return runs;
  }

  private static Distance distance(int step, int layer, int head, Name matrix, Double distance) {
    return new Distance(step, layer, head, matrix, Frame.RAW, distance, 77.0);
  }

  private static Run run(int heads, long seed, List<Distance> distances) {
    Map<String, Object> parameters = Synthetic.parameters(heads, "fan-in-variance", seed);
    Run run = Synthetic.trial(parameters, false);
    return Run.trial(run.id(), parameters, run.record().with(Measures.DISTANCES, distances));
  }

  private static List<Marks> panels(List<Run> runs) {
    return Marks.of(figure(runs));
  }

  private static Figure figure(List<Run> runs) {
    return DistanceFigure.of(Summary.of(runs));
  }
}
