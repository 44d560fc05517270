package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.LearnerPositions.LearnerPosition;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.PositionLosses.PositionLoss;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.Test;

class PositionFigureTest {
  private static final int LENGTH = 5;

  /** Depth 2 of two seeds, whose losses are one and four times 0.1 t at the end. */
  static List<Run> runs() {
    return List.of(run(2, 0, 0.1, 2), run(2, 1, 0.4, 2));
  }

  private static Run run(int depth, long seed, double factor, int steps) {
    Map<String, Object> parameters = Synthetic.parameters(1, "fan-in-variance", seed);
    parameters.put("depth", depth);
    Run run = Synthetic.trial(parameters, false);
    List<PositionLoss> losses = new ArrayList<>();
    for (int step : new int[] {2000, 0}) {
      for (int t = 1; t <= LENGTH; t++) {
        losses.add(new PositionLoss(step, t, step == 0 ? 7 : factor * t, 0.01));
      }
    }
    List<LearnerPosition> learners = new ArrayList<>();
    for (LearnerKind kind : List.of(LearnerKind.GD_PREFIX_K, LearnerKind.RIDGE_PREFIX)) {
      double of = kind == LearnerKind.RIDGE_PREFIX ? 0.01 : 0.3;
      IntStream.rangeClosed(1, LENGTH)
          .forEach(t -> learners.add(new LearnerPosition(kind, t, of / t, 0.1, 5.0, 0.2)));
      learners.add(new LearnerPosition(kind, null, 99, 0.1, 5.0, 0.2));
    }
    List<Double> coefficients = IntStream.range(0, steps).mapToObj(k -> 1.0 + k).toList();
    return Run.trial(
        run.id(),
        parameters,
        run.record()
            .with(Measures.POSITION_LOSSES, losses)
            .with(Measures.LEARNER_POSITIONS, learners)
            .with(
                Measures.LEARNERS,
                List.of(
                    new FittedLearner(LearnerKind.GD_PREFIX_K, 0.2, 0.1, coefficients, List.of()),
                    new FittedLearner(LearnerKind.RIDGE_PREFIX, 0.2, 0.1, List.of(), List.of()))));
  }

  private static DrawnPanel panel(List<Run> runs) {
    return DrawnFigure.of(PositionFigure.of(Summary.of(runs))).panels().get(0);
  }

  private static List<Point> points(DoubleUnaryOperator loss) {
    return IntStream.rangeClosed(1, LENGTH)
        .mapToObj(t -> new Point(t, loss.applyAsDouble(t)))
        .toList();
  }

  /** The geometric mean of one and four is two, and ln 4 / sqrt 2 their logarithms' deviation. */
  @Test
  void theModelsLineIsTheGeometricMeanOfTheLastPoint() {
    DrawnPanel panel = panel(runs());
    assertThat(panel.curve("model").tells(points(t -> 0.2 * t)).colour()).isEqualTo(Palette.BLUE);
    double away = Math.exp(Math.log(4) / Math.sqrt(2));
    List<Point> edge = new ArrayList<>(points(t -> 0.2 * t * away));
    List<Point> back = new ArrayList<>(points(t -> 0.2 * t / away));
    Collections.reverse(back);
    edge.addAll(back);
    assertThat(panel.bands()).hasSize(1);
    panel.bands().get(0).tells(edge);
    panel.hasLabel("model", Palette.BLUE, 1.0);
    assertThat(panel.xName()).isEqualTo("position");
    assertThat(panel.yName()).isEqualTo("loss");
    assertThat(panel.subtitle()).isEqualTo("2 seeds");
  }

  @Test
  void learnersAreThinLinesOfTheirOwnStyle() {
    DrawnPanel panel = panel(runs());
    assertThat(panel.titles()).containsExactlyInAnyOrder("gd-prefix-k", "ridge-prefix", "model");
    DrawnLine steps = panel.curve("gd-prefix-k").tells(points(t -> 0.3 / t));
    assertThat(steps.colour()).isEqualTo(Palette.SKY);
    assertThat(steps.isDashed()).isFalse();
    assertThat(panel.curve("ridge-prefix").tells(points(t -> 0.01 / t)).isDashed()).isTrue();
    panel.hasLabel("ridge-prefix", Palette.PURPLE, 0.002);
    assertThat(PositionFigure.of(Summary.of(runs())).caption()).contains(" Thin lines: ");
  }

  /** At depth 1 a polynomial of one term is gd-prefix, and one of more is not. */
  @Test
  void oneLayerIsHeldAgainstSeveralStepsOnlyWhereThatIsAsked() {
    assertThat(panel(List.of(run(1, 0, 0.1, 1))).titles())
        .containsExactlyInAnyOrder("ridge-prefix", "model");
    assertThat(panel(List.of(run(1, 0, 0.1, 3))).titles())
        .containsExactlyInAnyOrder("gd-prefix-k", "ridge-prefix", "model");
  }

  @Test
  void settingsHaveAPanelEachOnOneScale() {
    List<DrawnPanel> panels =
        DrawnFigure.of(PositionFigure.of(Summary.of(List.of(run(2, 0, 0.1, 2), run(3, 0, 0.4, 3)))))
            .panels();
    assertThat(panels).extracting(DrawnPanel::title).containsExactly("depth 2", "depth 3");
    panels.get(0).curve("model").tells(points(t -> 0.1 * t));
    panels.get(1).curve("model").tells(points(t -> 0.4 * t));
  }

  @Test
  void nothingIsDrawnWhereNothingWasMeasured() {
    List<Run> runs = List.of(Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false));
    Figure figure = PositionFigure.of(Summary.of(runs));
    assertThat(figure.isDrawn()).isFalse();
    assertThat(figure.caption()).isEqualTo("No losses were measured at positions.");
  }
}
