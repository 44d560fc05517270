package org.iclsweep.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A figure as PDF: the elements that {@link Svg} writes, each drawn as its own attributes say, a
 * unit three quarters of a point, as everywhere. Letters are embedded. Equal drawings give equal
 * bytes.
 */
public final class PdfDrawing {
  private static final float POINTS = 0.75f;

  /** A quarter of a circle as a curve of third degree: how far its handles reach. */
  private static final float HANDLE = 0.552285f;

  private final PDPageContentStream page;
  private final PdfLetters letters;
  private final Map<String, Element> clips = new HashMap<>();

  private PdfDrawing(PDPageContentStream page, PdfLetters letters) {
    this.page = page;
    this.letters = letters;
  }

  /**
   * A drawing as a document of one page.
   *
   * @param svg as {@link ReportPage#drawings} has it
   */
  public static byte[] of(String svg) {
    Element root = parsed(svg);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      float width = number(root, "width") * POINTS;
      float height = number(root, "height") * POINTS;
      PDPage page = new PDPage(new PDRectangle(width, height));
      document.addPage(page);
      document.setDocumentId(0L); // without one, the time of day is in it
      document.getDocumentInformation().setTitle(root.getAttribute("aria-label"));
      try (PdfLetters letters = new PdfLetters(document)) {
        try (PDPageContentStream content =
            new PDPageContentStream(document, page, AppendMode.OVERWRITE, true)) {
          content.transform(new Matrix(POINTS, 0, 0, -POINTS, 0, height));
          new PdfDrawing(content, letters).drawAll(root);
        }
        document.save(out, CompressParameters.NO_COMPRESSION);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a PDF of a figure", e);
    }
    return out.toByteArray();
  }

  private static Element parsed(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("no drawing: " + e.getMessage(), e);
    }
  }

  private void drawAll(Element group) throws IOException {
    NodeList nodes = group.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getNodeType() == Node.ELEMENT_NODE) {
        draw((Element) nodes.item(i));
      }
    }
  }

  private void draw(Element e) throws IOException {
    switch (e.getTagName()) {
      case "title", "desc" -> {}
      case "clipPath" -> clips.put("url(#" + e.getAttribute("id") + ")", e);
      case "g" -> group(e);
      case "text" -> text(e);
      default -> mark(e);
    }
  }

  private void group(Element e) throws IOException {
    page.saveGraphicsState();
    outline((Element) clips.get(e.getAttribute("clip-path")).getElementsByTagName("rect").item(0));
    page.clip();
    drawAll(e);
    page.restoreGraphicsState();
  }

  private void mark(Element e) throws IOException {
    boolean filled = !attribute(e, "fill", "#000000").equals("none");
    boolean stroked = !attribute(e, "stroke", "none").equals("none");
    if (!filled && !stroked) {
      return;
    }
    page.saveGraphicsState();
    opacity(e);
    if (filled) {
      float[] c = colour(attribute(e, "fill", "#000000"));
      page.setNonStrokingColor(c[0], c[1], c[2]);
    }
    if (stroked) {
      float[] c = colour(e.getAttribute("stroke"));
      page.setStrokingColor(c[0], c[1], c[2]);
      page.setLineWidth(Float.parseFloat(attribute(e, "stroke-width", "1")));
      page.setLineDashPattern(numbers(e.getAttribute("stroke-dasharray")), 0);
    }
    outline(e);
    if (filled && stroked) {
      page.fillAndStroke();
    } else if (filled) {
      page.fill();
    } else {
      page.stroke();
    }
    page.restoreGraphicsState();
  }

  private void opacity(Element e) throws IOException {
    if (e.hasAttribute("opacity")) {
      PDExtendedGraphicsState state = new PDExtendedGraphicsState();
      state.setStrokingAlphaConstant(number(e, "opacity"));
      state.setNonStrokingAlphaConstant(number(e, "opacity"));
      page.setGraphicsStateParameters(state);
    }
  }

  private void outline(Element e) throws IOException {
    switch (e.getTagName()) {
      case "rect" ->
          page.addRect(number(e, "x"), number(e, "y"), number(e, "width"), number(e, "height"));
      case "line" -> {
        page.moveTo(number(e, "x1"), number(e, "y1"));
        page.lineTo(number(e, "x2"), number(e, "y2"));
      }
      case "circle" -> circle(number(e, "cx"), number(e, "cy"), number(e, "r"));
      case "path" -> path(e.getAttribute("d"));
      default -> throw new IllegalArgumentException("no mark of a figure: " + e.getTagName());
    }
  }

  private void circle(float x, float y, float r) throws IOException {
    float handle = HANDLE * r;
    page.moveTo(x + r, y);
    page.curveTo(x + r, y + handle, x + handle, y + r, x, y + r);
    page.curveTo(x - handle, y + r, x - r, y + handle, x - r, y);
    page.curveTo(x - r, y - handle, x - handle, y - r, x, y - r);
    page.curveTo(x + handle, y - r, x + r, y - handle, x + r, y);
    page.closePath();
  }

  /** The commands that {@link Mark} writes. */
  private void path(String commands) throws IOException {
    float[] at = {0, 0};
    for (String command : commands.split("(?=[MLZmh])")) {
      float[] to = numbers(command.substring(1));
      switch (command.charAt(0)) {
        case 'M' -> page.moveTo((at = to)[0], to[1]);
        case 'L' -> page.lineTo((at = to)[0], to[1]);
        case 'm' -> page.moveTo((at = new float[] {at[0] + to[0], at[1] + to[1]})[0], at[1]);
        case 'h' -> page.lineTo((at = new float[] {at[0] + to[0], at[1]})[0], at[1]);
        default -> page.closePath();
      }
    }
  }

  private void text(Element e) throws IOException {
    String text = e.getTextContent();
    float size = number(e, "font-size");
    float width = letters.width(text, size);
    float before =
        switch (e.getAttribute("text-anchor")) {
          case "middle" -> width / 2;
          case "end" -> width;
          default -> 0;
        };
    float[] c = colour(attribute(e, "fill", "#000000"));
    page.setNonStrokingColor(c[0], c[1], c[2]);
    page.setStrokingColor(c[0], c[1], c[2]);
    boolean bold = e.hasAttribute("font-weight");
    letters.show(page, text, number(e, "x") - before, number(e, "y"), size, bold);
  }

  private static String attribute(Element e, String name, String otherwise) {
    return e.hasAttribute(name) ? e.getAttribute(name) : otherwise;
  }

  /** 0 where there is none. */
  private static float number(Element e, String name) {
    return Float.parseFloat(attribute(e, name, "0"));
  }

  /** With blanks between them, or the sign of the next. */
  private static float[] numbers(String text) {
    List<String> words =
        Stream.of(text.split("\\s+|(?<=\\d)(?=-)")).filter(word -> !word.isEmpty()).toList();
    float[] numbers = new float[words.size()];
    IntStream.range(0, numbers.length).forEach(i -> numbers[i] = Float.parseFloat(words.get(i)));
    return numbers;
  }

  private static float[] colour(String hex) {
    int digits = (hex.length() - 1) / 3;
    int most = digits == 1 ? 15 : 255;
    float[] channels = new float[3];
    for (int i = 0; i < 3; i++) {
      String channel = hex.substring(1 + i * digits, 1 + (i + 1) * digits);
      channels[i] = (float) Integer.parseInt(channel, 16) / most;
    }
    return channels;
  }
}
