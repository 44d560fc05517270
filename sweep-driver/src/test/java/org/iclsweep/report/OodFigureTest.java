package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.report.SmallStudy.HEADS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.junit.jupiter.api.Test;

class OodFigureTest {
  private static final Map<Shift, String> AXES =
      Map.of(
          Shift.INPUT_RANGE, "α, times the input range",
          Shift.TEACHER_SCALE, "α, times the teacher scale");
  private static final Map<String, String> COLOURS = colours();

  private static DrawnFigure drawn() {
    return DrawnFigure.of(OodFigure.of(Summary.of(SmallStudy.trials())));
  }

  @Test
  void theTransformerIsMedianAndQuartilesOfThoseThatLearnt() {
    assertThat(drawn().panels()).hasSize(4);
    for (int heads : HEADS) {
      for (Shift shift : AXES.keySet()) {
        DrawnPanel panel = panel(heads, shift);
        assertThat(panel.yName()).isEqualTo("loss");
        DrawnLine line = panel.curve("transformer");
        line.tells(quantiles(SmallStudy.learnt(heads), shift, "transformer", 0.5));
        assertThat(line.colour()).isEqualTo(Palette.BLUE);
        assertThat(panel.bands()).hasSize(1);
        assertThat(panel.bands().get(0).style()).containsEntry("fill", Palette.BLUE);
        panel
            .bands()
            .get(0)
            .tells(
                SmallStudy.quartileBand(
                    p -> quantiles(SmallStudy.learnt(heads), shift, "transformer", p)));
        panel.hasUprights(List.of(1.0));
      }
    }
  }

  @Test
  void everyPredictorIsItsMediansUnderItsName() {
    for (int heads : HEADS) {
      for (Shift shift : AXES.keySet()) {
        DrawnPanel panel = panel(heads, shift);
        assertThat(panel.titles()).containsExactlyInAnyOrderElementsOf(names());
        COLOURS.forEach(
            (name, colour) -> {
              boolean learner = !name.equals("interpolated");
              List<Run> of = learner ? SmallStudy.of(heads) : SmallStudy.learnt(heads);
              DrawnLine line = panel.curve(name);
              line.tells(quantiles(of, shift, name, 0.5));
              assertThat(line.colour()).as(name).isEqualTo(colour);
            });
      }
    }
  }

  /**
   * The learning rate of α = 1, of which the loss is (1/2) d a²/3 (1 - 2 η m2 + η² S) times the
   * square of the teacher's scale; m2 = a²/3, S = (a⁴/5 + (d + N - 2) m2²) / N.
   */
  @Test
  void theoryIsOneStepWithTheRateOfWhatWasTrainedOn() {
    for (Shift shift : AXES.keySet()) {
      DrawnLine line = panel(1, shift).curve("theory");
      line.tells(
          alphas(shift).stream()
              .map(
                  alpha ->
                      shift == Shift.INPUT_RANGE
                          ? new Point(alpha, oneStep(0.5 * alpha))
                          : new Point(alpha, alpha * alpha * oneStep(0.5)))
              .toList());
      assertThat(line.colour()).isEqualTo(Palette.GREEN);
      assertThat(line.isDashed()).isTrue();
    }
  }

  private static double oneStep(double range) {
    double rate = second(0.5) / spread(0.5);
    return Synthetic.DIM
        * second(range)
        / 2
        * (1 - 2 * rate * second(range) + rate * rate * spread(range));
  }

  private static double second(double range) {
    return range * range / 3;
  }

  private static double spread(double range) {
    double fourth = Math.pow(range, 4) / 5;
    return (fourth + 18 * second(range) * second(range)) / 10;
  }

  @Test
  void labelsStandAtTheEndsOfTheLastPanelOfARow() {
    for (Shift shift : AXES.keySet()) {
      DrawnPanel panel = panel(2, shift);
      List<Run> learnt = SmallStudy.learnt(2);
      panel.hasLabel("transformer", Palette.BLUE, end(learnt, shift, "transformer"));
      panel.hasLabel("interpolated", Palette.SKY, end(learnt, shift, "interpolated"));
      panel.hasLabel("GD", Palette.BLACK, end(SmallStudy.of(2), shift, "gd"));
      panel.hasLabel("ridge", Palette.PURPLE, end(SmallStudy.of(2), shift, "ridge"));
      assertThat(panel(1, shift).labels()).isEmpty();
    }
  }

