package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
import org.iclsweep.trial.Theory.Prediction;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.Test;

class LossFigureTest {
  private static Marks under(String title) {
    return under(title, SmallStudy.trials());
  }

  private static Marks under(String title, List<Run> runs) {
    return Marks.under(LossFigure.of(Summary.of(runs)), title);
  }

  private static String colour(Run run) {
    return SmallStudy.isLate(run) ? Palette.VERMILION : Palette.BLUE;
  }

  @Test
  void everySeedIsItsCurveOfEvaluationLosses() {
    for (int heads : HEADS) {
      Marks panel = under("heads " + heads);
      assertThat(panel.all(Mark.Axes.class))
          .containsExactly(new Mark.Axes("step", "evaluation loss"));
      List<Mark.Line> expected = new ArrayList<>();
      for (Run run : SmallStudy.of(heads)) {
        String title = "seed " + run.seed() + (SmallStudy.isLate(run) ? ", late" : ", learnt");
        String style = SmallStudy.isLate(run) ? "seed late" : "seed";
        expected.add(new Mark.Line(title, SmallStudy.curve(run), style, colour(run)));
      }
      assertThat(panel.all(Mark.Line.class))
          .filteredOn(line -> line.title().startsWith("seed"))
          .isEqualTo(expected);
    }
  }

  @Test
  void allCurvesAreWithinTheFrame() {
    Panel panel = under("heads 1").panel();
    for (Run run : SmallStudy.of(1)) {
      assertThat(SmallStudy.curve(run))
          .allMatch(p -> p.y() > panel.y().low() && p.y() < panel.y().high())
          .allMatch(p -> p.x() >= panel.x().low() && p.x() <= panel.x().high());
    }
  }

  @Test
  void learnersAreLevelLinesAtTheirLosses() {
    Marks panel = under("heads 2");
    assertThat(panel.all(Mark.Line.class))
        .contains(
            level("gradient descent", Synthetic.GD, "gd", ""),
            level("closed form", 0.2201, "closed", ""),
            level("ridge", 0.171, "learner short", Palette.PURPLE),
            level("kernel-smoothing", 0.291, "learner", Palette.GREEN));
    assertThat(panel.panel().labels())
        .contains(
            new Label(Synthetic.GD, "GD 0.2094", Palette.BLACK),
            new Label(0.2201, "closed form 0.2201", Palette.GREEN),
            new Label(0.171, "ridge 0.1710", Palette.PURPLE),
            new Label(0.291, "kernel-smoothing", Palette.GREEN));
  }

  /** Of learners that trials were held against, as they were measured. */
  @Test
  void whatFormulasExpectIsADashedLevelWhereTheirLearnerHasNone() {
    List<Run> runs =
        Pages.edited(
            SmallStudy.trials(),
            r ->
                r.with(
                    Measures.THEORY,
                    List.of(
                        expected("gd-closed-form", 0.2),
                        expected("theorem-1", 0.19),
                        expected("pgd", 0.19),
                        expected("class-s", 0.15),
                        expected("theorem-5", 0.001),
                        expected("swapped-heads-0", 0.41))));
    Marks panel = under("heads 2", runs);
    assertThat(panel.all(Mark.Line.class))
        .contains(
            level("theorem-1, theory", 0.19, TheoryLines.STYLE, Palette.GREEN),
            level("class-s, theory", 0.15, TheoryLines.STYLE, Palette.ORANGE))
        .extracting(Mark.Line::title)
        .doesNotContain("pgd, theory", "theorem-5, theory", "closed form, theory");
    assertThat(panel.panel().labels())
        .contains(
            new Label(0.19, "theorem-1, theory", Palette.GREEN),
            new Label(0.15, "class-s, theory", Palette.ORANGE));
    assertThat(panel.panel().y().low()).isLessThan(0.15);
    assertThat(LossFigure.of(Summary.of(runs)).caption()).contains(" Dashed, theory: ");
    assertThat(LossFigure.of(Summary.of(SmallStudy.trials())).caption()).doesNotContain("theory");
  }

  @Test
  void aLearnerThatWasFittedHasItsOwnLevelAlone() {
    FittedLearner fitted =
        new FittedLearner(LearnerKind.CLASS_S, 0.16, 0.003, List.of(), List.of());
    List<Run> runs =
        Pages.edited(
            SmallStudy.trials(),
            r ->
                r.with(Measures.LEARNERS, List.of(fitted))
                    .with(Measures.THEORY, List.of(expected("class-s", 0.15))));
    assertThat(under("heads 1", runs).all(Mark.Line.class))
        .contains(level("class-s", 0.16, "learner", Palette.ORANGE))
        .extracting(Mark.Line::title)
        .doesNotContain("class-s, theory");
  }

