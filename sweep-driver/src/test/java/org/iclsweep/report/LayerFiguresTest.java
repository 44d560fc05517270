package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.trial.AttentionLags.AttentionLag;
import org.iclsweep.trial.LagSensitivities.SensitivityAtLag;
import org.iclsweep.trial.Measure;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.ProbeKind;
import org.iclsweep.trial.Probes.ProbePoint;
import org.junit.jupiter.api.Test;

class LayerFiguresTest {

  private static ProbePoint probe(
      int step, ProbeKind kind, Integer layer, int position, Integer lag, double heldOut) {
    return new ProbePoint(step, kind, layer, position, lag, 99, 3, 55, heldOut, 44, 33);
  }

  /** The error on what is held out, of the last step; a mean over seeds, and their deviation. */
  @Test
  void probesOverPositionsHaveALineOfALayer() {
    List<Run> runs = new ArrayList<>();
    for (int seed = 0; seed < 2; seed++) {
      List<ProbePoint> points = new ArrayList<>();
      for (int step : new int[] {100, 200}) {
        for (int t : new int[] {3, 5, 9}) {
          for (int l = 0; l < 2; l++) {
            points.add(probe(step, ProbeKind.TARGET, l, t, null, step + 10 * l + t + seed));
          }
          points.add(probe(step, ProbeKind.CONTROL, null, t, null, 300 + t));
          points.add(probe(step, ProbeKind.PRECONDITIONED, 1, t, null, 400 + t));
        }
      }
      runs.add(run(Measures.PROBES, seed, points));
    }
    List<Marks> panels = Marks.of(LayerFigures.probes(Summary.of(runs)));
    assertThat(panels).hasSize(2);
    Marks target = panels.get(0);
    assertThat(target.all(Mark.Axes.class))
        .extracting(Mark.Axes::xName, Mark.Axes::yName)
        .containsExactly(tuple("position", "error of target"));
    assertThat(target.all(Mark.Line.class))
        .extracting(Mark.Line::title)
        .containsExactly("input", "layer 1", "control");
    assertThat(target.lines("layer 1").get(0).points())
        .containsExactly(new Point(3, 213.5), new Point(5, 215.5), new Point(9, 219.5));
    Mark.Area band = target.all(Mark.Area.class).get(1);
    assertThat(band.upper().get(0).y()).isCloseTo(213.5 + Math.sqrt(0.5), within(1e-9));
    assertThat(target.lines("control").get(0).points().get(2)).isEqualTo(new Point(9, 309));
    assertThat(target.panel().y().log()).isFalse();
    assertThat(panels.get(1).lines("layer 1").get(0).points()).hasSize(3);
  }

  @Test
  void probesAtFewPositionsHaveALineOfAPosition() {
    List<ProbePoint> points = new ArrayList<>();
    for (int l = 0; l < 3; l++) {
      points.add(probe(9, ProbeKind.TARGET, l, 4, null, Math.pow(10, -l)));
      points.add(probe(9, ProbeKind.TARGET, l, 8, null, 2));
    }
    points.add(probe(9, ProbeKind.CONTROL, null, 4, null, 3));
    Marks panel = Marks.of(LayerFigures.probes(of(Measures.PROBES, points))).get(0);
    assertThat(panel.all(Mark.Axes.class).get(0).xName()).isEqualTo("layers");
    assertThat(panel.all(Mark.Line.class))
        .extracting(Mark.Line::title)
        .containsExactly("position 4", "position 8");
    assertThat(panel.lines("position 4").get(0).points())
        .containsExactly(new Point(0, 1), new Point(1, 0.1), new Point(2, 0.01));
    assertThat(panel.panel().y().log()).isTrue();
  }

  /** What is there to the last bit would take the axis to where nothing is. */
  @Test
  void tokensAreOverLagsAtTheLastPosition() {
    List<ProbePoint> points = new ArrayList<>();
    for (int t : new int[] {5, 9}) {
      for (int lag = 0; lag < 3; lag++) {
        points.add(probe(9, ProbeKind.TOKEN, 1, t, lag, lag == 0 ? 1e-30 : t + lag));
      }
    }
    Marks panel = Marks.of(LayerFigures.probes(of(Measures.PROBES, points))).get(0);
    assertThat(panel.all(Mark.Axes.class).get(0).yName()).isEqualTo("error of token");
    assertThat(panel.lines("layer 1").get(0).points())
        .containsExactly(new Point(0, 1e-30), new Point(1, 10), new Point(2, 11));
    assertThat(panel.panel().y().low()).isCloseTo(11 * 1.04e-6, within(1e-9));
  }

