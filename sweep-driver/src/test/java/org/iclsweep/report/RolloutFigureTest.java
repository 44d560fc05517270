package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Rollouts;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Rollouts.RolloutPoint;
import org.junit.jupiter.api.Test;

/**
 * Roll-outs of three seeds and of gradient descent, at a λ where it is stable and one where not.
 */
class RolloutFigureTest {

  @Test
  void aPanelOfEachFactorHasALineOfEachSeedAndOfGradientDescent() {
    Figure figure = RolloutFigure.of(Summary.of(runs()));
    Pages.parse(figure.drawing());
    assertThat(figure.drawing()).contains(">λ = 0.5<", ">λ = 1<", ">GD 0.1000<");
    assertThat(count(figure.drawing(), "<title>seed 2</title>")).isEqualTo(2);
    assertThat(count(figure.drawing(), "<title>gradient descent</title>")).isEqualTo(2);
  }

  @Test
  void tasksThatAreNotStableAreToldAndLeftOutOfADashedLine() {
    Figure figure = RolloutFigure.of(Summary.of(runs()));
    assertThat(figure.drawing())
        .contains(">0 % of tasks not stable<", ">3.5 % of tasks not stable<");
    assertThat(count(figure.drawing(), "<title>gradient descent, stable tasks</title>"))
        .isEqualTo(1);
    assertThat(figure.caption())
        .contains("blue learnt, vermilion did not", "dashed lines leave them out");
  }

  @Test
  void whatDivergesLeavesTheChart() {
    Figure figure = RolloutFigure.of(Summary.of(runs()));
    assertThat(figure.drawing()).doesNotContain("NaN", "Infinity", ">1e");
    // the level of answering 0 is at 0.42, and 0.8 is far above it
    assertThat(figure.drawing()).contains(">0.6<").doesNotContain(">0.8<");
  }

  @Test
  void withoutAClosedFormNoTaskIsCalledStable() {
    List<Run> runs = new ArrayList<>();
    for (Run run : runs()) {
      runs.add(
          rolledOut(
              run,
              run.record().measured(Measures.ROLLOUTS).stream()
                  .map(p -> point(p.predictor(), p.factor(), p.step(), p.loss(), null, null))
                  .toList()));
    }
    Figure figure = RolloutFigure.of(Summary.of(runs));
    assertThat(figure.drawing()).doesNotContain("stable");
    assertThat(figure.caption()).doesNotContain("stable");
  }

  @Test
  void aStudyWithoutRolloutsHasNoSuchFigure() {
    assertThat(RolloutFigure.of(Summary.of(Synthetic.quickstart())).drawing()).isEmpty();
    assertThat(Pages.page(Synthetic.quickstart())).doesNotContain("again and again");
    assertThat(Pages.page(runs())).contains("again and again");
  }

  @Test
  void gradientDescentIsThatOfTheRowThatTrialsWereHeldAgainst() {
    Summary summary = Summary.of(runs());
    List<Rollouts> all = Rollouts.of(summary.settings().get(0), summary.learners());
    assertThat(all).extracting(Rollouts::factor).containsExactly(0.5, 1.0);
    assertThat(all.get(1).seeds()).hasSize(3);
    assertThat(all.get(1).descent().orElseThrow().run().learner()).isEqualTo(LearnerKind.GD);
    assertThat(all.get(1).unstable().orElseThrow()).isEqualTo(0.035);
    List<Run> trials = runs().stream().filter(Run::isTrial).toList();
    Summary alone = Summary.of(trials);
    assertThat(Rollouts.of(alone.settings().get(0), alone.learners()).get(0).descent()).isEmpty();
  }

  @Test
  void linesAreTheLossesOfTheRows() {
    List<Run> runs = new ArrayList<>();
    for (Run run : runs()) {
      runs.add(run.isTrial() ? scattered(run) : run);
    }
    List<DrawnPanel> panels = DrawnFigure.of(RolloutFigure.of(Summary.of(runs))).panels();
    assertThat(panels).extracting(DrawnPanel::title).containsExactly("λ = 0.5", "λ = 1");
    for (DrawnPanel panel : panels) {
      double factor = panel == panels.get(0) ? 0.5 : 1;
      assertThat(panel.y().isLog()).isTrue();
      assertThat(panel.xName()).isEqualTo("applications of the layer");
      assertThat(panel.yName()).isEqualTo("loss");
      for (Run run : runs) {
        if (run.isTrial()) {
          tells(panel, run, factor, "seed " + run.seed(), Palette.BLUE);
        } else if (run.learner() == LearnerKind.GD) {
          tells(panel, run, factor, "gradient descent", Palette.BLACK);
        }
      }
    }
    assertThat(panels.get(0).lines()).hasSize(4);
    assertThat(panels.get(1).lines()).as("the stable tasks' too").hasSize(8);
  }

