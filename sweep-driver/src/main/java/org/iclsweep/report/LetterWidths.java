package org.iclsweep.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** How wide words are in Helvetica, whose letters are as wide as those of Liberation Sans. */
final class LetterWidths {

  /** Latin and Greek letters, signs and arrows of mathematics. */
  private static final int KNOWN = 0x2300;

  /** Of its size: a letter that is not known. */
  private static final float OTHER = 1;

  /** How much wider bold letters are at most, as a whole. */
  private static final double BOLD = 1.12;

  private static final float[] WIDTHS = read();

  private LetterWidths() {}

  /** Of a line in letters of a size, in the same measure. */
  static double of(String text, double size, boolean bold) {
    double width = text.codePoints().mapToDouble(c -> c < KNOWN ? WIDTHS[c] : OTHER).sum() * size;
    return bold ? BOLD * width : width;
  }

  private static float[] read() {
    try (InputStream in = PDFont.class.getResourceAsStream(PdfLetters.FILE);
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
      CmapLookup glyphs = font.getUnicodeCmapLookup();
      float[] widths = new float[KNOWN];
      for (int c = 0; c < KNOWN; c++) {
        int glyph = glyphs.getGlyphId(c);
        widths[c] = glyph == 0 ? OTHER : font.getAdvanceWidth(glyph) / (float) font.getUnitsPerEm();
      }
      return widths;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the letters of figures from the class path", e);
    }
  }
}
