package org.iclsweep.report;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iclsweep.report.DrawnAxis.Tick;
import org.iclsweep.report.DrawnPanel.Dot;
import org.iclsweep.report.DrawnPanel.Label;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A figure read back from its file, as one reads it who has nothing else: panels by their frames,
 * scales by the ticks, series by title, colour and dashes.
 */
final class DrawnFigure {
  private static final List<String> LOOKS =
      List.of("stroke", "fill", "stroke-width", "stroke-dasharray", "opacity", TrialRows.ATTRIBUTE);
  private static final double NEAR = 0.011;

  private final Document document;

  private DrawnFigure(Document document) {
    this.document = document;
  }

  static DrawnFigure of(Figure figure) {
    assertThat(figure.drawing()).as("drawing of %s", figure.title()).isNotEmpty();
    return new DrawnFigure(Pages.parse(figure.standalone()));
  }

  Stream<Element> elements(String name) {
    NodeList found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  /** Elements of this class. */
  Stream<Element> elements(String name, String of) {
    return elements(name).filter(e -> List.of(e.getAttribute("class").split(" ")).contains(of));
  }

  /** What it looks like, as its own attributes say: there is no style sheet. */
  Map<String, String> style(Element e) {
    Map<String, String> style = new LinkedHashMap<>();
    for (String property : LOOKS) {
      if (e.hasAttribute(property)) {
        style.put(property, e.getAttribute(property));
      }
    }
    return style;
  }

  static double number(Element e, String attribute) {
    return Double.parseDouble(e.getAttribute(attribute));
  }

  static boolean isNear(double a, double b) {
    return Math.abs(a - b) < NEAR;
  }

  static String title(Element e) {
    NodeList titles = e.getElementsByTagName("title");
    return titles.getLength() == 0 ? "" : titles.item(0).getTextContent();
  }

  /** Words of the texts of a class at places, in their order. */
  List<String> words(String of, Predicate<Element> where) {
    return elements("text", of).filter(where).map(Element::getTextContent).toList();
  }

  private Optional<String> word(String of, Predicate<Element> where) {
    List<String> words = words(of, where);
    assertThat(words).hasSizeLessThan(2);
    return words.stream().findFirst();
  }

  /** The axis whose line lies here; its ticks are the numbers that stand under it. */
  DrawnAxis axis(double left, double right, double bottom) {
    List<Tick> ticks = new ArrayList<>();
    elements("text", "tick")
        .filter(t -> isNear(number(t, "y"), bottom + 15))
        .filter(t -> number(t, "x") > left - 1 && number(t, "x") < right + 1)
        .forEach(
            t -> {
              assertThat(t.getAttribute("text-anchor")).isEqualTo("middle");
              assertThat(isTicked(number(t, "x"), bottom)).as("mark of %s", t).isTrue();
              ticks.add(new Tick(t.getTextContent(), number(t, "x")));
            });
    assertThat(elements("line", "axis")).anyMatch(l -> isLine(l, left, bottom, right, bottom));
    return DrawnAxis.of(ticks, left, right);
  }

  /** Whether an upright mark touches the axis here. */
  private boolean isTicked(double x, double bottom) {
    return elements("line")
        .filter(l -> isNear(number(l, "x1"), x) && isNear(number(l, "x2"), x))
        .anyMatch(l -> isNear(number(l, "y1"), bottom) || isNear(number(l, "y2"), bottom));
  }

  private static boolean isLine(Element l, double x1, double y1, double x2, double y2) {
    return isNear(number(l, "x1"), x1)
        && isNear(number(l, "y1"), y1)
        && isNear(number(l, "x2"), x2)
        && isNear(number(l, "y2"), y2);
  }

  private DrawnAxis upright(double left, double right, double top, double bottom) {
    List<Tick> ticks = new ArrayList<>();
    elements("text", "tick")
        .filter(t -> t.getAttribute("text-anchor").equals("end"))
        .filter(t -> isNear(number(t, "x"), left - 6))
        .filter(t -> number(t, "y") > top && number(t, "y") < bottom + 7)
        .forEach(
            t -> {
              double at = number(t, "y") - 3.5;
              assertThat(elements("line", "grid")).anyMatch(l -> isLine(l, left, at, right, at));
              ticks.add(new Tick(t.getTextContent(), at));
            });
    return DrawnAxis.of(ticks, bottom, top);
  }

  /** All plots, in the order in which they are drawn. */
  List<DrawnPanel> panels() {
    return elements("g", "plot").map(this::panel).toList();
  }

  /** The plot under this heading. */
  DrawnPanel panel(String title) {
    List<DrawnPanel> found = panels().stream().filter(p -> p.title().equals(title)).toList();
    assertThat(found).as("panels under %s", title).hasSize(1);
    return found.get(0);
  }

  private DrawnPanel panel(Element plot) {
    Element frame = frame(plot);
    double left = number(frame, "x");
    double top = number(frame, "y") + 1;
    double right = left + number(frame, "width");
    double bottom = top + number(frame, "height") - 2;
    DrawnAxis x = axis(left, right, bottom);
    DrawnAxis y = upright(left, right, top, bottom);
    Predicate<Element> above =
        t -> isNear(number(t, "x"), left) && number(t, "y") < top && number(t, "y") > top - 60;
    return new DrawnPanel(
        elements("text", "title")
            .filter(above)
            .sorted(Comparator.comparing(t -> number(t, "y")))
            .map(Element::getTextContent)
            .collect(joining(" ")),
        word("subtitle", above).orElse(""),
        word("name", t -> isNear(number(t, "y"), bottom + 29) && isWithin(t, left, right))
            .orElse(""),
        word("name", above).orElse(""),
        x,
        y,
        children(plot, "path")
            .map(p -> DrawnLine.of(title(p), style(p), p.getAttribute("d"), x, y))
            .toList(),
        children(plot, "circle").map(this::dot).toList(),
        children(plot, "line").map(l -> upright(l, top, bottom)).toList(),
        labels(right, top, bottom));
  }

  private static boolean isWithin(Element text, double left, double right) {
    return number(text, "x") > left && number(text, "x") < right;
  }

  /** A plot is cut at its frame, by an element that every renderer knows. */
  private Element frame(Element plot) {
    String clip = plot.getAttribute("clip-path").replaceAll("^url\\(#|\\)$", "");
    List<Element> found =
        elements("clipPath").filter(c -> c.getAttribute("id").equals(clip)).toList();
    assertThat(found).as("frames of %s", clip).hasSize(1);
    return (Element) found.get(0).getElementsByTagName("rect").item(0);
  }

  private static Stream<Element> children(Element plot, String name) {
    NodeList found = plot.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  Dot dot(Element circle) {
    Map<String, String> style = style(circle);
    return new Dot(
        title(circle),
        number(circle, "cx"),
        number(circle, "cy"),
        style.getOrDefault("fill", "#000000"),
        style.getOrDefault("stroke", "none"));
  }

  private static double upright(Element line, double top, double bottom) {
    assertThat(isNear(number(line, "x1"), number(line, "x2"))).isTrue();
    assertThat(isNear(number(line, "y1"), bottom) && isNear(number(line, "y2"), top)).isTrue();
    return number(line, "x1");
  }

  private List<Label> labels(double right, double top, double bottom) {
    List<Label> labels = new ArrayList<>();
    elements("path", "leader")
        .forEach(
            leader -> {
              String[] at = leader.getAttribute("d").substring(1).split("[ L]");
              double y = Double.parseDouble(at[1]);
              if (isNear(Double.parseDouble(at[0]), right) && y > top - 1 && y < bottom + 1) {
                double beside = Double.parseDouble(at[3]) + 3.5;
                double behind = Double.parseDouble(at[2]) + 3;
                String text =
                    word(
                            "label",
                            t -> isNear(number(t, "x"), behind) && isNear(number(t, "y"), beside))
                        .orElseThrow();
                labels.add(new Label(text, style(leader).get("stroke"), y));
              }
            });
    return labels;
  }
}
