package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;

/**
 * A path in a panel.
 *
 * @param title what it tells when the pointer rests on it
 * @param style its attributes that say how it looks
 * @param strokes coordinates, from each point to which the pen was lifted
 * @param closed whether it is an area
 */
record DrawnLine(
    String title,
    Map<String, String> style,
    List<List<double[]>> strokes,
    boolean closed,
    DrawnAxis x,
    DrawnAxis y) {
  private static final Pattern COMMAND = Pattern.compile("([MLZmh])([^MLZmh]*)");

  static DrawnLine of(
      String title, Map<String, String> style, String path, DrawnAxis x, DrawnAxis y) {
    List<List<double[]>> strokes = new ArrayList<>();
    Matcher commands = COMMAND.matcher(path);
    while (commands.find()) {
      double[] at =
          Stream.of(commands.group(2).trim().split("[ ,]+"))
              .filter(word -> !word.isEmpty())
              .mapToDouble(Double::parseDouble)
              .toArray();
      switch (commands.group(1)) {
        case "M" -> strokes.add(new ArrayList<>(List.of(at)));
        case "L" -> strokes.get(strokes.size() - 1).add(at);
        default -> {}
      }
    }
    return new DrawnLine(title, style, strokes, path.endsWith("Z"), x, y);
  }

  String colour() {
    return style.get("stroke");
  }

  /** Whether it is one of many of a kind. */
  boolean isOfTrial() {
    return style.containsKey(TrialRows.ATTRIBUTE);
  }

  /** By what it is told from others. */
  List<String> look() {
    return List.of(colour(), style.getOrDefault("stroke-dasharray", ""));
  }

  boolean isDashed() {
    return style.containsKey("stroke-dasharray");
  }

  /** What it says, read by the ticks. */
  List<Point> points() {
    return strokes.stream()
        .flatMap(List::stream)
        .map(at -> new Point(x.value(at[0]), y.value(at[1])))
        .toList();
  }

  /** It says these values, and lifts the pen where one is not finite. */
  DrawnLine tells(List<Point> expected) {
    List<List<Point>> parts = new ArrayList<>();
    boolean drawing = false;
    for (Point p : expected) {
      boolean finite = Double.isFinite(p.y());
      if (finite && !drawing) {
        parts.add(new ArrayList<>());
      }
      if (finite) {
        parts.get(parts.size() - 1).add(p);
      }
      drawing = finite;
    }
    assertThat(strokes.stream().map(List::size).toList())
        .as("points of each stroke of %s", title)
        .isEqualTo(parts.stream().map(List::size).toList());
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < parts.get(i).size(); j++) {
        Point p = parts.get(i).get(j);
        double[] at = strokes.get(i).get(j);
        assertThat(x.says(at[0], p.x()) && y.says(at[1], p.y()))
            .as(
                "%s: point %s says (%s, %s), the rows say %s",
                title, j, x.value(at[0]), y.value(at[1]), p)
            .isTrue();
      }
    }
    return this;
  }
}
