package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.report.SmallStudy.HEADS;

import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.report.DrawnPanel.Dot;
import org.iclsweep.trial.Measures;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class LateFigureTest {
  /** Rows from above: the middle of each is where its interval lies. */
  private static List<Element> intervals(DrawnFigure drawn) {
    return drawn.elements("line", "interval").toList();
  }

  private static DrawnAxis shares(DrawnFigure drawn) {
    return axes(drawn).get(0);
  }

  private static DrawnAxis losses(DrawnFigure drawn) {
    return axes(drawn).get(1);
  }

  private static List<DrawnAxis> axes(DrawnFigure drawn) {
    List<DrawnAxis> axes =
        drawn
            .elements("line", "axis")
            .map(
                l ->
                    drawn.axis(
                        DrawnFigure.number(l, "x1"),
                        DrawnFigure.number(l, "x2"),
                        DrawnFigure.number(l, "y1")))
            .toList();
    assertThat(axes).hasSize(2);
    return axes;
  }

  private static DrawnFigure drawn() {
    return drawn(SmallStudy.trials());
  }

  @Test
  void barsAreSharesOfSeedsByWhatTheirWeightsShow() {
    List<Run> runs = SmallStudy.trials();
    runs.replaceAll(r -> r.seed().equals("5") ? withoutWeights(r) : r);
    DrawnFigure drawn = drawn(runs);
    bar(drawn, 1, Palette.VERMILION, 0, 1.0 / 7, "1 of 7: a head with roles swapped");
    bar(drawn, 1, Palette.GREY, 1.0 / 7, 2.0 / 7, "1 of 7: not to be told");
    bar(drawn, 2, Palette.VERMILION, 0, 1.0 / 7, "1 of 7: a head with roles swapped");
    assertThat(drawn.elements("rect").filter(r -> !DrawnFigure.title(r).isEmpty())).hasSize(3);
  }

  @Test
  void headsThatAreNotSwappedAreTold() {
    List<Run> runs = SmallStudy.trials();
    Run learnt = SmallStudy.learnt(1).get(0);
    runs.replaceAll(
        r ->
            SmallStudy.isLate(r) && r.seed().equals("2")
                ? Run.trial(
                    r.id(),
                    r.parameters(),
                    r.record().with(Measures.WEIGHTS, learnt.record().weights()))
                : r);
    DrawnFigure drawn = drawn(runs);
    bar(drawn, 1, Palette.VERMILION, 0, 1.0 / 7, "1 of 7: a head with roles swapped");
    bar(drawn, 1, Palette.BLUE, 1.0 / 7, 2.0 / 7, "1 of 7: no head swapped");
    assertThat(drawn.elements("circle", "dot").map(drawn::dot))
        .filteredOn(d -> d.title().startsWith("seed 2,"))
        .singleElement()
        .extracting(Dot::fill)
        .isEqualTo(Palette.BLUE);
  }

  private static void bar(
      DrawnFigure drawn, int row, String colour, double from, double to, String title) {
    DrawnAxis shares = shares(drawn);
    double middle = DrawnFigure.number(intervals(drawn).get(row - 1), "y1");
    List<Element> found =
        drawn
            .elements("rect")
            .filter(r -> DrawnFigure.title(r).equals(title))
            .filter(r -> Math.abs(DrawnFigure.number(r, "y") + 6 - middle) < 0.1)
            .toList();
    assertThat(found).as("bars of %s in row %s", title, row).hasSize(1);
    Element bar = found.get(0);
    double left = DrawnFigure.number(bar, "x");
    assertThat(drawn.style(bar)).containsEntry("fill", colour);
    assertThat(shares.says(left, from)).as("%s begins at %s", title, shares.value(left)).isTrue();
    double right = left + DrawnFigure.number(bar, "width");
    assertThat(shares.says(right, to)).as("%s ends at %s", title, shares.value(right)).isTrue();
  }

  /** Clopper and Pearson's, by their definition: each end leaves 2.5 % beyond what was seen. */
  @Test
  void intervalsAreExact() {
    for (int heads : HEADS) {
      int late = heads == 1 ? 2 : 1;
      Element line = intervals(drawn()).get(heads - 1);
      double low = shares(drawn()).value(DrawnFigure.number(line, "x1"));
      double high = shares(drawn()).value(DrawnFigure.number(line, "x2"));
      assertThat(1 - new BinomialDistribution(null, 7, low).cumulativeProbability(late - 1))
          .isCloseTo(0.025, within(2e-4));
      assertThat(new BinomialDistribution(null, 7, high).cumulativeProbability(late))
          .isCloseTo(0.025, within(2e-4));
    }
    assertThat(drawn().words("label", t -> t.getTextContent().matches("\\d/\\d")))
        .containsExactly("2/7", "1/7");
    assertThat(drawn().words("label", t -> t.getTextContent().startsWith("heads")))
        .containsExactly("heads 1", "heads 2");
  }

  @Test
  void everyLateSeedIsADotAtItsLoss() {
    List<Dot> dots = drawn().elements("circle", "dot").map(drawn()::dot).toList();
    assertThat(dots).hasSize(3);
    for (int heads : HEADS) {
      double row = DrawnFigure.number(intervals(drawn()).get(heads - 1), "y1");
      for (Run run : SmallStudy.of(heads)) {
        assertThat(dots)
            .filteredOn(d -> Math.abs(d.y() - row) < 0.1)
            .filteredOn(d -> d.title().startsWith("seed " + run.seed() + ","))
            .hasSize(SmallStudy.isLate(run) ? 1 : 0)
            .allSatisfy(
                d -> {
                  double loss = run.record().finalLoss();
                  assertThat(losses(drawn()).says(d.x(), loss)).isTrue();
                  assertThat(d.title()).endsWith(String.format("loss %.4f", loss));
                  assertThat(d.fill()).isEqualTo(Palette.VERMILION);
                });
      }
    }
  }

  @Test
  void levelsOfSwappedHeadsAreUprightInTheirRow() {
    double step = (Synthetic.ZERO - Synthetic.GD) / Synthetic.DIM;
    for (int heads : HEADS) {
      double row = DrawnFigure.number(intervals(drawn()).get(heads - 1), "y1");
      List<Element> levels =
          drawn().elements("line", "level").filter(l -> Math.abs(middle(l) - row) < 0.1).toList();
      assertThat(levels).hasSize(heads + 1);
      for (int j = 0; j <= heads; j++) {
        double at = DrawnFigure.number(levels.get(j), "x1");
        assertThat(DrawnFigure.number(levels.get(j), "x2")).isEqualTo(at);
        assertThat(losses(drawn()).says(at, Synthetic.ZERO - j * step)).isTrue();
      }
    }
  }

  @Test
  void theKeyNamesTheColours() {
    List<Element> keys =
        drawn().elements("rect").filter(r -> r.getAttribute("height").equals("10")).toList();
    assertThat(keys).hasSize(1);
    assertThat(drawn().style(keys.get(0))).containsEntry("fill", Palette.VERMILION);
    assertThat(
            drawn()
                .words(
                    "label",
                    t ->
                        DrawnFigure.isNear(
                            DrawnFigure.number(t, "x"), DrawnFigure.number(keys.get(0), "x") + 15)))
        .contains("a head with roles swapped");
  }

  private static double middle(Element line) {
    return (DrawnFigure.number(line, "y1") + DrawnFigure.number(line, "y2")) / 2;
  }

  private static Run withoutWeights(Run run) {
    return Run.trial(run.id(), run.parameters(), run.record().with(Measures.WEIGHTS, List.of()));
  }

  private static DrawnFigure drawn(List<Run> runs) {
    return DrawnFigure.of(LateFigure.of(Summary.of(runs)));
  }
}
