package org.iclsweep.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How marks look, by their classes: attributes of the elements themselves, since programs that draw
 * SVG outside of browsers read style sheets in part or not at all. A style sheet wins over
 * attributes, so a page can have its own colours on a dark ground.
 */
final class MarkStyles {
  private static final String INK = "#1a1a1a";

  /** Of words on a coloured ground, which stays as it is on a dark page. */
  private static final String ON_COLOUR = "#111111";

  private static final String PALE = "#595959";

  private static final Map<String, List<String>> BY_CLASS =
      Map.ofEntries(
          style("title", "font-size", "13", "font-weight", "bold"),
          style("subtitle", "font-size", "11", "fill", PALE),
          style("tick", "font-size", "11", "fill", PALE),
          style("name", "font-size", "11", "fill", INK),
          style("label", "font-size", "11"),
          style("inside", "font-size", "11", "fill", ON_COLOUR),
          style("axis", "stroke", Palette.GREY, "stroke-width", "1"),
          style("grid", "stroke", "#e8e8e8", "stroke-width", "1"),
          style("frame", "fill", "none", "stroke", Palette.GREY, "stroke-width", "0.75"),
          style("leader", "stroke-width", "2"),
          style("lead", "stroke-width", "0.8", "stroke-dasharray", "1 3"),
          style("seed", "stroke-width", "0.9", "opacity", "0.5"),
          style("faint", "stroke-width", "0.7", "opacity", "0.22"),
          style("late", "stroke-width", "1.2", "opacity", "0.9"),
          style("curve", "stroke-width", "2.2"),
          style("under", "stroke-width", "5.5", "opacity", "0.45"),
          style("band", "stroke", "none", "opacity", "0.25"),
          style("gd", "stroke", Palette.BLACK, "stroke-width", "1.3"),
          style(
              "closed", "stroke", Palette.GREEN, "stroke-width", "1.6", "stroke-dasharray", "6 4"),
          style("plus-plus", "stroke", Palette.ORANGE, "stroke-width", "1.3"),
          style(
              "level", "stroke", Palette.GREY, "stroke-width", "1.1", "stroke-dasharray", "1.5 3"),
          style("ood", "stroke-width", "1.4"),
          style("sensed", "stroke-width", "1.5", "opacity", "0.75"),
          style("learner", "stroke-width", "1.3"),
          style("short", "stroke-dasharray", "3 3"),
          style("long", "stroke-dasharray", "7 4"),
          style("mixed", "stroke-dasharray", "8 3 2 3"),
          style("dots", "stroke-dasharray", "1.5 4"),
          style("tight", "stroke-dasharray", "5 1.5"),
          style("trained", "stroke", "#bbbbbb", "stroke-width", "1", "stroke-dasharray", "2 3"),
          style("dot", "opacity", "0.75"),
          style("interval", "stroke", INK, "stroke-width", "1.4"),
          style("median-bar", "stroke", INK, "stroke-width", "2"));

  private MarkStyles() {}

  private static Map.Entry<String, List<String>> style(String name, String... attributes) {
    return Map.entry(name, List.of(attributes));
  }

  /** Attributes of classes with a blank between each two; of an attribute of two, the later. */
  static Map<String, String> of(String classes) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String name : classes.split(" ")) {
      List<String> own = BY_CLASS.getOrDefault(name, List.of());
      for (int i = 0; i < own.size(); i += 2) {
        attributes.put(own.get(i), own.get(i + 1));
      }
    }
    return attributes;
  }
}
