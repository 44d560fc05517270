package org.iclsweep.report;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.LateSeed;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.statistics.Proportion;

/** Late seeds: what share of each setting, why, and at which losses they ended. */
final class LateFigure {

  private static final String TITLE = "Late seeds";
  private static final int MOST = 24;
  private static final double ROW = 24;
  private static final double TOP = 44;
  private static final double LEFT = 250;
  private static final double RIGHT = 640;
  private static final double LOSSES = 720;

  /** Of a row. */
  private static final double BAR = 0.5;

  private static final double KEY = 10;
  private static final double DOT = 3.2;

  /** Dots of a row. */
  private static final int MOST_DOTS = 100;

  private LateFigure() {}

  /** What the weights of a late seed tell. */
  private enum Cause {
    SWAPPED("a head with roles swapped", Palette.VERMILION),
    OTHER("no head swapped", Palette.BLUE),
    UNKNOWN("not to be told", Palette.GREY);

    private final String words;
    private final String colour;

    Cause(String words, String colour) {
      this.words = words;
      this.colour = colour;
    }

    static Cause of(LateSeed late) {
      if (late.heads().isEmpty()) {
        return UNKNOWN;
      }
      return late.swappedHeads() > 0 ? SWAPPED : OTHER;
    }
  }

  static Figure of(Summary summary) {
    List<SettingSummary> settings = summary.judgedSettings();
    if (settings.stream().allMatch(s -> s.late().isEmpty())) {
      return Figure.missing(TITLE, "No seed of which it can be told is late.");
    }
    List<SettingSummary> drawn = settings.stream().limit(MOST).toList();
    double height = drawn.size() * ROW;
    Sheet sheet = new Sheet(Grid.WIDTH, TOP + height + 62);
    Scale share = Scale.linear(0, 1.03 * most(drawn));
    Panel shares = sheet.rows(LEFT, TOP, RIGHT - LEFT, height, share, drawn.size());
    double width = Grid.WIDTH - 20 - LOSSES;
    Panel losses = sheet.rows(LOSSES, TOP, width, height, losses(drawn), drawn.size());
    shares.rowAxis("share of seeds, with its 95 % interval");
    losses.rowAxis("final loss of each; dotted: levels of swapped heads");
    for (int i = 0; i < drawn.size(); i++) {
      SettingSummary s = drawn.get(i);
      shares.rowName(s.setting().label(), i, LEFT - 12);
      shares(shares, s, i);
      losses(losses, s, i);
    }
    key(sheet, drawn, TOP + height + 43);
    return new Figure(TITLE, sheet, caption(settings.size()));
  }

  private static double most(List<SettingSummary> settings) {
    return settings.stream().mapToDouble(s -> late(s).high()).max().orElse(1);
  }

  private static Proportion late(SettingSummary s) {
    return new Proportion(s.late().size(), s.shareLearnt().orElseThrow().trials());
  }

  private static Scale losses(List<SettingSummary> settings) {
    DoubleStream ends =
        settings.stream()
            .flatMap(s -> s.late().stream())
            .map(LateSeed::loss)
            .filter(Objects::nonNull)
            .mapToDouble(l -> l);
    DoubleStream levels = settings.stream().flatMapToDouble(LateFigure::levels);
    DoubleSummaryStatistics all =
        Grid.finite(DoubleStream.concat(ends, levels)).summaryStatistics();
    if (all.getCount() == 0) {
      return Scale.linear(0, 1);
    }
    return Scale.around(all.getMin(), all.getMax(), 0.05);
  }

  private static DoubleStream levels(SettingSummary s) {
    return s.swapLevels().stream().flatMap(l -> l.levels().stream()).mapToDouble(l -> l);
  }

  private static void shares(Panel panel, SettingSummary s, int row) {
    Proportion late = late(s);
    double middle = row + 0.5;
    int before = 0;
    for (Map.Entry<Cause, Long> each : causes(List.of(s)).entrySet()) {
      Cause cause = each.getKey();
      int until = before + each.getValue().intValue();
      String title = "%s of %s: %s".formatted(until - before, late.trials(), cause.words);
      double from = (double) before / late.trials();
      double to = (double) until / late.trials();
      panel.box(title, from, middle - BAR / 2, to, middle + BAR / 2, "", cause.colour);
      before = until;
    }
    panel.rule(late.low(), middle, late.high(), middle, "interval");
    panel.words(late.toString(), panel.x().high(), middle, 8, 4, "label");
  }

  private static Map<Cause, Long> causes(List<SettingSummary> settings) {
    return settings.stream()
        .flatMap(s -> s.late().stream())
        .map(Cause::of)
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private static void losses(Panel panel, SettingSummary s, int row) {
    levels(s).forEach(level -> panel.rule(level, row, level, row + 1, "level"));
    List<LateSeed> ended =
        s.late().stream()
            .filter(late -> late.loss() != null && Double.isFinite(late.loss()))
            .sorted(Comparator.comparing(LateSeed::loss))
            .toList();
    for (LateSeed late : Crowd.evenly(ended, MOST_DOTS)) {
      String title = "seed " + late.run().seed() + ", loss " + Numbers.loss(late.loss());
      Point at = new Point(late.loss(), row + 0.5);
      panel.add(late.run(), new Mark.Dot(title, at, DOT, "dot", "", Cause.of(late).colour));
    }
  }

  private static void key(Sheet sheet, List<SettingSummary> settings, double top) {
    double width = Grid.WIDTH - LEFT;
    Panel panel = sheet.rows(LEFT, top, width, KEY, Scale.linear(0, width), 1);
    double x = 0;
    for (Cause cause : causes(settings).keySet()) {
      panel.box("", x, 0, x + KEY, 1, "", cause.colour);
      panel.words(cause.words, x, 0, 15, 9, "label");
      x += 40 + cause.words.length() * 6;
    }
  }

  private static String caption(int settings) {
    return "Left: of each setting the share of seeds that did not cross the middle within their"
        + " budget, by what their final weights show: a head is swapped if it keeps the label in its"
        + " keys and the inputs in its values."
        + Grid.leftOut(MOST, settings, "settings", "the table");
  }
}
