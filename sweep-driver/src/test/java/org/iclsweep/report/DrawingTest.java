package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.junit.jupiter.api.Test;

class DrawingTest {

  @Test
  void whatXmlForbidsIsEscapedOrReplaced() {
    assertThat(Markup.escape("a<b>&\"'\u0001\ud800 ασ"))
        .isEqualTo("a&lt;b&gt;&amp;&quot;&#39;\ufffd\ufffd ασ");
    Svg svg = new Svg(1, 1, "<&\"");
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
  void longTitlesAreBrokenBehindCommasAndCutAtTheEnd() {
    String title = "attention linear, heads 12, mlp none, norm none";
    assertThat(Markup.lines(title, 47, 2)).containsExactly(title);
    assertThat(Markup.lines(title, 40, 2))
        .containsExactly("attention linear, heads 12, mlp none,", "norm none");
    assertThat(Markup.lines(title, 18, 2))
        .containsExactly("attention linear,", "heads 12, mlp non…");
    assertThat(Markup.lines("no comma at all", 8, 2)).containsExactly("no comm…");
  }

  @Test
  void ticksAreRound() {
    assertThat(labels(Scale.linear(0, 2000, 0, 1), 5))
        .containsExactly("0", "500", "1000", "1500", "2000");
    assertThat(labels(Scale.linear(0.19, 0.43, 0, 1), 5))
        .containsExactly("0.20", "0.25", "0.30", "0.35", "0.40");
    assertThat(labels(Scale.log(0.08, 8.4, 0, 1), 5))
        .containsExactly("0.1", "0.2", "0.5", "1", "2", "5");
    assertThat(labels(Scale.log(1e-12, 10, 0, 1), 5)).startsWith("1e-12", "1e-10").hasSize(7);
    assertThat(labels(Scale.log(0.2, 0.42, 0, 1), 5)).isNotEmpty();
  }

  @Test
  void scalesWidenAPointAndHoldWhatIsFarOutside() {
    Scale point = Scale.linear(5, 5, 0, 100);
    assertThat(point.at(5)).isCloseTo(50, within(1e-12));
    assertThat(Scale.linear(0, 1, 0, 100).at(1e300)).isEqualTo(1000);
    assertThat(Scale.log(1, 10, 0, 100).at(0)).isCloseTo(-900, within(1e-9));
    assertThatThrownBy(() -> new Scale(true, 0, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no logarithmic scale from 0.0 to 1.0");
  }

  /** Ends that differ by 1e-12, relatively, are a point. */
  @Test
  void aLogarithmicScaleWidensAPointAndNoRange() {
    assertThat(Scale.log(3, 3, 0, 1)).isEqualTo(new Scale(true, 1.5, 6, 0, 1));
    assertThat(Scale.log(1, 1 + 1e-12, 0, 1)).isEqualTo(new Scale(true, 0.5, 2 + 2e-12, 0, 1));
    assertThat(Scale.log(1, 1 + 3e-12, 0, 1)).isEqualTo(new Scale(true, 1, 1 + 3e-12, 0, 1));
    assertThat(Scale.log(6, 3, 0, 1)).isEqualTo(new Scale(true, 3, 6, 0, 1));
  }

  @Test
  void aScaleAroundARangeHasRoomOnEitherSide() {
    assertThat(Scale.around(2, 4, 0.25)).isEqualTo(new Scale(false, 1.5, 4.5, 0, 1));
    assertThat(Scale.around(2, 2, 0.25)).isEqualTo(Scale.linear(2, 2, 0, 1));
  }

  @Test
  void lineBreaksWhereAValueIsNotFinite() {
    Svg svg = new Svg(10, 10, "");
    Scale unit = Scale.linear(0, 3, 0, 3);
    new Panel(svg, unit, unit)
        .line(
            List.of(new Point(0, 0), new Point(1, 1), new Point(2, Double.NaN), new Point(3, 3)),
            "");
    assertThat(svg.finish()).contains("d=\"M0 0L1 1M3 3\"");
  }

  @Test
  void aLineThroughOnePointIsADash() {
    Svg svg = new Svg(10, 10, "");
    Scale unit = Scale.linear(0, 3, 0, 3);
    new Panel(svg, unit, unit).line(List.of(new Point(2, 1)), "");
    assertThat(svg.finish()).contains("d=\"M2 1m-5 0h10\"");
  }

  @Test
  void endsOfAScaleHaveTheirLabelsAndWhatLiesBeyondHasNone() {
    Svg svg = new Svg(10, 10, "");
    Panel panel = Panel.at(svg, 0, 0, 10, 10, Scale.linear(0, 1, 0, 1), Scale.linear(2, 3, 0, 1));
    panel.labels(
        List.of(
            new Panel.Label(2, "low end", Palette.BLACK),
            new Panel.Label(3, "high end", Palette.BLACK),
            new Panel.Label(Math.nextDown(2.0), "below", Palette.BLACK),
            new Panel.Label(Math.nextUp(3.0), "above", Palette.BLACK),
            new Panel.Label(Double.NaN, "no number", Palette.BLACK)));
    assertThat(svg.finish())
        .contains(">low end<", ">high end<")
        .doesNotContain("below", "above", "no number");
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
    assertThat(new Grid.Rows(1, 1, 1080, 100).height()).isEqualTo(heading + 100);
    assertThat(new Grid.Rows(1, 3, 1080, 100).height()).isEqualTo(heading + 100);
    assertThat(new Grid.Rows(1, 4, 1080, 100).height()).isEqualTo(heading + 200);
    assertThat(new Grid.Rows(1, 5, 1080, 100).height()).isEqualTo(heading + 200);
    assertThat(new Grid.Rows(1, 7, 1080, 100).height()).isEqualTo(heading + 300);
    assertThat(new Grid.Rows(1, 4, 840, 100).place(0, 3)).isEqualTo(new Grid.Place(420, 100));
    assertThat(new Grid.Rows(1, 5, 840, 100).place(0, 3)).isEqualTo(new Grid.Place(0, 100));
  }

  @Test
  void severalSettingsHaveAColumnEachInGroupsOfFour() {
    double heading = 44;
    assertThat(new Grid.Rows(2, 3, 1080, 100).height()).isEqualTo(heading + 300);
    assertThat(new Grid.Rows(4, 3, 1080, 100).height()).isEqualTo(heading + 300);
    assertThat(new Grid.Rows(5, 3, 1080, 100).height()).isEqualTo(2 * (heading + 300));
    assertThat(new Grid.Rows(5, 3, 800, 100).place(4, 2))
        .isEqualTo(new Grid.Place(0, heading + 300 + 200));
    assertThat(new Grid.Rows(5, 3, 800, 100).place(3, 0)).isEqualTo(new Grid.Place(600, 0));
  }

  @Test
  void dotsTakeTheFreeLaneNearestTheLine() {
    assertThat(Spread.lanes(new double[] {0, 1, 2, 20}, 6)).containsExactly(0, -2, 2, 0);
  }

  @Test
  void learnersDifferInColourOrDashes() {
    assertThat(LearnerKind.values())
        .extracting(kind -> LearnerStyle.of(kind).colour() + LearnerStyle.of(kind).dashes())
        .doesNotHaveDuplicates();
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

  /** A line holds so many letters, its comma among them. */
  @Test
  void longTitlesAreBrokenBehindCommas() {
    assertThat(Markup.lines("abc, def", 8, 2)).containsExactly("abc, def");
    assertThat(Markup.lines("abc, def", 7, 2)).containsExactly("abc,", "def");
    assertThat(Markup.lines("abc, def, ghi", 10, 2)).containsExactly("abc, def,", "ghi");
    assertThat(Markup.lines("abc, def, ghi", 9, 2)).containsExactly("abc, def,", "ghi");
    assertThat(Markup.lines("abc, def, ghi", 8, 2)).containsExactly("abc,", "def, ghi");
    assertThat(Markup.lines("abc, def, ghi", 8, 1)).containsExactly("abc, de…");
  }

  @Test
  void settingsWithoutAPanelAreSaidToHaveNone() {
    assertThat(Grid.leftOut(Summary.of(Pages.settings(12)))).isEmpty();
    assertThat(Grid.leftOut(Summary.of(Pages.settings(13))))
        .isEqualTo(" The first 12 of 13 settings are drawn; the table has all.");
  }
}
