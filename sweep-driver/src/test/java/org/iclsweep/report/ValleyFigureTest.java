package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.StationaryPoint.Shape;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.trial.Distances.Distance;
import org.iclsweep.trial.Distances.Frame;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.Stationary.NumberedPoint;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.Test;

/** One layer, whose only rate says where it ended: 1 and 2 are at points, 1.5 is at none. */
class ValleyFigureTest {
  private static final List<NumberedPoint> POINTS =
      List.of(
          new NumberedPoint(1, 0.25, List.of(1.0), List.of(), Shape.MINIMUM),
          new NumberedPoint(2, 0.5, List.of(2.0), List.of(), Shape.SADDLE),
          new NumberedPoint(3, 0.75, List.of(9.0), List.of(), Shape.SADDLE));
  private static final double[] RATES = {0.001, 0.01, 0.1};

  @Test
  void sharesOfEachPointStandBesideEachOtherAtEveryLevel() {
    Marks panel = Marks.of(figure(runs())).get(0);
    assertThat(panel.all(Mark.Levels.class).get(0))
        .isEqualTo(
            new Mark.Levels(List.of("0.001", "0.01", "0.1"), "learning rate", "share of seeds"));
    assertThat(panel.heading().title()).isEqualTo("batch 64");
    isAt(panel, "point 1: 3/4, 95 % 19-99 %", 0 - 0.16, 3, 4, Palette.BLUE);
    isAt(panel, "point 2: 1/4, 95 % 1-81 %", 0, 1, 4, Palette.ORANGE);
    isAt(panel, "none: 0/4, 95 % 0-60 %", 0 + 0.16, 0, 4, Palette.GREY);
    isAt(panel, "point 2: 4/4, 95 % 40-100 %", 1, 4, 4, Palette.ORANGE);
    isAt(panel, "none: 2/4, 95 % 7-93 %", 2 + 0.16, 2, 4, Palette.GREY);
    assertThat(panel.all(Mark.Dot.class)).as("three of each level, none of point 3").hasSize(9);
    assertThat(panel.panel().y().low()).isZero();
    assertThat(panel.panel().y().high()).isEqualTo(1);
    assertThat(panel.panel().x().low()).isEqualTo(-0.5);
    assertThat(panel.panel().x().high()).isEqualTo(2.5);
  }

  private static void isAt(
      Marks panel, String title, double x, int ended, int seeds, String colour) {
    List<Mark.Dot> dots =
        panel.all(Mark.Dot.class).stream()
            .filter(d -> d.title().equals(title) && Math.abs(d.at().x() - x) < 1e-12)
            .toList();
    assertThat(dots).as(title + " among " + panel.all(Mark.Dot.class)).hasSize(1);
    Proportion share = new Proportion(ended, seeds);
    assertThat(dots.get(0).at().y()).isEqualTo(share.share());
    assertThat(dots.get(0).fill()).isEqualTo(colour);
    List<Mark.Line> interval =
        panel.lines(title).stream()
            .filter(l -> Math.abs(l.points().get(0).x() - x) < 1e-12)
            .toList();
    assertThat(interval).hasSize(1);
    assertThat(interval.get(0).points().stream().map(Point::y))
        .containsExactly(share.low(), share.high());
    assertThat(interval.get(0).colour()).isEqualTo(colour);
  }

  @Test
  void labelsTellLossesWherePointsAreTheSameAndStandAtTheLastLevel() {
    Marks panel = Marks.of(figure(runs())).get(0);
    assertThat(panel.panel().labels())
        .containsExactly(
            new Label(0.5, "point 1, minimum 0.2500", Palette.BLUE),
            new Label(0, "point 2, saddle 0.5000", Palette.ORANGE),
            new Label(0.5, "none", Palette.GREY));
  }

  @Test
  void everySettingOfAllElseHasAPanel() {
    List<Run> runs = new ArrayList<>(runs());
    runs.add(run("other", 512, RATES[0], 1, 1));
    List<Marks> panels = Marks.of(figure(runs));
    assertThat(panels.stream().map(m -> m.heading().title()))
        .containsExactly("batch 64", "batch 512");
    assertThat(panels.get(1).all(Mark.Levels.class).get(0).labels()).containsExactly("0.001");
  }

  @Test
  void withoutAFactorAllSeedsAreOneLevel() {
    List<Run> runs = List.of(run("a", 64, 0.01, 0, 1), run("b", 64, 0.01, 1, 2), learner());
    Marks panel = Marks.of(figure(runs)).get(0);
    assertThat(panel.all(Mark.Levels.class).get(0).labels()).containsExactly("all");
    assertThat(panel.all(Mark.Dot.class).stream().map(Mark.Dot::title))
        .containsExactly("point 1: 1/2, 95 % 1-99 %", "point 2: 1/2, 95 % 1-99 %");
  }

