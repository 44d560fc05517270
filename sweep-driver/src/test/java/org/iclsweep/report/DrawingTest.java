package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;
import org.junit.jupiter.api.Test;

class DrawingTest {

  @Test
  void whatXmlForbidsIsEscapedOrReplaced() {
    assertThat(Markup.escape("a<b>&\"'\u0001\ud800 ασ"))
        .isEqualTo("a&lt;b&gt;&amp;&quot;&#39;\ufffd\ufffd ασ");
    Svg svg = new Svg(1, 1, "<&\"", LossUnit.HALF_SQUARED_ERROR);
    svg.text(0, 0, "</svg>\u0000");
    assertThat(Pages.parse(svg.finish()).getDocumentElement().getTextContent())
        .contains("</svg>\ufffd");
  }

  @Test
  void coordinatesAreShortAndFinite() {
    assertThat(Markup.coordinate(1.0)).isEqualTo("1");
    assertThat(Markup.coordinate(-0.001)).isEqualTo("0");
    assertThat(Markup.coordinate(100)).isEqualTo("100");
    assertThat(Markup.coordinate(12.346)).isEqualTo("12.35");
    assertThatThrownBy(() -> Markup.coordinate(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("coordinate is NaN, must be finite");
  }

  @Test
  void ticksAreRound() {
    assertThat(labels(Scale.linear(0, 2000), 5))
        .containsExactly("0", "500", "1000", "1500", "2000");
    assertThat(labels(Scale.linear(0.19, 0.43), 5))
        .containsExactly("0.20", "0.25", "0.30", "0.35", "0.40");
    assertThat(labels(Scale.log(0.08, 8.4), 5)).containsExactly("0.1", "0.2", "0.5", "1", "2", "5");
    assertThat(labels(Scale.log(1e-12, 10), 5)).startsWith("1e-12", "1e-10").hasSize(7);
    assertThat(labels(Scale.log(0.2, 0.42), 5)).isNotEmpty();
  }

  @Test
  void scalesWidenAPointAndHoldWhatIsFarOutside() {
    Scale point = Scale.linear(5, 5).between(0, 100);
    assertThat(point.at(5)).isCloseTo(50, within(1e-12));
    assertThat(Scale.linear(0, 1).between(0, 100).at(1e300)).isEqualTo(1000);
    assertThat(Scale.log(1, 10).between(0, 100).at(0)).isCloseTo(-900, within(1e-9));
    assertThatThrownBy(() -> new Scale(true, 0, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no logarithmic scale from 0.0 to 1.0");
  }

  /** Ends that differ by 1e-12, relatively, are a point. */
  @Test
  void aLogarithmicScaleWidensAPointAndNoRange() {
    assertThat(Scale.log(3, 3)).isEqualTo(new Scale(true, 1.5, 6, 0, 1));
    assertThat(Scale.log(1, 1 + 1e-12)).isEqualTo(new Scale(true, 0.5, 2 + 2e-12, 0, 1));
    assertThat(Scale.log(1, 1 + 3e-12)).isEqualTo(new Scale(true, 1, 1 + 3e-12, 0, 1));
    assertThat(Scale.log(6, 3)).isEqualTo(new Scale(true, 3, 6, 0, 1));
  }

  @Test
  void aScaleAroundARangeHasRoomOnEitherSide() {
    assertThat(Scale.around(2, 4, 0.25)).isEqualTo(new Scale(false, 1.5, 4.5, 0, 1));
    assertThat(Scale.around(2, 2, 0.25)).isEqualTo(Scale.linear(2, 2));
  }

  @Test
  void lineBreaksWhereAValueIsNotFinite() {
    List<Point> points =
        List.of(new Point(0, 0), new Point(1, 1), new Point(2, Double.NaN), new Point(3, 3));
    assertThat(drawn(points)).contains("d=\"M0 0L1 1M3 3\"").contains(Svg.LEFT_OUT);
  }

  @Test
  void aLineThroughOnePointIsADash() {
    assertThat(drawn(List.of(new Point(2, 1)))).contains("d=\"M2 1m-5 0h10\"");
  }

  private static String drawn(List<Point> points) {
    Svg svg = new Svg(10, 10, "", LossUnit.HALF_SQUARED_ERROR);
    Scale unit = Scale.linear(0, 3).between(0, 3);
    new Mark.Line("", points, "", "").draw(svg, unit, unit);
    return svg.finish();
  }

  /** Of scales that differ, so that no two coordinates can change places. */
  @Test
  void marksStandWhereTheirScalesSay() {
    Point from = new Point(1, 2);
    Point to = new Point(3, 5);
    assertThat(drawn(new Mark.Rule(from, to, "level")))
        .contains(
            "<line class=\"level\" x1=\"10\" y1=\"80\" x2=\"30\" y2=\"50\" stroke=\"#767676\""
                + " stroke-width=\"1.1\" stroke-dasharray=\"1.5 3\"/>");
    assertThat(drawn(new Mark.Box("cell", from, to, "frame", "#123")))
        .contains(
            "<rect x=\"10\" y=\"50\" width=\"20\" height=\"30\" class=\"frame\" fill=\"#123\""
                + " stroke=\"#767676\" stroke-width=\"0.75\">"
                + "<title>cell</title></rect>");
    assertThat(drawn(new Mark.Dot("seed 1", to, 4, "dot", "#123", "#456")))
        .contains(
            "<circle cx=\"30\" cy=\"50\" r=\"4\" class=\"dot\" stroke=\"#123\" fill=\"#456\""
                + " opacity=\"0.75\">"
                + "<title>seed 1</title></circle>");
    assertThat(drawn(new Mark.Words("late", to, -7, 11, "name", "end", "")))
        .contains(
            "<text class=\"name\" text-anchor=\"end\" x=\"23\" y=\"61\" font-size=\"11\""
                + " fill=\"#1a1a1a\">late</text>");
    assertThat(drawn(new Mark.Area(List.of(from, to), List.of(from, from), "band", "#123")))
        .contains(
            "<path d=\"M10 80L30 50L10 80L10 80Z\" class=\"band\" fill=\"#123\""
                + " stroke=\"none\" opacity=\"0.25\"/>");
  }

  /** Of two classes the later has the last word, and a mark's own colour is before both. */
  @Test
  void marksLookAsTheirClassesSayWithoutAStyleSheet() {
    Point from = new Point(1, 2);
    List<Point> line = List.of(from, new Point(3, 5));
    assertThat(drawn(new Mark.Line("", line, "seed late", "#123456")))
        .contains(
            "class=\"seed late\" stroke=\"#123456\" fill=\"none\" stroke-width=\"1.2\""
                + " opacity=\"0.9\"/>");
    assertThat(drawn(new Mark.Line("", line, "gd", "")))
        .contains("class=\"gd\" fill=\"none\" stroke=\"#000000\" stroke-width=\"1.3\"/>");
    assertThat(drawn(new Mark.Words("late", from, 0, 0, "name", "", "#123456")))
        .contains("class=\"name\" fill=\"#123456\" x=\"10\" y=\"80\" font-size=\"11\">");
  }

  /** A strip has an axis of steps alone. */
  @Test
  void anAxisAloneHasNoGridAndNoUprightTicks() {
    assertThat(drawn(new Mark.Axes("step", null)))
        .contains(">step<", "<line class=\"axis\" x1=\"0\" y1=\"100\" x2=\"100\" y2=\"100\" ")
        .doesNotContain("grid", "text-anchor=\"end\"");
  }

  private static String drawn(Mark mark) {
    Svg svg = new Svg(100, 100, "", LossUnit.HALF_SQUARED_ERROR);
    mark.draw(svg, Scale.linear(0, 10).between(0, 100), Scale.linear(0, 10).between(100, 0));
    return svg.finish();
  }

  @Test
  void endsOfAScaleHaveTheirLabelsAndWhatLiesBeyondHasNone() {
    Svg svg = new Svg(10, 10, "", LossUnit.HALF_SQUARED_ERROR);
    List<Label> labels =
        List.of(
            new Label(2, "low end", Palette.BLACK),
            new Label(3, "high end", Palette.BLACK),
            new Label(Math.nextDown(2.0), "below", Palette.BLACK),
            new Label(Math.nextUp(3.0), "above", Palette.BLACK),
            new Label(Double.NaN, "no number", Palette.BLACK));
    Scale x = Scale.linear(0, 1).between(0, 10);
    Label.draw(labels, svg, x, Scale.linear(2, 3).between(10, 0), 200);
    assertThat(svg.finish())
        .contains(">low end<", ">high end<")
        .doesNotContain("below", "above", "no number");
  }

  /** Dots from where the line ends to the edge, at its height; none where it ends at the edge. */
  @Test
  void aLabelOfALineThatEndsEarlyIsLedTo() {
    assertThat(labelled(5))
        .contains("<path d=\"M50 20L100 20\" fill=\"none\" class=\"lead\" stroke=\"#123456\"");
    assertThat(labelled(9)).doesNotContain("lead\"");
    assertThat(labelled(10)).doesNotContain("lead\"");
  }

  private static String labelled(double last) {
    Svg svg = new Svg(100, 100, "", LossUnit.HALF_SQUARED_ERROR);
    Scale x = Scale.linear(0, 10).between(0, 100);
    Panel panel = new Panel(x, Scale.linear(0, 10).between(100, 0));
    panel.label(List.of(new Point(1, 3), new Point(last, 8)), "ends", "#123456").draw(svg, 200);
    return svg.finish();
  }

  @Test
  void labelsMoveApartAboutTheirMean() {
    assertThat(Spread.apart(new double[] {10, 10, 50}, 12, 0, 100)).containsExactly(4, 16, 50);
    assertThat(Spread.apart(new double[] {10, 10.5, 11}, 12, 5, 100)).containsExactly(5, 17, 29);
    assertThat(Spread.apart(new double[] {99, 100}, 12, 0, 100)).containsExactly(88, 100);
    assertThat(Spread.apart(new double[0], 12, 0, 100)).isEmpty();
  }

  @Test
  void stacksOfLabelsStandWhereTheyAreWhateverStandsBefore() {
    assertThat(Spread.apart(new double[] {10, 50, 51, 52, 90}, 12, 0, 100))
        .containsExactly(10, 39, 51, 63, 90);
    assertThat(Spread.apart(new double[] {20, 21, 60, 61}, 12, 0, 100))
        .containsExactly(14.5, 26.5, 54.5, 66.5);
  }

  /** The first two overlap; moved apart they overlap the third, and those three the last. */
  @Test
  void labelsThatOverlapOneAfterAnotherAreOneStack() {
    assertThat(Spread.apart(new double[] {10, 20, 31, 43}, 12, 0, 100))
        .containsExactly(8, 20, 32, 44);
    assertThat(Spread.apart(new double[] {10, 22, 34}, 12, 0, 100)).containsExactly(10, 22, 34);
  }

  @Test
  void oneSettingHasItsMeasuresSideBySide() {
    double heading = 44;
    assertThat(height(1, 1)).isEqualTo(heading + 100);
    assertThat(height(1, 3)).isEqualTo(heading + 100);
    assertThat(height(1, 4)).isEqualTo(heading + 200);
    assertThat(height(1, 5)).isEqualTo(heading + 200);
    assertThat(height(1, 7)).isEqualTo(heading + 300);
    assertThat(rows(1, 4, 240, 0).place(0, 3)).isEqualTo(new Grid.Place(420, 100));
    assertThat(rows(1, 5, 240, 0).place(0, 3)).isEqualTo(new Grid.Place(0, 100));
  }

  @Test
  void severalSettingsHaveAColumnEachInGroupsOfFour() {
    double heading = 44;
    assertThat(height(2, 3)).isEqualTo(heading + 300);
    assertThat(height(4, 3)).isEqualTo(heading + 300);
    assertThat(height(5, 3)).isEqualTo(2 * (heading + 300));
    assertThat(rows(5, 3, 280, 0).place(4, 2)).isEqualTo(new Grid.Place(0, heading + 300 + 200));
    assertThat(rows(5, 3, 280, 0).place(3, 0)).isEqualTo(new Grid.Place(600, 0));
  }

  @Test
  void labelsHaveRoomBesideTheLastPanelOfARowOrBesideEach() {
    Grid.Rows rows = rows(5, 2, 100, 0);
    assertThat(IntStream.range(0, 5).filter(i -> rows.hasLabels(i, 0))).containsExactly(3, 4);
    Grid.Rows alone = rows(1, 5, 100, 0);
    assertThat(IntStream.range(0, 5).filter(m -> alone.hasLabels(0, m))).containsExactly(2, 4);
    Grid.Rows each = rows(1, 5, 120, 60);
    assertThat(IntStream.range(0, 5).filter(m -> each.hasLabels(0, m))).hasSize(5);
    assertThat(each.sheet().width()).isEqualTo(3 * (300 + 60) + 120);
    assertThat(each.place(0, 1)).isEqualTo(new Grid.Place(360, 0));
  }

  private static double height(int settings, int measures) {
    return rows(settings, measures, 0, 0).sheet().height();
  }

  private static Grid.Rows rows(int settings, int measures, double labels, double between) {
    return new Grid.Rows(settings, measures, new Grid.Frame(40, 50, 10, 100), labels, between);
  }

  @Test
  void dotsTakeTheFreeLaneNearestTheLine() {
    assertThat(Spread.lanes(new double[] {0, 1, 2, 20}, 6)).containsExactly(0, -2, 2, 0);
  }

  /** Those of one family of tasks: no figure has learners of two. */
  @Test
  void learnersDifferInColourOrDashes() {
    TaskSpec pairs = new LinearRegression(2, 3, 1, 1);
    TaskSpec sequences = new Dynamics(2, 2, 0);
    assertThat(looks(pairs)).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    assertThat(looks(sequences)).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    assertThat(looks(pairs).size() + looks(sequences).size())
        .isEqualTo(LearnerKind.values().length);
  }

  private static List<String> looks(TaskSpec task) {
    return Arrays.stream(LearnerKind.values())
        .filter(kind -> isOf(kind, task))
        .map(kind -> LearnerStyle.of(kind).colour() + LearnerStyle.of(kind).dashes())
        .toList();
  }

  private static boolean isOf(LearnerKind kind, TaskSpec task) {
    try {
      kind.learner().requireFamily(task);
      return true;
    } catch (IllegalArgumentException otherFamily) {
      return false;
    }
  }

  @Test
  void coloursDivergeFromWhite() {
    assertThat(Palette.diverging(0)).isEqualTo("#ffffff");
    assertThat(Palette.diverging(-1)).isEqualTo(Palette.BLUE);
    assertThat(Palette.diverging(2)).isEqualTo(Palette.VERMILION);
  }

  private static List<String> labels(Scale scale, int about) {
    return scale.ticks(about).stream().map(Scale.Tick::label).toList();
  }

  @Test
  void settingsWithoutAPanelAreSaidToHaveNone() {
    assertThat(Grid.leftOut(Summary.of(Pages.settings(12)))).isEmpty();
    assertThat(Grid.leftOut(Summary.of(Pages.settings(13))))
        .isEqualTo(" The first 12 of 13 settings are drawn; the table has all.");
  }
}
