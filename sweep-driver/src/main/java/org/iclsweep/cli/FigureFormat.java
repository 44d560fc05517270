package org.iclsweep.cli;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.iclsweep.report.PdfDrawing;

/** What files figures are written as. */
enum FigureFormat {
  SVG {
    @Override
    byte[] bytes(String svg) {
      return svg.getBytes(StandardCharsets.UTF_8);
    }
  },
  PDF {
    @Override
    byte[] bytes(String svg) {
      return PdfDrawing.of(svg);
    }
  };

  /** A drawing, given as SVG. */
  abstract byte[] bytes(String svg);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
