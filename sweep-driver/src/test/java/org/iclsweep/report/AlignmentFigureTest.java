package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.report.SmallStudy.HEADS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.junit.jupiter.api.Test;

class AlignmentFigureTest {
  private static final Map<String, ToDoubleFunction<Alignment>> MEASURES =
      Map.of("cosine", Alignment::cosine, "model difference", Alignment::modelDifference);

  private static List<Figure> figures() {
    return AlignmentFigure.all(Summary.of(SmallStudy.trials()));
  }

  @Test
  void gradientDescentHasAFigureAndAllOthersOne() {
    assertThat(figures())
        .extracting(Figure::title)
        .containsExactly(
            "Agreement with gd over training", "Agreement with other learners over training");
  }

  /** Twelve settings are drawn, and only the 13th was held against GD++. */
  @Test
  void aKindOfWhichNothingIsDrawnHasNoFigure() {
    List<Run> runs = new ArrayList<>();
    for (Run run : Pages.settings(13)) {
      boolean last = run.isTrial() && run.parameters().get("learning_rate").equals(13 / 2000.0);
      runs.add(last ? heldAgainstPlusPlus(run) : run);
    }
    assertThat(Summary.of(runs).aligned()).contains(LearnerKind.GD_PLUS_PLUS);
    assertThat(AlignmentFigure.all(Summary.of(runs)))
        .extracting(Figure::title)
        .containsExactly("Agreement with gd over training");
    List<Run> drawn = runs.stream().filter(r -> !r.isTrial() || isDrawnWithTheLast(r)).toList();
    assertThat(AlignmentFigure.all(Summary.of(drawn)))
        .extracting(Figure::title)
        .containsExactly("Agreement with gd over training", "Agreement with gd++ over training");
  }

  private static boolean isDrawnWithTheLast(Run run) {
    return run.number("learning_rate").orElseThrow() > 1 / 2000.0;
  }

  private static Run heldAgainstPlusPlus(Run run) {
    return Run.trial(
        run.id(),
        run.parameters(),
        run.record().with(Measures.ALIGNMENTS, Synthetic.withPlusPlus(run.record(), 1)));
  }

  @Test
  void everySeedIsItsAgreementOverTheSteps() {
    DrawnFigure drawn = DrawnFigure.of(figures().get(0));
    assertThat(drawn.panels()).hasSize(4);
    for (int heads : HEADS) {
      for (String measure : MEASURES.keySet()) {
        DrawnPanel panel = panel(drawn, heads, measure);
        for (Run run : SmallStudy.of(heads)) {
          boolean late = SmallStudy.isLate(run);
          DrawnLine line = panel.curve("seed " + run.seed());
          line.tells(points(run, LearnerKind.GD, measure).toList());
          assertThat(line.colour()).isEqualTo(late ? Palette.VERMILION : Palette.BLUE);
          assertThat(points(run, LearnerKind.GD, measure)).allMatch(p -> panel.y().shows(p.y()));
        }
      }
    }
  }

  @Test
  void theThickLineAndTheAreaAreQuartilesOfThoseThatLearnt() {
    DrawnFigure drawn = DrawnFigure.of(figures().get(0));
    for (int heads : HEADS) {
      for (String measure : MEASURES.keySet()) {
        DrawnPanel panel = panel(drawn, heads, measure);
        panel.curve("median").tells(quantiles(heads, LearnerKind.GD, measure, 0.5));
        assertThat(panel.bands()).hasSize(1);
        panel
            .bands()
            .get(0)
            .tells(SmallStudy.quartileBand(p -> quantiles(heads, LearnerKind.GD, measure, p)));
      }
    }
  }

  @Test
  void theMedianAtTheEndIsWritten() {
    DrawnFigure drawn = DrawnFigure.of(figures().get(0));
    List<String> ends =
        HEADS.stream()
            .flatMap(
                heads ->
                    Stream.of("cosine", "model difference")
                        .map(m -> quantiles(heads, LearnerKind.GD, m, 0.5)))
            .map(medians -> Numbers.fixed(medians.get(medians.size() - 1).y(), 4))
            .toList();
    assertThat(drawn.words("label", t -> true)).containsExactlyInAnyOrderElementsOf(ends);
  }

  @Test
  void othersAreMediansUnderTheirNames() {
    DrawnFigure drawn = DrawnFigure.of(figures().get(1));
    for (int heads : HEADS) {
      for (String measure : MEASURES.keySet()) {
        DrawnPanel panel = panel(drawn, heads, measure);
        assertThat(panel.titles()).containsExactlyInAnyOrder("ridge", "kernel-smoothing");
        other(panel, heads, measure, LearnerKind.RIDGE, Palette.PURPLE, true);
        other(panel, heads, measure, LearnerKind.KERNEL_SMOOTHING, Palette.GREEN, false);
      }
    }
  }

  private static void other(
      DrawnPanel panel,
      int heads,
      String measure,
      LearnerKind learner,
      String colour,
      boolean dashed) {
    List<Point> medians = quantiles(heads, learner, measure, 0.5);
    DrawnLine line = panel.curve(learner.label()).tells(medians);
    assertThat(line.colour()).isEqualTo(colour);
    assertThat(line.isDashed()).isEqualTo(dashed);
    panel.hasLabel(learner.label(), colour, medians.get(medians.size() - 1).y());
  }

  /** The measure is written at the axis; the heading stands above the first of a setting. */
  private static DrawnPanel panel(DrawnFigure drawn, int heads, String measure) {
    List<DrawnPanel> found =
        drawn.panels().stream().filter(p -> p.yName().equals(measure)).toList();
    assertThat(found).hasSize(2);
    DrawnPanel panel = found.get(heads - 1);
    assertThat(panel.title()).isEqualTo(measure.equals("cosine") ? "heads " + heads : "");
    assertThat(panel.xName()).isEqualTo("step");
    return panel;
  }

  private static Stream<Point> points(Run run, LearnerKind learner, String measure) {
    return run.record().alignments().stream()
        .filter(a -> a.learner() == learner)
        .map(a -> new Point(a.step(), MEASURES.get(measure).applyAsDouble(a)));
  }

  private static List<Point> quantiles(
      int heads, LearnerKind learner, String measure, double probability) {
    return SmallStudy.quantiles(
        SmallStudy.learnt(heads).stream().flatMap(r -> points(r, learner, measure)), probability);
  }
}