  @Test
  void theLabelPointsAtTheEndOfGradientDescentOnStableTasks() {
    List<DrawnPanel> panels = DrawnFigure.of(RolloutFigure.of(Summary.of(runs()))).panels();
    panels.get(1).hasLabel("GD 0.1000", Palette.BLACK, 0.1);
    assertThat(panels.get(0).labels()).isEmpty();
  }

  @Test
  void aLossThatHasNoLogarithmDoesNotDecideTheScale() {
    DrawnAxis usual = losses(runs());
    for (double loss : new double[] {0, -0.3}) {
      List<Run> runs = runs();
      Run first = runs.get(0);
      List<RolloutPoint> points = new ArrayList<>(first.record().measured(Measures.ROLLOUTS));
      RolloutPoint p = points.get(0);
      points.set(0, point(p.predictor(), p.factor(), p.step(), loss, p.stableLoss(), 1000));
      runs.set(0, rolledOut(first, points));
      DrawnAxis axis = losses(runs);
      assertThat(axis.ticks()).as("with a loss of %s", loss).isEqualTo(usual.ticks());
      assertThat(axis.value(axis.from())).isEqualTo(usual.value(usual.from()));
      assertThat(axis.value(axis.to())).isEqualTo(usual.value(usual.to()));
    }
  }

  private static DrawnAxis losses(List<Run> runs) {
    return DrawnFigure.of(RolloutFigure.of(Summary.of(runs))).panels().get(0).y();
  }

  private static void tells(DrawnPanel panel, Run run, double factor, String name, String colour) {
    List<RolloutPoint> points =
        run.record().measured(Measures.ROLLOUTS).stream()
            .filter(p -> p.factor() == factor)
            .toList();
    DrawnLine losses = panel.curve(name);
    losses.tells(points.stream().map(p -> new Point(p.step(), p.loss())).toList());
    assertThat(losses.colour()).isEqualTo(colour);
    assertThat(losses.isDashed()).isFalse();
    if (points.get(0).stableTasks() < 1000) {
      DrawnLine stable = panel.curve(name + ", stable tasks");
      stable.tells(points.stream().map(p -> new Point(p.step(), p.stableLoss())).toList());
      assertThat(stable.colour()).isEqualTo(colour);
      assertThat(stable.isDashed()).isTrue();
    }
  }

  /** Each seed's losses a little more than the last one's, those of stable tasks a little less. */
  private static Run scattered(Run run) {
    double more = 1 + run.number("seed").orElseThrow() / 40;
    return rolledOut(
        run,
        run.record().measured(Measures.ROLLOUTS).stream()
            .map(
                p ->
                    point(
                        p.predictor(),
                        p.factor(),
                        p.step(),
                        more * p.loss(),
                        p.stableLoss() / more * 0.97,
                        p.stableTasks()))
            .toList());
  }

  private static int count(String text, String part) {
    return (int) Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }

  static List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (long seed = 0; seed < 3; seed++) {
      runs.add(
          rolledOut(
              Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", seed), false),
              points("transformer", 1.01)));
    }
    for (Run row : Synthetic.learners()) {
      runs.add(row.learner() == LearnerKind.GD ? rolledOut(row, points("gd", 1)) : row);
    }
    return runs;
  }

  private static Run rolledOut(Run run, List<RolloutPoint> points) {
    Map<String, Object> parameters = new LinkedHashMap<>(run.parameters());
    parameters.put("eval_tasks", 1000);
    return new Run(
        run.id(),
        run.learner(),
        parameters,
        run.record().with(Measures.ROLLOUTS, points),
        run.events());
  }

  private static List<RolloutPoint> points(String predictor, double worse) {
    List<RolloutPoint> points = new ArrayList<>();
    for (int step = 1; step <= 4; step++) {
      double loss = worse * 0.4 / step;
      points.add(point(predictor, 0.5, step, loss, loss, 1000));
      double large = step == 4 ? Double.NaN : loss * Math.pow(1e9, step - 1);
      points.add(point(predictor, 1, step, large, loss, 965));
    }
    return points;
  }

  private static RolloutPoint point(
      String predictor, double factor, int step, double loss, Double stable, Integer tasks) {
    return new RolloutPoint(predictor, factor, step, loss, stable, tasks);
  }
}
