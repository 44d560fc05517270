package org.iclsweep.report;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.FactorSweep;
import org.iclsweep.analysis.FactorSweep.Dot;
import org.iclsweep.analysis.FactorSweep.Series;
import org.iclsweep.analysis.MeanBand;
import org.iclsweep.analysis.Setting;

/** Where trials end over the numbers of a factor: their losses, and their agreement with GD. */
final class FactorFigure {
  /** How titles of its figures begin. */
  static final String TITLE = "Final loss over ";

  private static final double LEFT = 52;
  private static final double PLOT = 620;
  private static final double LOSSES = 240;
  private static final double COSINES = 130;
  private static final double TOP = 30;
  private static final double GAP = 64;
  private static final double DOT = 3;
  private static final double MARGIN = 0.06;

  /** Dots of a series at a place, where more would be a bar. */
  private static final int MOST_DOTS = 60;

  /** How far below all trials a learner's loss does not stretch a logarithmic axis. */
  private static final double FAR = 10;

  private FactorFigure() {}

  static Figure of(FactorSweep sweep) {
    String title = TITLE + sweep.factor().name();
    Places places = Places.of(sweep, drawn(sweep));
    List<Series> drawn = drawn(sweep).stream().map(places::at).toList();
    if (drawn.stream().allMatch(s -> FactorSweep.finalLosses(s).isEmpty())) {
      return Figure.missing(title, "No trial completed.");
    }
    boolean agreement = drawn.stream().anyMatch(s -> !FactorSweep.cosines(s).isEmpty());
    double height = TOP + LOSSES + 40 + (agreement ? GAP - 40 + COSINES + 40 : 0);
    Sheet sheet = new Sheet(Grid.WIDTH, height);
    List<FactorLevel> levels = FactorLevel.all(drawn);
    List<Palette.Look> looks = looks(levels);
    Scale y = losses(drawn, levels);
    Panel panel =
        sheet
            .panel(LEFT, TOP, PLOT, LOSSES, places.x(), y)
            .plot(places, sweep.axis(), "final loss");
    losses(panel, places, drawn, looks, levels);
    if (agreement) {
      Panel below =
          sheet.panel(LEFT, TOP + LOSSES + GAP, PLOT, COSINES, places.x(), cosines(drawn));
      cosines(below.plot(places, sweep.axis(), "cosine with GD"), places, drawn, looks);
    }
    return new Figure(title, sheet, caption(sweep, drawn, levels, agreement) + shaded(panel));
  }

  /**
   * Of more than have a colour those over the most numbers, and of these none over less than half
   * as many as another; named by what tells them apart.
   */
  private static List<Series> drawn(FactorSweep sweep) {
    List<Series> all = sweep.series();
    int most = all.stream().mapToInt(s -> s.places().size()).max().orElse(0);
    List<Series> longest =
        all.size() <= Palette.series()
            ? all
            : all.stream()
                .filter(s -> 2 * s.places().size() > most)
                .sorted(Comparator.comparing(s -> -s.places().size()))
                .limit(Palette.series())
                .toList();
    UnaryOperator<Setting> apart = Setting.apart(longest.stream().map(Series::rest).toList());
    return longest.stream().map(s -> new Series(apart.apply(s.rest()), s.places())).toList();
  }

  /** Of series, each apart from every line of what trials were held against. */
  private static List<Palette.Look> looks(List<FactorLevel> levels) {
    return Palette.beside(
        levels.stream()
            .filter(FactorLevel::isAny)
            .map(FactorLevel::colour)
            .collect(Collectors.toSet()));
  }

