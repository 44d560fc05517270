package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.study.read.LossUnit;
import org.junit.jupiter.api.Test;

class PdfDrawingTest {
  private static final float UNITS_AN_INCH = 96;

  @Test
  void hasEveryMarkOfEveryFigureWhereItIsAndNothingElse() throws IOException {
    for (Map.Entry<String, List<Figure>> each : EveryFigure.byClass().entrySet()) {
      for (Figure figure : each.getValue()) {
        try (PDDocument document = read(PdfDrawing.of(figure.standalone()))) {
          assertThat(document.getNumberOfPages()).isEqualTo(1);
          BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, UNITS_AN_INCH);
          try {
            new PictureOf(figure.standalone()).isShownBy(image);
          } catch (AssertionError e) {
            throw new AssertionError(each.getKey() + ": " + e.getMessage(), e);
          }
        }
      }
    }
  }

  @Test
  void lettersAreEmbedded() throws IOException {
    try (PDDocument document = read(PdfDrawing.of(drawing("γ = 0.1, λ (1 - γ λ)² → σ₂")))) {
      PDPage page = document.getPage(0);
      PDResources resources = page.getResources();
      assertThat(resources.getFontNames()).hasSize(1);
      assertThat(resources.getFont(resources.getFontNames().iterator().next()))
          .matches(font -> font.isEmbedded() && font.getName().endsWith("+LiberationSans"));
      assertThat(new PDFTextStripper().getText(document).strip())
          .isEqualTo("γ = 0.1, λ (1 - γ λ)² → σ₂");
    }
  }

  @Test
  void aLetterThatTheFontLacksIsAQuestionMark() throws IOException {
    try (PDDocument document = read(PdfDrawing.of(drawing("a\u6d4bb\ud83d\ude00")))) {
      assertThat(new PDFTextStripper().getText(document).strip()).isEqualTo("a?b?");
    }
  }

  /** A unit is three quarters of a point, so that a figure is as large as in a browser. */
  @Test
  void thePageIsAsLargeAsTheDrawing() throws IOException {
    try (PDDocument document = read(PdfDrawing.of(drawing("a")))) {
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(150);
      assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(75);
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("words");
    }
  }

  @Test
  void equalDrawingsGiveEqualBytes() throws InterruptedException {
    String svg = EveryFigure.byClass().get("WeightsFigure").get(0).standalone();
    byte[] first = PdfDrawing.of(svg);
    Thread.sleep(2); // the time of day is not in it
    assertThat(PdfDrawing.of(svg)).isEqualTo(first);
  }

  @Test
  void dashesAndOpacityAreThoseOfTheMark() throws IOException {
    List<Point> line = List.of(new Point(10, 10), new Point(90, 10));
    String svg = drawing(new Mark.Line("", line, "seed long", Palette.BLUE));
    try (PDDocument document = read(PdfDrawing.of(svg))) {
      PDPage page = document.getPage(0);
      String content = new String(page.getContents().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(content).contains("0.9 w", "[7 4 ] 0 d", "10 10 m", "90 10 l", "S");
      PDResources resources = page.getResources();
      assertThat(resources.getExtGStateNames())
          .singleElement()
          .satisfies(
              name -> {
                PDExtendedGraphicsState state = resources.getExtGState(name);
                assertThat(state.getStrokingAlphaConstant()).isEqualTo(0.5f);
                assertThat(state.getNonStrokingAlphaConstant()).isEqualTo(0.5f);
              });
    }
  }

  private static String drawing(String text) {
    return drawing(new Mark.Words(text, new Point(10, 50), 0, 0, "label", "", ""));
  }

  private static String drawing(Mark mark) {
    Svg svg = new Svg(200, 100, "words", LossUnit.HALF_SQUARED_ERROR);
    Scale unit = Scale.linear(0, 100).between(0, 100);
    mark.draw(svg, unit, unit);
    return svg.finish();
  }

  private static PDDocument read(byte[] pdf) throws IOException {
    return Loader.loadPDF(pdf);
  }
}
