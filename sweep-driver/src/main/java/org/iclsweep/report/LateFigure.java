package org.iclsweep.report;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
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
  private static final double BAR = 12;
  private static final int LABEL = 42;
  private static final double DOT = 3.2;

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
    double bottom = TOP + drawn.size() * ROW;
    Svg svg = new Svg(Grid.WIDTH, bottom + 62, TITLE);
    Scale share = Scale.linear(0, 1.03 * most(drawn), LEFT, RIGHT);
    Scale loss = losses(drawn).between(LOSSES, Grid.WIDTH - 20);
    axis(svg, share, bottom, "share of seeds, with its 95 % interval");
    axis(svg, loss, bottom, "final loss of each; dotted: levels of swapped heads");
    for (int i = 0; i < drawn.size(); i++) {
      double y = TOP + (i + 0.5) * ROW;
      SettingSummary s = drawn.get(i);
      String label = Markup.shortened(s.setting().label(), LABEL);
      svg.text(LEFT - 8, y + 4, label, "class", "label", "text-anchor", "end");
      shares(svg, s, share, y);
      losses(svg, s, loss, y);
    }
    key(svg, drawn, bottom + 52);
    return new Figure(TITLE, svg.finish(), caption(settings.size()));
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
      return Scale.linear(0, 1, 0, 1);
    }
    return Scale.around(all.getMin(), all.getMax(), 0.05);
  }

  private static DoubleStream levels(SettingSummary s) {
    return s.swapLevels().stream().flatMap(l -> l.levels().stream()).mapToDouble(l -> l);
  }

  private static void axis(Svg svg, Scale x, double bottom, String name) {
    svg.line(x.from(), bottom, x.to(), bottom, "class", "axis");
    for (Scale.Tick tick : x.ticks(5)) {
      double at = x.at(tick.value());
      svg.line(at, TOP, at, bottom, "class", "grid");
      svg.text(at, bottom + 15, tick.label(), "class", "tick", "text-anchor", "middle");
    }
    svg.text(x.from(), TOP - 10, name, "class", "name");
  }

  private static void shares(Svg svg, SettingSummary s, Scale x, double y) {
    Proportion late = late(s);
    Map<Cause, Long> causes = causes(List.of(s));
    int before = 0;
    for (Cause cause : causes.keySet()) {
      int until = before + causes.get(cause).intValue();
      double from = x.at((double) before / late.trials());
      double width = x.at((double) until / late.trials()) - from;
      String title = "%s of %s: %s".formatted(until - before, late.trials(), cause.words);
      svg.rect(title, from, y - BAR / 2, width, BAR, "fill", cause.colour);
      before = until;
    }
    svg.line(x.at(late.low()), y, x.at(late.high()), y, "class", "interval");
    svg.text(RIGHT + 8, y + 4, late.toString(), "class", "label");
  }

  private static Map<Cause, Long> causes(List<SettingSummary> settings) {
    return settings.stream()
        .flatMap(s -> s.late().stream())
        .map(Cause::of)
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private static void losses(Svg svg, SettingSummary s, Scale x, double y) {
    levels(s)
        .forEach(
            level ->
                svg.line(x.at(level), y - ROW / 2, x.at(level), y + ROW / 2, "class", "level"));
    for (LateSeed late : s.late()) {
      if (late.loss() != null && Double.isFinite(late.loss())) {
        String title = "seed " + late.run().seed() + ", loss " + Numbers.loss(late.loss());
        String colour = Cause.of(late).colour;
        svg.circle(title, x.at(late.loss()), y, DOT, "fill", colour, "class", "dot");
      }
    }
  }

  private static void key(Svg svg, List<SettingSummary> settings, double y) {
    double x = LEFT;
    for (Cause cause : new TreeSet<>(causes(settings).keySet())) {
      svg.rect("", x, y - 9, 10, 10, "fill", cause.colour);
      svg.text(x + 15, y, cause.words, "class", "label");
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
