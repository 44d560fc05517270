package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Crossing;
import org.iclsweep.analysis.RefinedBoundary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.refine.SampleRounds;
import org.iclsweep.statistics.Boundary;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.study.sweep.RefinedAxis;
import org.junit.jupiter.api.Test;

class BoundaryFigureTest {

  static final RefinedBoundary ONE =
      new RefinedBoundary(
          SampleRounds.rounds(
              SampleRounds.oneAxis(), p -> 1 / (1 + Math.pow((Double) p.get(0) / 0.7, 12)), 3));

  static final RefinedBoundary TWO =
      new RefinedBoundary(
          SampleRounds.rounds(
              SampleRounds.twoAxes(),
              p -> (Double) p.get(0) * (1 + (Double) p.get(1)) < 0.9 ? 0.95 : 0.05,
              3));

  private static Proportion at(RefinedBoundary boundary, Mark.Dot dot) {
    return boundary.shares().entrySet().stream()
        .filter(
            each ->
                ((Double) each.getKey().get(0)) == dot.at().x()
                    && (each.getKey().size() == 1
                        || ((Double) each.getKey().get(1)) == dot.at().y()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void dotsAreTheSharesOfAllPointsWithTheirIntervals() {
    Figure figure = BoundaryFigure.of(ONE);
    Marks panel = Marks.of(figure).get(0);
    List<Mark.Dot> dots = panel.all(Mark.Dot.class);

    assertThat(figure.title()).isEqualTo("Where 50 % of seeds learn");
    assertThat(figure.fileName()).isEqualTo("where-50-of-seeds-learn.svg");
    assertThat(dots).hasSameSizeAs(ONE.shares().keySet());
    for (Mark.Dot dot : dots) {
      Proportion share = at(ONE, dot);
      assertThat(dot.at().y()).isEqualTo(share.share());
      assertThat(dot.radius()).isCloseTo(4 * Math.sqrt(share.trials() / 8.0), within(1e-12));
      assertThat(panel.lines(dot.title()).get(0).points())
          .containsExactly(
              new Point(dot.at().x(), share.low()), new Point(dot.at().x(), share.high()));
    }
    assertThat(dots.get(0).title()).isEqualTo("0.1: 8/8, 95 % 63-100 %");
  }

  @Test
  void bandBoundaryAndCurveAreThoseOfTheAnalysis() {
    Marks panel = Marks.of(BoundaryFigure.of(ONE)).get(0);
    RefinedAxis axis = ONE.results().refinement().axes().get(0);
    Crossing crossing = ONE.crossings().get(0);

    assertThat(ONE.crossings()).hasSize(1);
    Mark.Box band = panel.all(Mark.Box.class).get(0);
    assertThat(band.from()).isEqualTo(new Point(axis.number(crossing.from()), 0));
    assertThat(band.to()).isEqualTo(new Point(axis.number(crossing.to()), 1));
    Mark.Rule boundary = panel.rules("gd").get(0);
    double middle = axis.number(crossing.middle().orElseThrow());
    assertThat(boundary.from()).isEqualTo(new Point(middle, 0));
    assertThat(boundary.to()).isEqualTo(new Point(middle, 1));
    assertThat(middle).isBetween(band.from().x(), band.to().x());
    Mark.Line curve = panel.lines("mean of what is to be expected").get(0);
    assertThat(curve.points()).isEqualTo(ONE.curve()).hasSize(257);
    assertThat(curve.points().get(128))
        .isEqualTo(new Point(axis.number(0.5), ONE.results().boundary().probability(List.of(0.5))));
    assertThat(panel.lines("share").get(0).points())
        .containsExactly(new Point(0.1, 0.5), new Point(2, 0.5));
  }

  @Test
  void scalesAreThoseOfTheAxes() {
    Panel one = Marks.of(BoundaryFigure.of(ONE)).get(0).panel();
    assertThat(one.x().log()).isTrue();
    assertThat(List.of(one.x().low(), one.x().high())).containsExactly(0.1, 2.0);
    assertThat(List.of(one.y().low(), one.y().high())).containsExactly(0.0, 1.0);
    Marks two = Marks.of(BoundaryFigure.of(TWO)).get(0);
    assertThat(two.panel().x().log()).isTrue();
    assertThat(two.panel().y().log()).isFalse();
    assertThat(List.of(two.panel().y().low(), two.panel().y().high())).containsExactly(0.1, 0.9);
    assertThat(two.all(Mark.Axes.class)).containsExactly(new Mark.Axes("input range", "beta1"));
  }

  /** First points are at the ends of the axes, where a plot ends. */
  @Test
  void pointsAtTheEndsOfAxesAreWhole() {
    for (RefinedBoundary boundary : List.of(ONE, TWO)) {
      assertThat(Marks.of(BoundaryFigure.of(boundary)).get(0).panel().marks())
          .filteredOn(Mark.Dot.class::isInstance)
          .hasSameSizeAs(boundary.shares().keySet());
    }
  }

  @Test
  void pointsOfAMapAreColouredByTheirShares() {
    Marks panel = Marks.of(BoundaryFigure.of(TWO)).get(0);
    List<Mark.Dot> dots = panel.all(Mark.Dot.class);

    assertThat(dots).hasSameSizeAs(TWO.shares().keySet());
    for (Mark.Dot dot : dots) {
      assertThat(dot.fill()).isEqualTo(Palette.diverging(1 - 2 * at(TWO, dot).share()));
    }
    assertThat(dots)
        .filteredOn(dot -> dot.title().contains(": 8/8,"))
        .isNotEmpty()
        .allSatisfy(dot -> assertThat(dot.fill()).isEqualTo("#0072b2"));
  }

  /** Cells and line of the map, read back: what they cover is what is told of the region. */
  @Test
  void bandAndBoundaryOfAMapLieWhereTheAnalysisHasThem() {
    Figure figure = BoundaryFigure.of(TWO);
    assertThat(figure.caption()).endsWith("95 % of the boundary or more in 95 of 100 studies.");
    Marks panel = Marks.of(figure).get(0);
    List<RefinedAxis> axes = TWO.results().refinement().axes();
    double covered = 0;
    for (Mark.Box box : panel.all(Mark.Box.class)) {
      double width = axes.get(0).place(box.to().x()) - axes.get(0).place(box.from().x());
      double height = axes.get(1).place(box.to().y()) - axes.get(1).place(box.from().y());
      covered += width * height;
      double x = axes.get(0).place(box.from().x()) + width / 2;
      double y = axes.get(1).place(box.from().y()) + height / 2;
      if (width < 1.01 / BoundaryFigure.MAP_STEPS && x > 0.02 && y > 0.02 && x < 0.98 && y < 0.98) {
        Boundary boundary = TWO.results().boundary();
        assertThat(boundary.inBand(boundary.above(List.of(x, y)))).isTrue();
      }
    }
    // of 49 by 49 cells against 65 by 65: an edge is told to half a cell
    assertThat(covered).isCloseTo(TWO.results().boundary().uncertain(), within(0.03));
    assertThat(panel.lines("boundary")).isNotEmpty();
    for (Mark.Line piece : panel.lines("boundary")) {
      Point p = piece.points().get(0);
      double above =
          TWO.results()
              .boundary()
              .above(List.of(axes.get(0).place(p.x()), axes.get(1).place(p.y())));
      // between two places of the map it rises by interpolation, here from near 0 to near 1
      assertThat(above).isBetween(0.1, 0.9);
    }
  }

  @Test
  void withoutATrialThatTellsThereIsNoFigure() {
    RefinedBoundary none = new RefinedBoundary(SampleRounds.untold(SampleRounds.oneAxis()));
    assertThat(BoundaryFigure.of(none).isDrawn()).isFalse();
  }

  @Test
  void thePageHasItFirstAndSaysWhereTheBoundaryIs() {
    StudyReport plain = Pages.report(Synthetic.quickstart());
    StudyReport report =
        new StudyReport(
            plain.study(),
            plain.runs(),
            plain.verdicts(),
            plain.planned(),
            plain.command(),
            plain.elsewhere(),
            plain.digest(),
            plain.resolvedStudy(),
            ONE);
    ReportPage page = new ReportPage(report);

    Pages.balanced(page.html());
    assertThat(page.drawings().keySet().iterator().next()).isEqualTo("where-50-of-seeds-learn.svg");
    assertThat(page.html())
        .contains("<h2>Boundary</h2>\n<p>Where 50 % of seeds learn, over task.input-range = ");
    ONE.sentences().forEach(each -> assertThat(page.html()).contains("<li>" + each + "</li>"));
    assertThat(Pages.page(Synthetic.quickstart())).doesNotContain("Boundary");
  }
}