  @Test
  void looksAreSharesOfTheLastStep() {
    List<AttentionLag> all = new ArrayList<>();
    for (int step : new int[] {0, 50}) {
      for (int h = 0; h < 2; h++) {
        for (int lag = 0; lag < 3; lag++) {
          all.add(new AttentionLag(step, 0, h, lag, 0.1 * lag + h + step, 7));
        }
      }
    }
    Marks panel = Marks.of(LayerFigures.looks(of(Measures.ATTENTION_LAGS, all))).get(0);
    assertThat(panel.all(Mark.Line.class))
        .extracting(Mark.Line::title)
        .containsExactly("nearest head", "head 2");
    assertThat(panel.lines("nearest head").get(0).points().get(2)).isEqualTo(new Point(2, 51.2));
    assertThat(panel.panel().y().high()).isEqualTo(1);
  }

  /** Head 0 of one seed looks near, head 1 of the other. */
  @Test
  void headsThatLookAlikeAreOneLine() {
    List<Run> runs = new ArrayList<>();
    for (int near = 0; near < 2; near++) {
      List<AttentionLag> all = new ArrayList<>();
      for (int lag = 0; lag < 4; lag++) {
        all.add(new AttentionLag(9, 0, near, lag, lag == 1 ? 0.75 : 0.125, 0));
        all.add(new AttentionLag(9, 0, 1 - near, lag, lag == 3 ? 1 : 0, 0));
      }
      runs.add(run(Measures.ATTENTION_LAGS, near, all));
    }
    Marks panel = Marks.of(LayerFigures.looks(Summary.of(runs))).get(0);
    assertThat(panel.lines("nearest head").get(0).points().get(1)).isEqualTo(new Point(1, 0.75));
    assertThat(panel.lines("head 2").get(0).points().get(3)).isEqualTo(new Point(3, 1));
  }

  @Test
  void sensitivitiesAreOverStepsAtTheLastPosition() {
    List<SensitivityAtLag> all = new ArrayList<>();
    for (int step : new int[] {0, 50}) {
      for (int t : new int[] {4, 9}) {
        all.add(new SensitivityAtLag(step, t, 0, step + t));
        all.add(new SensitivityAtLag(step, t, null, 0.5));
      }
    }
    Marks panel = Marks.of(LayerFigures.sensitivities(of(Measures.LAG_SENSITIVITIES, all))).get(0);
    assertThat(panel.all(Mark.Line.class))
        .extracting(Mark.Line::title)
        .containsExactly("lag 0", "further");
    assertThat(panel.lines("lag 0").get(0).points())
        .containsExactly(new Point(0, 9), new Point(50, 59));
    assertThat(panel.panel().y().low()).isZero();
    assertThat(panel.panel().y().high()).isCloseTo(59 * 1.04, within(1e-9));
  }

  @Test
  void moreLinesThanColoursAreSaidToBeLeftOut() {
    List<AttentionLag> all = new ArrayList<>();
    for (int h = 0; h < 9; h++) {
      all.add(new AttentionLag(0, 0, h, 0, 0.5, 0));
    }
    Figure figure = LayerFigures.looks(of(Measures.ATTENTION_LAGS, all));
    assertThat(Marks.of(figure).get(0).all(Mark.Line.class)).hasSize(8);
    assertThat(figure.caption()).endsWith(" The first 8 lines of a panel are drawn.");
  }

  @Test
  void nothingIsDrawnWhereNothingWasMeasured() {
    Summary nothing = of(Measures.PROBES, List.of());
    for (Function<Summary, Figure> figure :
        List.<Function<Summary, Figure>>of(
            LayerFigures::probes, LayerFigures::looks, LayerFigures::sensitivities)) {
      assertThat(figure.apply(nothing).isDrawn()).isFalse();
    }
  }

  private static <R extends Record> Summary of(Measure<R> measure, List<R> left) {
    return Summary.of(List.of(run(measure, 0, left)));
  }

  private static <R extends Record> Run run(Measure<R> measure, long seed, List<R> left) {
    Map<String, Object> parameters = Synthetic.parameters(1, "fan-in-variance", seed);
    Run run = Synthetic.trial(parameters, false);
    return Run.trial(run.id(), parameters, run.record().with(measure, left));
  }
}
