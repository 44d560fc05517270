package org.iclsweep.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.SideBySide.Match;
import org.iclsweep.statistics.Interval;

/** Both sides of each comparison beside each other: shares that learnt and final losses. */
final class ComparedFigure {
  private static final String TITLE = "Shares and losses of both sides";
  private static final int MOST = 24;
  private static final double ROW = 34;
  private static final double TOP = 44;
  private static final double LEFT = 236;
  private static final double GAP = 34;
  private static final double KEY = 10;
  private static final double DOT = 4;

  /** From the middle of a row to each side, in rows. */
  private static final double APART = 0.17;

  private static final double MARGIN = 0.06;

  /** A panel; of a match it has a value a side, or one of both. */
  private enum Column {
    SHARES("share that learnt", 0, 1, ComparedFigure::shares),
    POINTS("second less first, points", 0, 0, ComparedFigure::points),
    LOSSES("final loss, geometric mean", Double.NaN, Double.NaN, Match::means),
    RATIOS("second over first, loss", 1, 1, ComparedFigure::ratio);

    private final String name;
    private final double least;
    private final double most;
    private final Function<Match, List<Interval>> values;

    /** Its axis holds from least to most, and whatever is beyond. */
    Column(String name, double least, double most, Function<Match, List<Interval>> values) {
      this.name = name;
      this.least = least;
      this.most = most;
      this.values = values;
    }

    private boolean isOfBoth() {
      return least == most;
    }

    private Scale scale(List<Match> matches) {
      DoubleSummaryStatistics all =
          Grid.finite(
                  DoubleStream.concat(
                      DoubleStream.of(least, most),
                      matches.stream()
                          .flatMap(match -> values.apply(match).stream())
                          .flatMapToDouble(i -> DoubleStream.of(i.value(), i.low(), i.high()))))
              .summaryStatistics();
      if (this == SHARES) {
        return Scale.linear(0, 1);
      }
      return Scale.isLogarithmic(all) && this != POINTS
          ? Scale.log(all.getMin(), all.getMax()).wider(MARGIN)
          : Scale.around(all.getMin(), all.getMax(), MARGIN);
    }
  }

  private ComparedFigure() {}

  static Figure of(List<Match> matches) {
    List<Match> told =
        matches.stream().filter(m -> m.seeds().isPresent() || m.losses().isPresent()).toList();
    if (told.isEmpty()) {
      return Figure.missing(TITLE, "No trial of one of the sides completed.");
    }
    List<Match> drawn = told.stream().limit(MOST).toList();
    List<Column> columns =
        Stream.of(Column.values())
            .filter(c -> drawn.stream().anyMatch(match -> !c.values.apply(match).isEmpty()))
            .toList();
    double height = drawn.size() * ROW;
    Sheet sheet = new Sheet(Grid.WIDTH, TOP + height + 62);
    boolean same = drawn.stream().map(Match::labels).distinct().count() == 1;
    double width = (Grid.WIDTH - 20 - LEFT - GAP * (columns.size() - 1)) / columns.size();
    for (int c = 0; c < columns.size(); c++) {
      Column column = columns.get(c);
      double left = LEFT + c * (width + GAP);
      Panel panel = sheet.rows(left, TOP, width, height, column.scale(drawn), drawn.size());
      panel.rowAxis(column.name);
      if (column.isOfBoth()) {
        panel.rule(column.least, 0, column.least, drawn.size(), "trained");
      }
      for (int i = 0; i < drawn.size(); i++) {
        draw(panel, column, drawn.get(i), i + 0.5);
      }
    }
    for (int i = 0; i < drawn.size(); i++) {
      sheet.panels().get(0).rowName(name(drawn.get(i), same), i, LEFT - 12);
    }
    List<String> sides = same ? drawn.get(0).labels() : List.of("first", "second");
    key(sheet, sides, TOP + height + 43);
    return new Figure(TITLE, sheet, caption(drawn, told.size(), same));
  }

  private static List<Interval> shares(Match match) {
    return match.seeds().stream()
        .flatMap(seeds -> Stream.of(seeds.a(), seeds.b()))
        .map(side -> side.learnt())
        .map(share -> new Interval(share.share(), share.low(), share.high()))
        .toList();
  }

  private static List<Interval> points(Match match) {
    return match
        .seeds()
        .map(seeds -> seeds.difference())
        .map(d -> new Interval(100 * d.value(), 100 * d.low(), 100 * d.high()))
        .stream()
        .toList();
  }

  private static List<Interval> ratio(Match match) {
    return match.losses().map(losses -> losses.ratio()).stream().toList();
  }

  private static void draw(Panel panel, Column column, Match match, double row) {
    List<Interval> values = column.values.apply(match);
    for (int i = 0; i < values.size(); i++) {
      Interval value = values.get(i);
      boolean both = column.isOfBoth();
      double at = both ? row : row + (2 * i - 1) * APART;
      String colour = both ? Palette.GREY : Palette.series(i);
      String title = (both ? "" : match.labels().get(i) + ": ") + words(value);
      if (Double.isFinite(value.low()) && Double.isFinite(value.high())) {
        List<Point> ends = List.of(new Point(value.low(), at), new Point(value.high(), at));
        panel.line(title, ends, "ood", colour);
      }
      panel.add(new Mark.Dot(title, new Point(value.value(), at), DOT, "", colour, colour));
    }
  }

  private static String words(Interval value) {
    String text = Numbers.measured(value.value());
    return Double.isNaN(value.low())
        ? text
        : "%s, 95 %% %s to %s"
            .formatted(text, Numbers.measured(value.low()), Numbers.measured(value.high()));
  }

  /** What is compared, and with it the sides where they are not the same in all rows. */
  private static String name(Match match, boolean same) {
    List<String> words = new ArrayList<>();
    if (!same) {
      words.add(match.labels().get(1) + " against " + match.labels().get(0));
    }
    if (!match.where().isEmpty()) {
      words.add(match.where());
    }
    return words.isEmpty() ? "all" : String.join(", ", words);
  }

  private static void key(Sheet sheet, List<String> sides, double top) {
    double width = Grid.WIDTH - LEFT;
    Panel panel = sheet.rows(LEFT, top, width, KEY, Scale.linear(0, width), 1);
    double x = 0;
    for (int i = 0; i < sides.size(); i++) {
      panel.box("", x, 0, x + KEY, 1, "", Palette.series(i));
      panel.words(sides.get(i), x, 0, 15, 9, "label");
      x += 40 + LetterWidths.of(sides.get(i), Mark.SIZE, false);
    }
  }

  private static String caption(List<Match> drawn, int all, boolean same) {
    boolean paired = drawn.stream().allMatch(Match::isPaired);
    boolean unpaired = drawn.stream().noneMatch(Match::isPaired);
    String seeds =
        paired
            ? "Of the seeds that both sides ran"
            : unpaired
                ? "Of all seeds, none of which both sides ran"
                : "Of the seeds that both sides ran, of all where there are none";
    return seeds
        + ", with 95 % intervals: exact ones of shares; Newcombe's of their difference; Student's, of"
        + " logarithms, of losses and of their ratio"
        + (paired
            ? ", which is taken seed by seed."
            : unpaired
                ? ", which is that of medians and has none."
                : ", which is taken seed by seed, or of medians without an interval.")
        + " Dotted: no difference."
        + (same ? " First: %s; second: %s.".formatted(drawn.get(0).labels().toArray()) : "")
        + Grid.leftOut(MOST, all, "comparisons", "the answer of compare");
  }
}
