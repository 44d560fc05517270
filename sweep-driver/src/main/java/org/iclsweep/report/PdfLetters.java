package org.iclsweep.report;

import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/** Letters of a PDF: Liberation Sans, as wide as Helvetica, those that are used embedded. */
final class PdfLetters implements AutoCloseable {
  static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /** Stands for a letter that the font does not have. */
  private static final int UNKNOWN = '?';

  /** Of its size: the line around a letter that makes it bold. */
  private static final float BOLD = 0.035f;

  private final TrueTypeFont file;
  private final CmapLookup known;
  private final PDFont font;

  PdfLetters(PDDocument document) throws IOException {
    try (InputStream in = PDFont.class.getResourceAsStream(FILE)) {
      file = new TTFParser().parse(new RandomAccessReadBuffer(in));
    }
    known = file.getUnicodeCmapLookup();
    font = PDType0Font.load(document, file, true);
  }

  float width(String text, float size) throws IOException {
    return font.getStringWidth(shown(text)) / 1000 * size;
  }

  /** Writes from a place to the right, on a page whose second axis points down. */
  void show(PDPageContentStream page, String text, float x, float y, float size, boolean bold)
      throws IOException {
    page.beginText();
    page.setFont(font, size);
    page.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    page.setLineWidth(BOLD * size);
    page.setTextMatrix(new Matrix(1, 0, 0, -1, x, y));
    page.showText(shown(text));
    page.endText();
  }

  private String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .map(c -> known.getGlyphId(c) == 0 ? UNKNOWN : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** Behind the document's own end, which reads the font. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
