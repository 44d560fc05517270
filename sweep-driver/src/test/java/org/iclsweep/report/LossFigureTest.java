package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.report.SmallStudy.HEADS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;

class LossFigureTest {
  private static DrawnFigure drawn() {
    return drawn(SmallStudy.trials());
  }

  @Test
  void everySeedIsItsCurveOfEvaluationLosses() {
    for (int heads : HEADS) {
      DrawnPanel panel = drawn().panel("heads " + heads);
      assertThat(panel.xName()).isEqualTo("step");
      assertThat(panel.yName()).isEqualTo("evaluation loss");
      for (Run run : SmallStudy.of(heads)) {
        boolean late = SmallStudy.isLate(run);
        DrawnLine line = panel.curve("seed " + run.seed() + (late ? ", late" : ", learnt"));
        line.tells(SmallStudy.curve(run));
        assertThat(line.colour()).isEqualTo(late ? Palette.VERMILION : Palette.BLUE);
        assertThat(line.isDashed()).isFalse();
      }
      assertThat(panel.titles()).filteredOn(t -> t.startsWith("seed")).hasSize(7);
    }
  }

  @Test
  void allCurvesAreWithinTheFrame() {
    DrawnPanel panel = drawn().panel("heads 1");
    for (Run run : SmallStudy.of(1)) {
      assertThat(SmallStudy.curve(run))
          .allMatch(p -> panel.y().shows(p.y()) && panel.x().shows(p.x()));
    }
  }

  @Test
  void learnersAreLevelLinesAtTheirLosses() {
    DrawnPanel panel = drawn().panel("heads 2");
    level(panel, "gradient descent", Synthetic.GD, Palette.BLACK, false);
    level(panel, "closed form", 0.2201, Palette.GREEN, true);
    level(panel, "ridge", 0.171, Palette.PURPLE, true);
    level(panel, "kernel-smoothing", 0.291, Palette.GREEN, false);
    panel
        .hasLabel("GD 0.2094", Palette.BLACK, Synthetic.GD)
        .hasLabel("closed form 0.2201", Palette.GREEN, 0.2201)
        .hasLabel("ridge 0.1710", Palette.PURPLE, 0.171)
        .hasLabel("kernel-smoothing", Palette.GREEN, 0.291);
  }

  /** Each swapped head does gradient descent in one direction of the inputs' ten. */
  @Test
  void levelsOfSwappedHeadsAreDottedAtTheirLosses() {
    DrawnPanel panel = drawn().panel("heads 2");
    List<Point> ends = new ArrayList<>();
    for (DrawnLine level : panel.curves("")) {
      assertThat(level.isDashed()).isTrue();
      assertThat(level.colour()).isEqualTo(Palette.GREY);
      ends.add(level.points().get(0));
    }
    double step = (Synthetic.ZERO - Synthetic.GD) / Synthetic.DIM;
    assertThat(ends).hasSize(3);
    for (int j = 0; j < 3; j++) {
      double loss = Synthetic.ZERO - j * step;
      level(panel.curves("").get(j), loss);
    }
    panel
        .hasLabel("answering 0", Palette.GREY, Synthetic.ZERO)
        .hasLabel("1 head swapped", Palette.GREY, Synthetic.ZERO - step)
        .hasLabel("2 heads swapped", Palette.GREY, Synthetic.ZERO - 2 * step);
    assertThat(drawn().panel("heads 1").curves("")).hasSize(2);
  }

  @Test
  void panelsCountTheirSeeds() {
    assertThat(drawn().panel("heads 1").subtitle()).contains("5/7").contains("late: 2, 5");
    assertThat(drawn().panel("heads 2").subtitle()).contains("6/7").contains("late: 6");
  }

  @Test
  void lossesOnTheTrainingTasksAreDashedWhereTheseComeBack() {
    List<Run> runs = new ArrayList<>();
    for (Run run : SmallStudy.of(1)) {
      Map<String, Object> parameters = new LinkedHashMap<>(run.parameters());
      parameters.put("dataset_size", 100);
      runs.add(Run.trial(run.id(), parameters, run.record()));
    }
    DrawnPanel panel = drawn(runs).panel("all trials");
    for (Run run : runs) {
      DrawnLine line = panel.curve("seed " + run.seed() + ", on training tasks");
      line.tells(
          run.record().curve().stream()
              .filter(p -> p.step() > 0)
              .map(p -> new Point(p.step(), p.trainLoss()))
              .toList());
      assertThat(line.isDashed()).isTrue();
      assertThat(line.colour())
          .isEqualTo(SmallStudy.isLate(run) ? Palette.VERMILION : Palette.BLUE);
    }
    assertThat(drawn().panel("heads 1").titles()).noneMatch(t -> t.contains("training"));
  }

  @Test
  void aCurveThatDivergesLeavesTheFrameAndIsNotDrawnWhereItIsNotFinite() {
    List<Run> runs = Pages.diverged();
    DrawnPanel panel = drawn(runs).panel("all trials");
    DrawnLine line = panel.curve("seed 0, diverged");
    line.tells(SmallStudy.curve(runs.get(0)));
    assertThat(panel.y().shows(1e30)).isFalse();
    assertThat(panel.subtitle()).contains("; 1 diverged");
  }

  @Test
  void beyondOneLayerGdPlusPlusHasItsLine() {
    List<Run> runs = Pages.twoLayers();
    DrawnPanel panel = drawn(runs).panel("all trials");
    double loss = runs.get(0).against(LearnerKind.GD_PLUS_PLUS).orElseThrow().loss();
    level(panel, "GD++", loss, Palette.ORANGE, false);
    panel.hasLabel("GD++ 0.2094", Palette.ORANGE, loss);
    assertThat(panel.curves("")).as("answering 0 alone").hasSize(1);
    level(panel.curves("").get(0), Synthetic.ZERO);
  }

  @Test
  void lossesOfAnOrderAndMoreAreDrawnByTheirLogarithm() {
    List<Run> runs = Synthetic.edited(SmallStudy.of(1), LossFigureTest::steep);
    Figure figure = LossFigure.of(Summary.of(runs));
    DrawnPanel panel = DrawnFigure.of(figure).panel("all trials");
    assertThat(panel.y().isLog()).isTrue();
    assertThat(figure.caption()).contains("Logarithmic.");
    for (Run run : runs) {
      String end = SmallStudy.isLate(run) ? ", between" : ", learnt";
      panel.curve("seed " + run.seed() + end).tells(SmallStudy.curve(run));
    }
    assertThat(drawn().panel("heads 1").y().isLog()).isFalse();
  }

  /** Its last losses hundredths of what they were. */
  private static TrialRecord steep(TrialRecord r) {
    List<CurvePoint> curve = new ArrayList<>();
    r.curve()
        .forEach(
            p ->
                curve.add(
                    new CurvePoint(
                        p.step(),
                        p.trainLoss(),
                        p.step() > 1900 ? p.evalLoss() / 300 : p.evalLoss(),
                        p.gradientNorm())));
    return r.with(Measures.CURVE, curve);
  }

  private static void level(
      DrawnPanel panel, String title, double loss, String colour, boolean dashed) {
    DrawnLine line = panel.curve(title);
    level(line, loss);
    assertThat(line.colour()).as(title).isEqualTo(colour);
    assertThat(line.isDashed()).as(title).isEqualTo(dashed);
  }

  private static void level(DrawnLine line, double loss) {
    line.tells(List.of(new Point(0, loss), new Point(2000, loss)));
  }

  private static DrawnFigure drawn(List<Run> runs) {
    return DrawnFigure.of(LossFigure.of(Summary.of(runs)));
  }
}
