package org.iclsweep.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.iclsweep.analysis.Band.Point;

/** Lines of what formulas expect, in the colours of the learners that these are of. */
final class TheoryLines {
  /** The class of their dashes. */
  static final String STYLE = "learner mixed";

  /** How to read them. */
  static final String CAPTION =
      " Dashed, theory: the loss that a formula expects over all tasks; of formulas that agree the"
          + " first.";

  /** Formulas of which one is a case of another are equal to rounding. */
  private static final double SAME = 1e-9;

  private TheoryLines() {}

  static String name(LearnerStyle style) {
    return style.name() + ", theory";
  }

  /** Those that are not empty, each once. */
  static Map<LearnerStyle, List<Point>> of(Function<LearnerStyle, List<Point>> points) {
    Map<LearnerStyle, List<Point>> lines = new LinkedHashMap<>();
    for (LearnerStyle style : LearnerStyle.all()) {
      List<Point> line = points.apply(style);
      if (!line.isEmpty() && lines.values().stream().noneMatch(other -> isSame(line, other))) {
        lines.put(style, line);
      }
    }
    return lines;
  }

  private static boolean isSame(List<Point> line, List<Point> other) {
    boolean same = line.size() == other.size();
    for (int i = 0; same && i < line.size(); i++) {
      double apart = Math.abs(line.get(i).y() - other.get(i).y());
      same = line.get(i).x() == other.get(i).x() && apart <= SAME * line.get(i).y();
    }
    return same;
  }
}
