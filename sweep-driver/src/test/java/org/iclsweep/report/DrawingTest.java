package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.learner.LearnerKind;
import org.junit.jupiter.api.Test;

class DrawingTest {

  @Test
  void whatXmlForbidsIsEscapedOrReplaced() {
    assertThat(Markup.escape("a<b>&\"'\u0001\ud800 ασ"))
        .isEqualTo("a&lt;b&gt;&amp;&quot;&#39;\ufffd\ufffd ασ");
    String svg = new Svg(1, 1, "<&\"").text(0, 0, "</svg>\u0000").finish();
    assertThat(Pages.parse(svg).getDocumentElement().getTextContent()).contains("</svg>\ufffd");
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
  void labelsMoveApartAboutTheirMean() {
    assertThat(Spread.apart(new double[] {10, 10, 50}, 12, 0, 100)).containsExactly(4, 16, 50);
    assertThat(Spread.apart(new double[] {10, 10.5, 11}, 12, 5, 100)).containsExactly(5, 17, 29);
    assertThat(Spread.apart(new double[] {99, 100}, 12, 0, 100)).containsExactly(88, 100);
    assertThat(Spread.apart(new double[0], 12, 0, 100)).isEmpty();
  }

  @Test
  void dotsTakeTheFreeLaneNearestTheLine() {
    assertThat(Spread.lanes(new double[] {0, 1, 2, 20}, 6)).containsExactly(0, -2, 2, 0);
  }

  @Test
  void learnersDifferInColourOrDashes() {
    assertThat(LearnerKind.values())
        .extracting(kind -> Palette.of(kind) + Palette.dashes(kind))
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
}
