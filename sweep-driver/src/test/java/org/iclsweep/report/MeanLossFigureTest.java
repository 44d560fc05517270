package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.LossQuantiles.QuantilePoint;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.Population.PopulationPoint;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.Test;

class MeanLossFigureTest {
  private static final List<double[]> MEANS =
      List.of(new double[] {4, 0.5, 0.02}, new double[] {5, 0.2, 0.01});
  private static final List<double[]> MEDIANS =
      List.of(new double[] {2, 0.1, 0.001}, new double[] {3, 0.05, 0.004});

  @Test
  void linesAreMeansOfLogarithmsAndBandsAStandardDeviationWide() {
    Marks panel = Marks.of(figure(runs())).get(0);
    tells(panel, 0, "mean", Palette.BLUE, MEANS);
    tells(panel, 1, "median task", Palette.VERMILION, MEDIANS);
    assertThat(panel.all(Mark.Axes.class).get(0)).isEqualTo(new Mark.Axes("step", "ln of loss"));
    assertThat(panel.heading().subtitle()).isEqualTo("2 seeds");
    assertThat(panel.panel().y().log()).as("what is drawn is the logarithm").isFalse();
  }

  private static void tells(
      Marks panel, int at, String name, String colour, List<double[]> losses) {
    Mark.Line line = panel.lines(name).get(0);
    Mark.Area band = panel.all(Mark.Area.class).get(at);
    assertThat(line.colour()).isEqualTo(colour);
    assertThat(band.colour()).isEqualTo(colour);
    for (int i = 0; i < 3; i++) {
      double a = Math.log(losses.get(0)[i]);
      double b = Math.log(losses.get(1)[i]);
      double deviation = Math.abs(a - b) / Math.sqrt(2);
      isAt(line.points().get(i), 50 * i, (a + b) / 2);
      isAt(band.upper().get(i), 50 * i, (a + b) / 2 + deviation);
      isAt(band.lower().get(i), 50 * i, (a + b) / 2 - deviation);
      for (Point p : List.of(band.upper().get(i), band.lower().get(i))) {
        assertThat(p.y()).isBetween(panel.panel().y().low(), panel.panel().y().high());
      }
    }
    Label label =
        panel.panel().labels().stream().filter(l -> l.text().equals(name)).toList().get(0);
    assertThat(label.at()).isEqualTo(line.points().get(2).y());
    assertThat(label.colour()).isEqualTo(colour);
  }

  @Test
  void learnersAreLevelsAtTheLogarithmsOfTheirLosses() {
    Marks panel = Marks.of(figure(runs())).get(0);
    Mark.Line level = panel.lines("class-s").get(0);
    double ln = Math.log(0.008);
    assertThat(level.points()).hasSize(2).allMatch(p -> Math.abs(p.y() - ln) < 1e-12);
    assertThat(level.colour()).isEqualTo(LearnerStyle.of(LearnerKind.CLASS_S).colour());
    assertThat(panel.panel().labels().stream().map(Label::text))
        .containsExactly("class-s", "mean", "median task");
    assertThat(panel.lines("gradient descent")).as("a loss of 0 has no logarithm").isEmpty();
    assertThat(ln).isGreaterThan(panel.panel().y().low());
  }

  @Test
  void expectedLossesStandBesideThem() {
    List<Run> runs = new ArrayList<>();
    for (Run run : runs()) {
      List<PopulationPoint> population =
          List.of(
              new PopulationPoint(0, null, List.of(), List.of()),
              new PopulationPoint(
                  50, 3.0 + run.number("seed").orElseThrow(), List.of(), List.of()));
      TrialRecord record =
          run.record().with(Measures.POPULATION, population).with(Measures.QUANTILES, List.of());
      runs.add(Run.trial(run.id(), run.parameters(), record));
    }
    Marks panel = Marks.of(figure(runs)).get(0);
    Mark.Line line = panel.lines("population").get(0);
    assertThat(line.points()).hasSize(1);
    isAt(line.points().get(0), 50, Math.log(12) / 2);
    assertThat(line.colour()).isEqualTo(Palette.GREEN);
    assertThat(panel.lines("median task")).isEmpty();
    assertThat(figure(runs).caption()).contains("Population: the expected loss");
  }

