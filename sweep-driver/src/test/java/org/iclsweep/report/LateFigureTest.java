package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.report.SmallStudy.HEADS;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.trial.Measures;
import org.junit.jupiter.api.Test;

/** A row a number of heads, from above. */
class LateFigureTest {
  private static final String SWAPPED = "1 of 7: a head with roles swapped";

  private static Marks shares(List<Run> runs) {
    return marks(runs).get(0);
  }

  private static Marks losses(List<Run> runs) {
    return marks(runs).get(1);
  }

  private static List<Marks> marks(List<Run> runs) {
    return Marks.of(LateFigure.of(Summary.of(runs)));
  }

  @Test
  void barsAreSharesOfSeedsByWhatTheirWeightsShow() {
    List<Run> runs = SmallStudy.trials();
    runs.replaceAll(r -> r.seed().equals("5") ? withWeights(r, null) : r);
    assertThat(shares(runs).all(Mark.Box.class))
        .containsExactly(
            bar(SWAPPED, 0, 0, 1.0 / 7, Palette.VERMILION),
            bar("1 of 7: not to be told", 0, 1.0 / 7, 2.0 / 7, Palette.GREY),
            bar(SWAPPED, 1, 0, 1.0 / 7, Palette.VERMILION));
  }

  @Test
  void headsThatAreNotSwappedAreTold() {
    List<Run> runs = SmallStudy.trials();
    Run learnt = SmallStudy.learnt(1).get(0);
    runs.replaceAll(r -> SmallStudy.isLate(r) && r.seed().equals("2") ? withWeights(r, learnt) : r);
    assertThat(shares(runs).all(Mark.Box.class))
        .contains(
            bar(SWAPPED, 0, 0, 1.0 / 7, Palette.VERMILION),
            bar("1 of 7: no head swapped", 0, 1.0 / 7, 2.0 / 7, Palette.BLUE));
    assertThat(losses(runs).all(Mark.Dot.class))
        .filteredOn(d -> d.title().startsWith("seed 2,"))
        .extracting(Mark.Dot::fill)
        .containsExactly(Palette.BLUE);
  }

  private static Mark.Box bar(String title, int row, double from, double to, String colour) {
    Point corner = new Point(from, row + 0.25);
    return new Mark.Box(title, corner, new Point(to, row + 0.75), "", colour);
  }

  /** Clopper and Pearson's, by their definition: each end leaves 2.5 % beyond what was seen. */
  @Test
  void intervalsAreExact() {
    Marks shares = shares(SmallStudy.trials());
    for (int heads : HEADS) {
      int late = heads == 1 ? 2 : 1;
      Mark.Rule line = shares.rules("interval").get(heads - 1);
      double low = line.from().x();
      double high = line.to().x();
      assertThat(1 - new BinomialDistribution(null, 7, low).cumulativeProbability(late - 1))
          .isCloseTo(0.025, within(1e-6));
      assertThat(new BinomialDistribution(null, 7, high).cumulativeProbability(late))
          .isCloseTo(0.025, within(1e-6));
      assertThat(List.of(line.from().y(), line.to().y())).containsOnly(heads - 0.5);
    }
    assertThat(shares.words("label"))
        .extracting(w -> w.text() + " at " + w.at().y())
        .containsExactly("heads 1 at 0.5", "2/7 at 0.5", "heads 2 at 1.5", "1/7 at 1.5");
  }

  @Test
  void everyLateSeedIsADotAtItsLoss() {
    List<Mark.Dot> expected = new ArrayList<>();
    for (int heads : HEADS) {
      for (Run run : SmallStudy.of(heads)) {
        if (SmallStudy.isLate(run)) {
          double loss = run.record().finalLoss();
          String title = String.format("seed %s, loss %.4f", run.seed(), loss);
          Point at = new Point(loss, heads - 0.5);
          expected.add(new Mark.Dot(title, at, 3.2, "dot", "", Palette.VERMILION));
        }
      }
    }
    assertThat(expected).hasSize(3);
    assertThat(losses(SmallStudy.trials()).all(Mark.Dot.class)).isEqualTo(expected);
  }

  /** Each swapped head does gradient descent in one direction of the inputs' ten. */
  @Test
  void levelsOfSwappedHeadsAreUprightInTheirRow() {
    double step = (Synthetic.ZERO - Synthetic.GD) / Synthetic.DIM;
    for (int heads : HEADS) {
      List<Mark.Rule> levels =
          losses(SmallStudy.trials()).rules("level").stream()
              .filter(l -> l.from().y() == heads - 1 && l.to().y() == heads)
              .toList();
      assertThat(levels).hasSize(heads + 1);
      for (int j = 0; j <= heads; j++) {
        assertThat(levels.get(j).from().x())
            .isCloseTo(Synthetic.ZERO - j * step, within(1e-12))
            .isEqualTo(levels.get(j).to().x());
      }
    }
  }

  @Test
  void bothAxesHaveTheirTicksWhereTheirNumbersSay() {
    for (Marks column : List.of(shares(SmallStudy.trials()), losses(SmallStudy.trials()))) {
      List<Mark.Rule> grid = column.rules("grid");
      assertThat(column.words("tick")).hasSizeGreaterThan(2).hasSameSizeAs(grid);
      for (int i = 0; i < grid.size(); i++) {
        Point at = column.words("tick").get(i).at();
        assertThat(at.x()).isEqualTo(grid.get(i).to().x());
        assertThat(at.x())
            .isCloseTo(Double.parseDouble(column.words("tick").get(i).text()), within(1e-9));
        assertThat(grid.get(i).to()).isEqualTo(at);
        assertThat(grid.get(i).from()).isEqualTo(new Point(at.x(), 0));
      }
    }
  }

  @Test
  void theKeyNamesTheColours() {
    Marks key = marks(SmallStudy.trials()).get(2);
    assertThat(key.all(Mark.Box.class))
        .extracting(Mark.Box::fill)
        .containsExactly(Palette.VERMILION);
    assertThat(key.words("label"))
        .extracting(Mark.Words::text)
        .containsExactly("a head with roles swapped");
  }

  /** With those of another; none where there is none. */
  private static Run withWeights(Run run, Run other) {
    return Run.trial(
        run.id(),
        run.parameters(),
        run.record().with(Measures.WEIGHTS, other == null ? List.of() : other.record().weights()));
  }
}
