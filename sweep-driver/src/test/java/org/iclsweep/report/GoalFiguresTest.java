package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.analysis.PhaseDiagram;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Staircase;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearntRule;
import org.junit.jupiter.api.Test;

/** Figures of losses that have to come to another's than gradient descent's say whose. */
class GoalFiguresTest {

  private static Summary heads(Goal goal) {
    return Summary.of(Staircase.heads(new LearntRule(goal, 1.05, 100)));
  }

  @Test
  void aLossThatIsGivenIsALevelOfItsOwn() {
    Marks panel = Marks.under(LossFigure.of(heads(Goal.of(0.05))), "heads 2");
    assertThat(panel.lines("goal")).hasSize(1);
    Mark.Line goal = panel.lines("goal").get(0);
    assertThat(goal.style()).isEqualTo("level");
    assertThat(goal.points()).allMatch(point -> point.y() == 0.05);
    assertThat(panel.panel().labels()).contains(new Label(0.05, "goal 0.0500", Palette.GREY));
    assertThat(panel.panel().y().low()).isLessThan(0.05);
    Marks learners = Marks.under(LossFigure.of(heads(Goal.of("gd-prefix"))), "heads 2");
    assertThat(learners.lines("goal")).isEmpty();
  }

  @Test
  void blackIsGradientDescentWhereItIsThere() {
    String seeds = "One line a seed: blue learnt, vermilion did not, or relapsed.";
    assertThat(LossFigure.of(heads(Goal.of("gd-prefix"))).caption())
        .startsWith(seeds)
        .doesNotContain("gradient descent");
    assertThat(LossFigure.of(heads(Goal.of(0.2))).caption())
        .startsWith(seeds)
        .doesNotContain("gradient descent");
    assertThat(LossFigure.of(Summary.of(Synthetic.quickstart())).caption())
        .startsWith(seeds + " In the colour of the text: gradient descent on the same tasks.");
  }

  @Test
  void whenSeedsLearnIsDrawnOrWhyItCannotBe() {
    assertThat(TransitionFigure.of(heads(Goal.of(0.2))).isDrawn()).isTrue();
    String unknown = "Whether seeds learnt cannot be told";
    assertThat(TransitionFigure.of(heads(Goal.of("kernel-prefix"))).caption())
        .isEqualTo(
            unknown
                + " without the loss of kernel-prefix beside them, clearly better than that of"
                + " answering 0.");
    assertThat(TransitionFigure.of(heads(Goal.GRADIENT_DESCENT)).caption())
        .isEqualTo(
            unknown
                + " without the loss of gradient descent (gd) beside them, clearly better than that"
                + " of answering 0.");
    assertThat(TransitionFigure.of(heads(Goal.of(0.37))).caption())
        .isEqualTo(
            unknown
                + ": a loss of 0.37 is not clearly better than answering 0 (at most 0.9 of its"
                + " loss).");
  }

  @Test
  void phasesAreOfLossesOverTheGoal() {
    tells(Goal.of("gd++"), "loss / GD++", "over that of gd++, of all");
    tells(Goal.of(0.2), "loss / 0.2", "over 0.2, of all");
    tells(Goal.GRADIENT_DESCENT, "loss / GD", "over that of gradient descent, of all");
  }

  private static void tells(Goal goal, String title, String caption) {
    Figure figure = PhaseFigure.of(PhaseDiagram.of(Summary.of(phases(goal))).get(0));
    assertThat(Marks.of(figure).get(1).words("title").get(0).text()).isEqualTo(title);
    assertThat(figure.caption()).contains(caption);
  }

  /** Told in thousandths of the goal: late seeds of two heads lose what one swapped head does. */
  @Test
  void cellsAreMediansOverTheLossThatIsGiven() {
    PhaseDiagram diagram = PhaseDiagram.of(Summary.of(phases(Goal.of(0.2)))).get(0);
    List<Run> cell =
        phases(Goal.of(0.2)).stream()
            .filter(run -> run.parameters().get("heads").equals(1))
            .filter(run -> run.parameters().get("batch").equals(64))
            .toList();
    double median =
        SmallStudy.median(cell.stream().map(r -> r.record().finalLoss() / 0.2).toList());
    assertThat(
            diagram
                .parts()
                .get(0)
                .cells()
                .get(0)
                .get(0)
                .orElseThrow()
                .lossRatio()
                .orElseThrow()
                .median())
        .isEqualTo(median);
  }

  private static List<Run> phases(Goal goal) {
    List<Run> runs = new ArrayList<>();
    for (Run run : Synthetic.phases(3)) {
      runs.add(
          Run.trial(run.id(), run.parameters(), run.record(), new LearntRule(goal, 1.05, 100)));
    }
    return runs;
  }
}