  /** Ten points, at each of which a seed ended, and at the ninth a second; seven colours. */
  @Test
  void pointsWithoutAColourAreToldAsOne() {
    Figure figure = figure(ended(1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 10, 1.5));
    Marks panel = Marks.of(figure).get(0);
    isAt(panel, "point 7: 1/12, 95 % 0-38 %", 2.0 * 0.8 / 9, 1, 12, Palette.BLACK);
    String others = "other points: 4/12, 95 % 10-65 %";
    assertThat(panel.all(Mark.Dot.class))
        .hasSize(9)
        .contains(
            new Mark.Dot(others, new Point(3 * (0.8 / 9), 4 / 12.0), 4, "", Palette.GREY, "#fff"));
    assertThat(panel.lines(others)).hasSize(1);
    isAt(panel, "none: 1/12, 95 % 0-38 %", 4 * 0.8 / 9, 1, 12, Palette.GREY);
    assertThat(panel.panel().labels())
        .contains(
            new Label(1 / 12.0, "point 7, minimum 7.0000", Palette.BLACK),
            new Label(4 / 12.0, "other points", Palette.GREY));
    assertThat(figure.caption())
        .contains("Open, all in one: other points at which seeds ended, 8, 9, 10. None: the seeds");
    assertThat(figure(runs()).caption()).doesNotContain("Open");
  }

  @Test
  void oneWithoutAColourIsToldByItsNumber() {
    Figure figure = figure(ended(1, 2, 3, 4, 5, 6, 7, 9));
    Marks panel = Marks.of(figure).get(0);
    assertThat(panel.panel().labels())
        .endsWith(new Label(1 / 8.0, "point 9, minimum 9.0000", Palette.GREY));
    assertThat(panel.all(Mark.Dot.class).get(7).title()).startsWith("point 9: 1/8,");
    assertThat(figure.caption()).contains("other points at which seeds ended, 9.");
  }

  /** At points whose numbers are their rates, and their losses. */
  private static List<Run> ended(double... rates) {
    List<Run> runs = new ArrayList<>();
    for (int seed = 0; seed < rates.length; seed++) {
      runs.add(run("" + seed, 64, 0.01, seed, rates[seed]));
    }
    List<NumberedPoint> points =
        IntStream.rangeClosed(1, 10)
            .mapToObj(n -> new NumberedPoint(n, n, List.of((double) n), List.of(), Shape.MINIMUM))
            .toList();
    runs.add(learner(points));
    return runs;
  }

  @Test
  void thereIsNoFigureWithoutPointsOrDistances() {
    List<Run> trials = runs().stream().filter(Run::isTrial).toList();
    assertThat(figure(trials).isDrawn()).isFalse();
    assertThat(figure(runs()).isDrawn()).isTrue();
  }

  private static Figure figure(List<Run> runs) {
    return ValleyFigure.of(Summary.of(runs));
  }

  /** Four seeds a learning rate: 3 at the first point; none; two of each. */
  static List<Run> runs() {
    double[][] ended = {{1, 1, 2, 1}, {2, 2, 2, 2}, {1.5, 1, 1.5, 1}};
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < RATES.length; i++) {
      for (int seed = 0; seed < 4; seed++) {
        runs.add(run(i + "-" + seed, 64, RATES[i], seed, ended[i][seed]));
      }
    }
    runs.add(unmeasured()); // so that what a panel shares has a name
    runs.add(learner());
    return runs;
  }

  private static Run unmeasured() {
    Run run = run("unmeasured", 512, 0.1, 0, 1);
    return Run.trial(run.id(), run.parameters(), run.record().with(Measures.DISTANCES, List.of()));
  }

  private static Run run(String id, int batch, double learningRate, long seed, double rate) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("depth", 1);
    parameters.put("heads", 1);
    parameters.put("attention_weights", "merged");
    parameters.put("pattern", "sparse");
    parameters.put("dim", 3);
    parameters.put("context", 10);
    parameters.put("inputs", "normal");
    parameters.put("batch", batch);
    parameters.put("learning_rate", learningRate);
    parameters.put("seed", seed);
    // scores are not scaled, so that the rate is N times this
    Distance a = new Distance(100, 0, 0, Name.KEY_QUERY, Frame.RAW, 0.01, -rate / 10);
    return Run.trial(
        id,
        parameters,
        TrialRecord.ended(Outcome.COMPLETED)
            .finalLoss(0.3, null)
            .with(Measures.LEARNERS, List.of(fit()))
            .with(Measures.DISTANCES, List.of(a))
            .build());
  }

  private static Run learner() {
    return learner(POINTS);
  }

  private static Run learner(List<NumberedPoint> points) {
    return new Run(
        "learner",
        LearnerKind.CLASS_S,
        Map.of("depth", 1),
        TrialRecord.ended(Outcome.COMPLETED)
            .with(Measures.LEARNERS, List.of(fit()))
            .with(Measures.STATIONARY, points)
            .build());
  }

  private static FittedLearner fit() {
    return new FittedLearner(LearnerKind.CLASS_S, 0.26, 0.01, List.of(1.0), List.of());
  }
}