  @Test
  void whatTrialsDoNotCarryIsTakenFromTheLearnersRow() {
    List<Run> runs = Synthetic.quickstart();
    DrawnFigure drawn = DrawnFigure.of(OodFigure.of(Summary.of(runs)));
    Run row = runs.stream().filter(r -> r.learner() == LearnerKind.GD).findFirst().orElseThrow();
    for (DrawnPanel panel : drawn.panels()) {
      Shift shift = panel.xName().contains("teacher") ? Shift.TEACHER_SCALE : Shift.INPUT_RANGE;
      panel.curve("gd").tells(quantiles(List.of(row), shift, "gd", 0.5));
      assertThat(panel.titles()).doesNotContain("least-squares", "gd-closed-form");
    }
  }

  @Test
  void whatLiesFarBelowIsNamedInsteadOfDrawn() {
    Figure figure = OodFigure.of(Summary.of(Synthetic.quickstart()));
    assertThat(figure.caption()).contains("Far below the chart, and not drawn: least-squares.");
    assertThat(OodFigure.of(Summary.of(SmallStudy.trials())).caption()).doesNotContain("Far below");
  }

  /** All losses of gradient descent at α = 1, or two of the five of one head that learnt. */
  @Test
  void aLossThatHasNoLogarithmDoesNotDecideTheScale() {
    List<DrawnPanel> usual = drawn().panels();
    for (double loss : new double[] {0, -0.3, Double.NaN, Double.POSITIVE_INFINITY}) {
      hasScales(usual, replaced(SmallStudy.trials(), "gd", loss));
      List<Run> two = SmallStudy.learnt(1).subList(0, 2);
      List<Run> runs = new ArrayList<>(SmallStudy.trials());
      runs.removeIf(r -> two.stream().anyMatch(t -> t.id().equals(r.id())));
      runs.addAll(replaced(two, "transformer", loss));
      hasScales(usual, runs);
    }
  }

  private static void hasScales(List<DrawnPanel> usual, List<Run> runs) {
    List<DrawnPanel> panels = DrawnFigure.of(OodFigure.of(Summary.of(runs))).panels();
    assertThat(panels).hasSameSizeAs(usual);
    for (int i = 0; i < panels.size(); i++) {
      isSame(panels.get(i).x(), usual.get(i).x());
      isSame(panels.get(i).y(), usual.get(i).y());
    }
  }

  private static void isSame(DrawnAxis axis, DrawnAxis usual) {
    assertThat(axis.ticks()).isEqualTo(usual.ticks());
    assertThat(axis.value(axis.from())).isEqualTo(usual.value(usual.from()));
    assertThat(axis.value(axis.to())).isEqualTo(usual.value(usual.to()));
  }

  /** With this loss of a predictor at α = 1. */
  private static List<Run> replaced(List<Run> runs, String predictor, double loss) {
    return Pages.edited(
        runs,
        r ->
            r.with(
                Measures.OOD,
                r.ood().stream()
                    .map(
                        p ->
                            p.predictor().equals(predictor) && p.alpha() == 1
                                ? new OodPoint(p.shift(), p.alpha(), predictor, loss)
                                : p)
                    .toList()));
  }

  private static double end(List<Run> runs, Shift shift, String predictor) {
    List<Point> medians = quantiles(runs, shift, predictor, 0.5);
    return medians.get(medians.size() - 1).y();
  }

  private static List<Double> alphas(Shift shift) {
    return quantiles(SmallStudy.of(1), shift, "gd", 0.5).stream().map(Point::x).toList();
  }

  private static List<String> names() {
    return Stream.concat(Stream.of("transformer", "theory"), COLOURS.keySet().stream()).toList();
  }

  private static Map<String, String> colours() {
    Map<String, String> colours = new LinkedHashMap<>();
    colours.put("gd", Palette.BLACK);
    colours.put("ridge", Palette.PURPLE);
    colours.put("kernel-smoothing", Palette.GREEN);
    colours.put("interpolated", Palette.SKY);
    return colours;
  }

  private static DrawnPanel panel(int heads, Shift shift) {
    List<DrawnPanel> found =
        drawn().panels().stream().filter(p -> p.xName().equals(AXES.get(shift))).toList();
    assertThat(found).hasSize(2);
    DrawnPanel panel = found.get(heads - 1);
    assertThat(panel.title()).isEqualTo(shift == Shift.INPUT_RANGE ? "heads " + heads : "");
    return panel;
  }

  private static List<Point> quantiles(
      List<Run> runs, Shift shift, String predictor, double probability) {
    return SmallStudy.quantiles(
        runs.stream()
            .flatMap(r -> r.record().ood().stream())
            .filter(p -> p.shift() == shift && p.predictor().equals(predictor))
            .map(p -> new Point(p.alpha(), p.loss())),
        probability);
  }
}
