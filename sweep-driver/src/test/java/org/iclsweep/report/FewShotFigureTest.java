package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.trial.FewShot.FewShotLoss;
import org.iclsweep.trial.FewShotVariant;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;

class FewShotFigureTest {
  private static final int PAIRS = 5;
  private static final int FIRST = 2;

  @Test
  void linesAreMeansOverTheSeedsWithADeviation() {
    Marks one = Marks.of(figure(true)).get(0);
    assertThat(one.heading().title()).isEqualTo("one system");
    assertThat(one.all(Mark.Axes.class).get(0).yName()).isEqualTo("loss");
    FewShotVariant[] variants = FewShotVariant.values();
    for (int v = 0; v < variants.length; v++) {
      Mark.Line line = one.lines(variants[v].label()).get(0);
      Mark.Area band = one.all(Mark.Area.class).get(v);
      assertThat(line.colour())
          .isEqualTo(List.of(Palette.BLUE, Palette.VERMILION, Palette.GREEN, Palette.BLACK).get(v))
          .isEqualTo(band.colour());
      for (int pair = 1; pair <= PAIRS; pair++) {
        // of 1 and 3 times a loss the mean is twice, the deviation the root of two times it
        double loss = loss(1, variants[v], pair);
        Point mean = line.points().get(pair - 1);
        assertThat(mean.x()).isEqualTo(pair);
        assertThat(mean.y()).isCloseTo(2 * loss, within(1e-12));
        assertThat(band.upper().get(pair - 1).y())
            .isCloseTo((2 + Math.sqrt(2)) * loss, within(1e-12));
      }
    }
    assertThat(one.all(Mark.Rule.class)).isEmpty();
  }

  /** Pairs of the second system stand behind those of the first one. */
  @Test
  void theSwitchIsDrawnBetweenPairs() {
    Figure figure = figure(true);
    Marks two = Marks.of(figure).get(1);
    assertThat(two.heading().title()).isEqualTo("two systems in a row");
    assertThat(two.all(Mark.Rule.class)).hasSize(1);
    assertThat(two.all(Mark.Rule.class).get(0).from().x()).isEqualTo(FIRST + 0.5);
    Mark.Line line = two.lines("eos").get(0);
    assertThat(line.points()).extracting(Point::x).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    for (int pair = 1; pair <= PAIRS; pair++) {
      assertThat(line.points().get(pair - 1).y())
          .isCloseTo(2 * loss(2, FewShotVariant.EOS, pair), within(1e-12));
    }
    assertThat(two.panel().labels()).extracting(Label::text).contains("eos-prefix", "lsq");
    assertThat(figure.caption()).contains("Dashed: where the second system begins");
  }

  /** Losses of regression near the noise would leave no room for those of the model. */
  @Test
  void theScaleIsOfTheModelsLosses() {
    Scale near = figure(true).sheet().panels().get(0).y();
    assertThat(near.log()).isFalse();
    assertThat(near.high()).isCloseTo(1.1 * 2 * loss(2, FewShotVariant.LSQ, 1), within(1e-9));
    Scale far = figure(true, 1e-6).sheet().panels().get(0).y();
    assertThat(far.log()).isFalse();
    assertThat(far.high()).isCloseTo(1.1 * 2 * loss(2, FewShotVariant.EOS_PREFIX, 1), within(1e-9));
  }

  @Test
  void contextsOfOneSystemHaveOnePanel() {
    Figure figure = figure(false);
    assertThat(figure.sheet().panels()).hasSize(1);
    assertThat(figure.caption()).doesNotContain("Dashed");
  }

  @Test
  void thereIsNoFigureWhereNoPairsWereShown() {
    Run run = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false);
    assertThat(FewShotFigure.of(Summary.of(List.of(run))).isDrawn()).isFalse();
  }

  private static double loss(int tasks, FewShotVariant variant, int pair) {
    return (1 + variant.ordinal() + 10.0 * tasks) / pair;
  }

  static Figure figure(boolean two) {
    return figure(two, 1);
  }

  /** With losses of regression times a factor. */
  private static Figure figure(boolean two, double regression) {
    List<Run> runs = new ArrayList<>();
    for (int seed = 0; seed < 2; seed++) {
      List<FewShotLoss> losses = new ArrayList<>();
      for (int tasks = 1; tasks <= (two ? 2 : 1); tasks++) {
        for (FewShotVariant variant : FewShotVariant.values()) {
          for (int pair = 1; pair <= PAIRS; pair++) {
            int task = tasks == 2 && pair > FIRST ? 2 : 1;
            double factor = variant == FewShotVariant.LSQ ? regression : 1;
            double loss = factor * (1 + 2 * seed) * loss(tasks, variant, pair);
            losses.add(
                new FewShotLoss(tasks, variant, task, task == 2 ? pair - FIRST : pair, loss, 0.1));
          }
        }
      }
      TrialRecord record =
          TrialRecord.ended(Outcome.COMPLETED)
              .with(Measures.CURVE, List.of(new CurvePoint(100, null, 1, null)))
              .with(Measures.FEW_SHOT, losses)
              .build();
      runs.add(Run.trial("run-" + seed, Synthetic.parameters(1, "fan-in-variance", seed), record));
    }
    return FewShotFigure.of(Summary.of(runs));
  }
}