  private static void losses(
      Panel panel,
      Places places,
      List<Series> drawn,
      List<Palette.Look> looks,
      List<FactorLevel> levels) {
    for (int i = 0; i < drawn.size(); i++) {
      Series series = drawn.get(i);
      Palette.Look look = looks.get(i);
      String colour = look.colour();
      String rest = series.rest().values().isEmpty() ? "median" : series.rest().label();
      List<Dot> training = FactorSweep.trainingLosses(series);
      draw(panel, places, training, "on training tasks", look.training(), colour, "none");
      panel.label(FactorSweep.medians(training), "training, " + rest, colour);
      List<Dot> dots = FactorSweep.finalLosses(series);
      deviations(panel, places, dots, colour);
      draw(panel, places, dots, rest, look.style(), colour, colour);
      panel.label(FactorSweep.medians(dots), rest, colour);
    }
    levels.forEach(level -> draw(panel, places, drawn, level)); // thin, and so on top
  }

  private static Scale cosines(List<Series> drawn) {
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    drawn.forEach(s -> FactorSweep.cosines(s).forEach(d -> range.accept(d.value())));
    range.accept(1);
    return Scale.around(range.getMin(), range.getMax(), 0.04);
  }

  private static void cosines(
      Panel panel, Places places, List<Series> drawn, List<Palette.Look> looks) {
    for (int i = 0; i < drawn.size(); i++) {
      Palette.Look look = looks.get(i);
      List<Dot> cosines = FactorSweep.cosines(drawn.get(i));
      draw(panel, places, cosines, "cosine", look.style(), look.colour(), look.colour());
    }
  }

  private static void draw(
      Panel panel,
      Places places,
      List<Dot> dots,
      String title,
      String style,
      String colour,
      String fill) {
    places.lines(FactorSweep.medians(dots)).forEach(line -> panel.line(title, line, style, colour));
    for (Dot dot : shown(dots)) {
      String seed = "seed " + dot.run().seed() + ", " + title;
      Point at = new Point(dot.at(), dot.value());
      panel.add(dot.run(), new Mark.Dot(seed, at, DOT, "dot", colour, fill));
    }
  }

  /** Of many at a place some, evenly by their values. */
  private static List<Dot> shown(List<Dot> dots) {
    Map<Double, List<Dot>> places =
        dots.stream().collect(Collectors.groupingBy(Dot::at, TreeMap::new, Collectors.toList()));
    return places.values().stream().flatMap(place -> evenly(place).stream()).toList();
  }

  private static boolean isCrowded(List<Dot> dots) {
    return shown(dots).size() < dots.size();
  }

  private static List<Dot> evenly(List<Dot> place) {
    return place.size() <= MOST_DOTS
        ? place
        : Crowd.evenly(
            place.stream().sorted(Comparator.comparingDouble(Dot::value)).toList(), MOST_DOTS);
  }

  /** A line once, however many settings share it. */
  private static void draw(Panel panel, Places places, List<Series> drawn, FactorLevel level) {
    Map<List<Point>, Series> lines = new LinkedHashMap<>();
    for (int i = 0; i < drawn.size(); i++) {
      lines.putIfAbsent(level.ofSeries().get(i), drawn.get(i));
    }
    lines.forEach(
        (line, series) -> {
          String rest = lines.size() == 1 ? "" : ", " + series.rest().label();
          places.lines(line).forEach(part -> level.draw().accept(panel, part));
          label(panel, line, level.name() + rest, level.colour());
        });
  }

  /** Beside the right edge, or at the last place within the frame where the line leaves it. */
  private static void label(Panel panel, List<Point> line, String text, String colour) {
    List<Point> within =
        line.stream().filter(p -> p.y() >= panel.y().low() && p.y() <= panel.y().high()).toList();
    boolean leaves = !line.isEmpty() && !within.contains(line.get(line.size() - 1));
    if (!leaves) {
      panel.label(line, text, colour);
    } else if (!within.isEmpty()) {
      Point last = within.get(within.size() - 1);
      panel.words(text, last.x(), last.y(), 6, 14, "label");
    }
  }

  /** A standard deviation to either side of the mean, of logarithms on a logarithmic axis. */
  private static void deviations(Panel panel, Places places, List<Dot> dots, String colour) {
    boolean log = panel.y().log();
    MeanBand band =
        MeanBand.of(
            dots.stream()
                .filter(d -> d.at() <= places.last())
                .map(d -> new Point(d.at(), log ? StrictMath.log(d.value()) : d.value())));
    if (band.isWide()) {
      panel.add(new Mark.Area(back(band.upper(), log), back(band.lower(), log), "band", colour));
    }
  }

