package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.trial.IntegratedLosses.IntegratedPoint;
import org.iclsweep.trial.LossErrors.LossError;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;

class IntegrationFigureTest {
  private static final int[] STEPS = {0, 50, 100};

  @Test
  void bandsOfTheFirstSeedAreAStandardErrorWideOnEitherSide() {
    Marks panel = Marks.of(figure(runs(true))).get(0);
    assertThat(panel.heading().subtitle()).isEqualTo("seed 1");
    assertThat(panel.all(Mark.Axes.class).get(0).yName()).isEqualTo("evaluation loss");
    tells(panel, 0, "drawn", Palette.VERMILION, new double[] {2, 1, 0.5}, 0.3);
    tells(panel, 1, "integrated", Palette.BLUE, new double[] {2.1, 1.1, 0.6}, 0.1);
    assertThat(panel.panel().y().high()).isGreaterThanOrEqualTo(2.1);
  }

  private static void tells(
      Marks panel, int at, String name, String colour, double[] losses, double error) {
    Mark.Line line = panel.lines(name).get(0);
    Mark.Area band = panel.all(Mark.Area.class).get(at);
    assertThat(line.colour()).isEqualTo(colour);
    assertThat(band.colour()).isEqualTo(colour);
    for (int i = 0; i < STEPS.length; i++) {
      assertThat(line.points().get(i)).isEqualTo(new Point(STEPS[i], losses[i]));
      assertThat(band.upper().get(i).y()).isCloseTo(losses[i] + error, within(1e-12));
      assertThat(band.lower().get(i).y()).isCloseTo(losses[i] - error, within(1e-12));
    }
    assertThat(panel.panel().labels().get(at)).isEqualTo(new Label(losses[2], name, colour));
  }

  /** Of the seeds 9, 4 and 1 times, so that the median is not the mean. */
  @Test
  void ratiosAreOfVariancesOfEverySeedWithTheirMedian() {
    Marks panel = Marks.of(figure(runs(true))).get(1);
    assertThat(panel.all(Mark.Axes.class).get(0).yName()).isEqualTo("variance drawn / integrated");
    double[] ratios = {9, 4, 1};
    for (int seed = 1; seed <= 3; seed++) {
      Mark.Line line = panel.lines("seed " + seed).get(0);
      assertThat(line.points()).hasSize(3);
      for (Point p : line.points()) {
        assertThat(p.y()).isCloseTo(ratios[seed - 1], within(1e-12));
      }
    }
    assertThat(panel.lines("median").get(0).points())
        .allSatisfy(p -> assertThat(p.y()).isCloseTo(4, within(1e-12)));
    assertThat(panel.panel().y().low()).isZero();
    assertThat(panel.panel().y().high()).isGreaterThan(9);
  }

  @Test
  void withoutErrorsOfWhatIsDrawnThereAreNoRatios() {
    Figure figure = figure(runs(false));
    assertThat(figure.sheet().panels()).hasSize(1);
    assertThat(Marks.of(figure).get(0).lines("drawn")).isEmpty();
    assertThat(figure.caption()).doesNotContain("Below");
    assertThat(figure(runs(true)).caption()).contains("Below: the variance");
  }

  @Test
  void thereIsNoFigureWhereNothingWasIntegrated() {
    Run run = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false);
    assertThat(figure(List.of(run)).isDrawn()).isFalse();
  }

  private static Figure figure(List<Run> runs) {
    return IntegrationFigure.of(Summary.of(runs));
  }

  /** The first seed, 0, was not measured; of the others drawn errors are 3, 2 and 1 times. */
  static List<Run> runs(boolean errors) {
    List<Run> runs = new ArrayList<>();
    runs.add(run(0, List.of(), List.of()));
    for (int seed = 1; seed <= 3; seed++) {
      List<LossError> drawn = new ArrayList<>();
      List<IntegratedPoint> integrated = new ArrayList<>();
      double[] losses = {2, 1, 0.5};
      for (int i = 0; i < STEPS.length; i++) {
        double more = 10.0 * (seed - 1);
        drawn.add(new LossError(STEPS[i], losses[i] + more, 0.1 * (4 - seed)));
        integrated.add(new IntegratedPoint(STEPS[i], losses[i] + 0.1 + more, 0.1));
      }
      runs.add(run(seed, errors ? drawn : List.of(), integrated));
    }
    return runs;
  }

  private static Run run(long seed, List<LossError> drawn, List<IntegratedPoint> integrated) {
    TrialRecord record =
        TrialRecord.ended(Outcome.COMPLETED)
            .with(Measures.CURVE, List.of(new CurvePoint(100, null, 1, null)))
            .with(Measures.LOSS_ERRORS, drawn)
            .with(Measures.INTEGRATED_LOSSES, integrated)
            .build();
    return Run.trial("run-" + seed, Synthetic.parameters(1, "fan-in-variance", seed), record);
  }
}