  private static Prediction expected(String formula, double loss) {
    return new Prediction(formula, loss, null, null, null);
  }

  /** Each swapped head does gradient descent in one direction of the inputs' ten. */
  @Test
  void levelsOfSwappedHeadsAreDottedAtTheirLosses() {
    double step = (Synthetic.ZERO - Synthetic.GD) / Synthetic.DIM;
    List<String> names = List.of("answering 0", "1 head swapped", "2 heads swapped");
    for (int heads : HEADS) {
      Marks panel = under("heads " + heads);
      List<Mark.Line> levels = panel.lines("");
      assertThat(levels).hasSize(heads + 1);
      for (int j = 0; j <= heads; j++) {
        double loss = levels.get(j).points().get(0).y();
        assertThat(loss).isCloseTo(Synthetic.ZERO - j * step, within(1e-12));
        assertThat(levels.get(j)).isEqualTo(level("", loss, "level", ""));
        assertThat(panel.panel().labels()).contains(new Label(loss, names.get(j), Palette.GREY));
      }
    }
  }

  @Test
  void panelsCountTheirSeeds() {
    assertThat(under("heads 1").heading().subtitle()).contains("5/7").contains("late: 2, 5");
    assertThat(under("heads 2").heading().subtitle()).contains("6/7").contains("late: 6");
  }

  @Test
  void lossesOnTheTrainingTasksAreDashedWhereTheseComeBack() {
    List<Run> runs = new ArrayList<>();
    for (Run run : SmallStudy.of(1)) {
      Map<String, Object> parameters = new LinkedHashMap<>(run.parameters());
      parameters.put("dataset_size", 100);
      runs.add(Run.trial(run.id(), parameters, run.record()));
    }
    Marks panel = under("all trials", runs);
    for (Run run : runs) {
      String title = "seed " + run.seed() + ", on training tasks";
      List<Point> points =
          run.record().curve().stream()
              .filter(p -> p.step() > 0)
              .map(p -> new Point(p.step(), p.trainLoss()))
              .toList();
      assertThat(panel.lines(title))
          .containsExactly(new Mark.Line(title, points, "seed short", colour(run)));
    }
    assertThat(under("heads 1").all(Mark.Line.class))
        .noneMatch(line -> line.title().contains("training"));
  }

  @Test
  void aCurveThatDivergesLeavesTheFrameAndIsNotDrawnWhereItIsNotFinite() {
    List<Run> runs = Pages.diverged();
    Marks panel = under("all trials", runs);
    assertThat(panel.lines("seed 0, diverged"))
        .extracting(Mark.Line::points)
        .containsExactly(SmallStudy.curve(runs.get(0)));
    assertThat(panel.panel().y().high()).isLessThan(1e30);
    assertThat(panel.heading().subtitle()).contains("; 1 diverged");
  }

  @Test
  void beyondOneLayerGdPlusPlusHasItsLine() {
    List<Run> runs = Pages.twoLayers();
    Marks panel = under("all trials", runs);
    double loss = runs.get(0).against(LearnerKind.GD_PLUS_PLUS).orElseThrow().loss();
    assertThat(panel.lines("GD++")).containsExactly(level("GD++", loss, "plus-plus", ""));
    assertThat(panel.panel().labels()).contains(new Label(loss, "GD++ 0.2094", Palette.ORANGE));
    assertThat(panel.lines("")).containsExactly(level("", Synthetic.ZERO, "level", ""));
  }

  @Test
  void lossesOfAnOrderAndMoreAreDrawnByTheirLogarithm() {
    List<Run> runs = Synthetic.edited(SmallStudy.of(1), LossFigureTest::steep);
    Figure figure = LossFigure.of(Summary.of(runs));
    assertThat(Marks.under(figure, "all trials").panel().y().log()).isTrue();
    assertThat(figure.caption()).contains("Logarithmic.");
    assertThat(under("heads 1").panel().y().log()).isFalse();
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

  private static Mark.Line level(String title, double loss, String style, String colour) {
    List<Point> ends = List.of(new Point(0, loss), new Point(2000, loss));
    return new Mark.Line(title, ends, style, colour);
  }
}