  private static List<Point> back(List<Point> points, boolean log) {
    return log
        ? points.stream().map(p -> new Point(p.x(), StrictMath.exp(p.y()))).toList()
        : points;
  }

  /** Linear, it holds everything; logarithmic, nothing that is far below all trials. */
  private static Scale losses(List<Series> drawn, List<FactorLevel> levels) {
    DoubleSummaryStatistics near = new DoubleSummaryStatistics();
    drawn.stream().flatMapToDouble(FactorFigure::trials).forEach(near);
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    all.combine(near);
    values(levels, near.getMin() / FAR).forEach(near);
    values(levels, Double.NEGATIVE_INFINITY).forEach(all);
    return Scale.isLogarithmic(near)
        ? Scale.log(near.getMin(), near.getMax()).wider(MARGIN)
        : Scale.around(all.getMin(), all.getMax(), MARGIN);
  }

  /** Those of lines without dots, of the ones that are not held what is above this. */
  private static DoubleStream values(List<FactorLevel> levels, double least) {
    return levels.stream()
        .flatMapToDouble(
            level ->
                level.ofSeries().stream()
                    .flatMap(List::stream)
                    .mapToDouble(Point::y)
                    .filter(y -> Double.isFinite(y) && (level.isHeld() || y > least)));
  }

  private static DoubleStream trials(Series series) {
    return Grid.finite(
        Stream.concat(
                FactorSweep.finalLosses(series).stream(),
                FactorSweep.trainingLosses(series).stream())
            .mapToDouble(Dot::value));
  }

  /** What no line's name says, since all have it in common. */
  private static String shared(FactorSweep sweep, List<Series> drawn) {
    List<Setting> rests =
        sweep.series().stream()
            .map(Series::rest)
            .filter(rest -> drawn.stream().anyMatch(s -> s.rest().values().equals(rest.values())))
            .toList();
    String shared = Setting.inCommon(rests);
    return shared.isEmpty() ? "" : " All that are drawn: %s.".formatted(shared);
  }

  private static String shaded(Panel panel) {
    boolean shaded = panel.marks().stream().anyMatch(Mark.Area.class::isInstance);
    return !shaded
        ? ""
        : " Shaded: a standard deviation to either side of the mean"
            + (panel.y().log() ? " of the logarithm of the loss." : ".");
  }

  private static String caption(
      FactorSweep sweep, List<Series> drawn, List<FactorLevel> levels, boolean agreement) {
    boolean training = drawn.stream().anyMatch(s -> !FactorSweep.trainingLosses(s).isEmpty());
    int left = sweep.series().size() - drawn.size();
    boolean some = drawn.stream().anyMatch(s -> isCrowded(FactorSweep.finalLosses(s)));
    return (some
            ? "Of more than %s seeds that completed as many, evenly by their values"
                .formatted(MOST_DOTS)
            : "Every seed that completed")
        + ", a line through the medians"
        + (sweep.series().size() > 1 ? ", a colour each setting of all else" : "")
        + ". Lines without dots: what trials were held against."
        + (levels.stream().anyMatch(FactorLevel::isTheory) ? TheoryLines.CAPTION : "")
        + sweep.apart().map(word -> " Apart, without a number: " + word + ".").orElse("")
        + (training
            ? " Open, dashed: the last loss on the training tasks, which are a fixed set."
            : "")
        + (agreement ? " Below: cosine with gradient descent at the end, of the same trials." : "")
        + (sweep.factor().columns().size() > 1
            ? " Changing together: " + sweep.factor().name() + "."
            : "")
        + (left > 0
            ? " Of %s settings the %s over the most numbers are drawn."
                .formatted(sweep.series().size(), drawn.size())
            : "")
        + shared(sweep, drawn);
  }
}
