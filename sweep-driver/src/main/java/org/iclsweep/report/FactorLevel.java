package org.iclsweep.report;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.FactorSweep;
import org.iclsweep.analysis.FactorSweep.Series;
import org.iclsweep.analysis.SettingSummary;

/**
 * What has a line without dots: a learner as it was measured, or what theory says of it.
 *
 * @param colour of its label
 * @param isHeld whether a logarithmic axis holds it wherever it lies
 * @param isExpected whether theory says it
 * @param ofSeries its points, one line a series
 */
record FactorLevel(
    String name,
    String colour,
    boolean isHeld,
    boolean isExpected,
    BiConsumer<Panel, List<Point>> draw,
    List<List<Point>> ofSeries) {

  static FactorLevel measured(LearnerStyle style, List<Series> drawn) {
    return new FactorLevel(
        style.name(),
        style.colour(),
        style.isNamed(),
        false,
        style::line,
        drawn.stream().map(series -> level(series, style)).toList());
  }

  static FactorLevel expected(LearnerStyle style, List<Map<LearnerStyle, List<Point>>> theory) {
    String name = TheoryLines.name(style);
    return new FactorLevel(
        name,
        style.colour(),
        true,
        true,
        (panel, line) -> panel.line(name, line, TheoryLines.STYLE, style.colour()),
        theory.stream().map(lines -> lines.getOrDefault(style, List.of())).toList());
  }

  /** Whether a formula says it of any series. */
  boolean isTheory() {
    return isExpected && isAny();
  }

  /** Whether it has a line in any series. */
  boolean isAny() {
    return ofSeries.stream().anyMatch(line -> !line.isEmpty());
  }

  /** Learners as they were measured, then what theory says; of many seeds this takes a while. */
  static List<FactorLevel> all(List<Series> drawn) {
    List<Map<LearnerStyle, List<Point>>> theory = drawn.stream().map(FactorLevel::theory).toList();
    return Stream.concat(
            LearnerStyle.all().stream().map(style -> measured(style, drawn)),
            LearnerStyle.all().stream().map(style -> expected(style, theory)))
        .toList();
  }

  /** Of learners whose line is not drawn as it was measured. */
  private static Map<LearnerStyle, List<Point>> theory(Series series) {
    return TheoryLines.of(
        style ->
            level(series, style).isEmpty() ? FactorSweep.theory(series, style.kind()) : List.of());
  }

  private static List<Point> level(Series series, LearnerStyle level) {
    boolean deep = series.places().values().stream().anyMatch(SettingSummary::isDeep);
    return level.isDrawn(deep) ? FactorSweep.level(series, level.kind()) : List.of();
  }
}