  @Test
  void whatDivergedOrWasNotMeasuredIsLeftOutOfTheMean() {
    List<Run> runs = new ArrayList<>(runs());
    runs.add(run(7, new double[] {4, Double.NaN, Double.POSITIVE_INFINITY}, null));
    Marks panel = Marks.of(figure(runs)).get(0);
    isAt(panel.lines("mean").get(0).points().get(2), 100, (Math.log(0.02) + Math.log(0.01)) / 2);
    isAt(
        panel.lines("mean").get(0).points().get(0),
        0,
        (Math.log(4) + Math.log(5) + Math.log(4)) / 3);
    assertThat(panel.heading().subtitle()).isEqualTo("3 seeds");
  }

  @Test
  void thereIsNoFigureOfTheMeanAlone() {
    List<Run> runs = List.of(run(0, MEANS.get(0), null), run(1, MEANS.get(1), null));
    assertThat(figure(runs).isDrawn()).isFalse();
    assertThat(figure(List.of(run(0, MEANS.get(0), MEDIANS.get(0)))).isDrawn()).isTrue();
  }

  @Test
  void theCaptionTellsWhatIsDrawn() {
    assertThat(figure(runs()).caption())
        .contains("Mean: the mean over the evaluation tasks.")
        .contains("Median task: the median over the evaluation tasks.");
  }

  /** Where expected losses are beyond all bounds in one setting, the others can still be read. */
  @Test
  void panelsHaveScalesOfTheirOwn() {
    assertThat(figure(runs()).caption()).doesNotContain("scale of its own");
    List<Run> runs = new ArrayList<>(runs());
    Run deep = run(0, new double[] {1e9, 1e9, 1e9}, MEDIANS.get(0));
    Map<String, Object> parameters = new HashMap<>(deep.parameters());
    parameters.put("depth", 4);
    runs.add(Run.trial("deep", parameters, deep.record()));
    Figure figure = figure(runs);
    assertThat(figure.caption()).endsWith(" Each panel has a scale of its own.");
    List<Marks> panels = Marks.of(figure);
    assertThat(panels.get(0).panel().y().high()).isLessThan(Math.log(10));
    assertThat(panels.get(1).panel().y().high()).isBetween(Math.log(1e9), Math.log(1e11));
  }

  private static void isAt(Point point, double x, double y) {
    assertThat(point.x()).isEqualTo(x);
    assertThat(point.y()).isCloseTo(y, within(1e-12));
  }

  static List<Run> runs() {
    return List.of(run(0, MEANS.get(0), MEDIANS.get(0)), run(1, MEANS.get(1), MEDIANS.get(1)));
  }

  private static Run run(long seed, double[] means, double[] medians) {
    List<CurvePoint> curve = new ArrayList<>();
    List<QuantilePoint> quantiles = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      curve.add(new CurvePoint(50 * i, null, means[i], null));
      if (medians != null) {
        quantiles.add(new QuantilePoint(50 * i, 0.9, 10 * medians[i]));
        quantiles.add(new QuantilePoint(50 * i, 0.5, medians[i]));
      }
    }
    List<FittedLearner> learners =
        List.of(
            new FittedLearner(LearnerKind.CLASS_S, 0.008, 0, List.of(), List.of()),
            new FittedLearner(LearnerKind.GD, 0, 0, List.of(), List.of()));
    Map<String, Object> parameters = Synthetic.parameters(1, "fan-in-variance", seed);
    parameters.put("depth", 2);
    return Run.trial(
        "run-" + seed,
        parameters,
        TrialRecord.ended(Outcome.COMPLETED)
            .with(Measures.CURVE, curve)
            .with(Measures.QUANTILES, quantiles)
            .with(Measures.LEARNERS, learners)
            .build());
  }

  private static Figure figure(List<Run> runs) {
    return MeanLossFigure.of(Summary.of(runs));
  }
}
