package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.iclsweep.analysis.FactorSweep;
import org.iclsweep.analysis.PhaseDiagram;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Words of figures: none is cut, and none begins or ends outside of its drawing. */
class WholeWordsTest {
  private static final String LONG = "normal-and-cut-at-the-hundredth-quantile";

  static Stream<Figure> figures() {
    Stream<Figure> all = EveryFigure.byClass().values().stream().flatMap(List::stream);
    return Stream.concat(all, ofLongNames().stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("figures")
  void everyWordIsWholeAndWithinItsDrawing(Figure figure) {
    DrawnFigure.of(figure)
        .elements("text")
        .forEach(
            text -> {
              String words = text.getTextContent();
              double size = DrawnFigure.number(text, "font-size");
              double width = LetterWidths.of(words, size, text.hasAttribute("font-weight"));
              double left = DrawnFigure.number(text, "x") - before(text) * width;
              double line = DrawnFigure.number(text, "y");
              assertThat(left).as("left end of \"%s\"", words).isGreaterThan(-1);
              assertThat(left + width)
                  .as("right end of \"%s\"", words)
                  .isLessThan(figure.sheet().width() + 1);
              assertThat(line).as("line of \"%s\"", words).isBetween(8.0, figure.sheet().height());
              assertThat(words.replaceAll(", …$", "")).doesNotContain("…");
            });
  }

  private static double before(Element text) {
    return switch (text.getAttribute("text-anchor")) {
      case "middle" -> 0.5;
      case "end" -> 1;
      default -> 0;
    };
  }

  /** Two settings, and a factor of two levels, with names that no line has room for. */
  private static List<Figure> ofLongNames() {
    List<Run> runs = new ArrayList<>();
    for (int batch = 1; batch <= 1_000_000; batch *= 100) {
      for (String kind : List.of(LONG, "almost-" + LONG)) {
        for (long seed = 0; seed < 4; seed++) {
          Map<String, Object> parameters = new LinkedHashMap<>(Synthetic.parameters(1, kind, seed));
          parameters.put("batch", batch);
          runs.add(Synthetic.trial(parameters, seed == 3));
        }
      }
    }
    Summary summary = Summary.of(runs);
    List<Figure> figures = new ArrayList<>();
    figures.add(LossFigure.of(summary));
    figures.add(TransitionFigure.of(summary));
    figures.add(LateFigure.of(summary));
    figures.addAll(AlignmentFigure.all(summary));
    FactorSweep.of(summary).forEach(sweep -> figures.add(FactorFigure.of(sweep)));
    PhaseDiagram.of(summary).forEach(diagram -> figures.add(PhaseFigure.of(diagram)));
    figures.add(OodFigure.of(summary));
    return figures;
  }

  /** Widths of Adobe's Helvetica, which nobody here has measured. */
  @Test
  void lettersAreAsWideAsThoseOfHelvetica() throws Exception {
    PDType1Font helvetica = new PDType1Font(FontName.HELVETICA);
    PDType1Font bold = new PDType1Font(FontName.HELVETICA_BOLD);
    for (String words : List.of("final loss", "heads 2, init kind fan-in-variance", "WWW 0.0123")) {
      double width = helvetica.getStringWidth(words) / 1000 * 11;
      assertThat(LetterWidths.of(words, 11, false))
          .as(words)
          .isCloseTo(width, within(0.02 * width));
      assertThat(LetterWidths.of(words, 11, true))
          .as("bold " + words)
          .isGreaterThan(bold.getStringWidth(words) / 1000 * 11 - 0.5);
    }
    assertThat(LetterWidths.of("αλη", 10, false)).isBetween(14.0, 20.0);
    assertThat(LetterWidths.of("字", 10, false)).isEqualTo(10);
  }

  /** A letter of 10 is 5.56 wide, a comma and a blank 2.78. */
  @Test
  void linesAreBrokenBehindCommasThenBehindWords() {
    assertThat(lines("aaa, aaa", 42, 2)).containsExactly("aaa, aaa");
    assertThat(lines("aaa, aaa", 38, 2)).containsExactly("aaa,", "aaa");
    assertThat(lines("aaa aaa", 35, 2)).containsExactly("aaa", "aaa");
    assertThat(lines("aa aa, aa", 41, 2)).containsExactly("aa aa,", "aa");
    assertThat(lines("aa, aa aa", 30, 2)).containsExactly("aa,", "aa aa");
    assertThat(lines("aaa, aaa, aaa", 42, 2)).containsExactly("aaa, aaa,", "aaa");
  }

  private static List<String> lines(String text, double width, int most) {
    Fitted fitted = Fitted.of(text, width, most, 10, false);
    assertThat(fitted.size()).isEqualTo(10);
    assertThat(fitted.size(10)).isEmpty();
    return fitted.lines();
  }

  /** Ticks of a panel begin 38 before it. */
  @Test
  void labelsEndBeforeTheNextPanel() {
    Sheet sheet = new Sheet(600, 100);
    Scale unit = Scale.linear(0, 1);
    sheet.panel(50, 20, 100, 60, unit, unit).label(0.5, "a label of eighteen", Palette.BLUE);
    sheet.panel(280, 20, 100, 60, unit, unit).label(0.5, "a label of eighteen", Palette.BLUE);
    List<Element> labels =
        DrawnFigure.of(new Figure("two", sheet, "")).elements("text", "label").toList();
    assertThat(labels).hasSize(3);
    assertThat(labels.get(2).getTextContent()).isEqualTo("a label of eighteen");
    for (Element line : labels.subList(0, 2)) {
      double size = DrawnFigure.number(line, "font-size");
      double width = LetterWidths.of(line.getTextContent(), size, false);
      assertThat(DrawnFigure.number(line, "x") + width).isLessThanOrEqualTo(280 - 38);
    }
  }

  @Test
  void lettersAreSmallerBeforeAnyIsLeftOut() {
    assertThat(Fitted.of("aaaa", 20, 1, 10, false)).isEqualTo(new Fitted(List.of("aaaa"), 8.5));
    assertThat(Fitted.of("aaaa", 20, 1, 10, false).size(10)).isEqualTo("8.5");
    Fitted least = Fitted.of("aaaaaaaa", 20, 1, 10, false);
    assertThat(least).isEqualTo(new Fitted(List.of("aaa…"), 7));
    assertThat(Fitted.of("aaaaaaaa", 20, 2, 10, false).lines()).containsExactly("aaaaa", "aaa");
    assertThat(Fitted.of("", 20, 2, 10, false).lines()).containsExactly("");
  }
}
