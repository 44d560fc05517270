package org.iclsweep.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Factor;
import org.iclsweep.analysis.MeanBand;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;

/** Loss over the steps of the sides of a comparison, in one panel wherever they share the rest. */
final class SidesFigure {
  private static final String TITLE = "Evaluation loss of both sides";

  private SidesFigure() {}

  /**
   * Draws them.
   *
   * @param column what tells sides apart
   */
  static Figure of(Summary summary, String column) {
    Optional<Factor> sides =
        summary.factors().stream().filter(f -> f.columns().contains(column)).findFirst();
    if (sides.isEmpty()) {
      return Figure.missing(TITLE, "There is one side.");
    }
    List<List<SettingSummary>> panels =
        byRest(sides.get(), summary).values().stream()
            .filter(each -> each.size() > 1 && each.stream().anyMatch(s -> !isEmpty(s)))
            .toList();
    if (panels.isEmpty()) {
      return Figure.missing(TITLE, "No setting has a curve on both sides.");
    }
    List<List<SettingSummary>> drawn = panels.stream().limit(Grid.MOST).toList();
    Grid.Tiles tiles = new Grid.Tiles(drawn.size(), 760, 282 + Panel.TITLE_LINE);
    Sheet sheet = tiles.sheet();
    Scale x = Scale.linear(0, Grid.lastStep(drawn.stream().flatMap(List::stream).toList()));
    Scale y = scale(drawn);
    for (int i = 0; i < drawn.size(); i++) {
      Grid.Place place = tiles.place(i);
      double top = place.top() + 52 + Panel.TITLE_LINE;
      Panel panel = sheet.panel(place.left() + 48, top, tiles.width() - 48 - 150, 186, x, y);
      draw(panel, drawn.get(i), sides.get());
    }
    return new Figure(
        TITLE,
        sheet,
        "Mean over the seeds of each side of the loss on the evaluation tasks, with a band of one"
            + " standard deviation to either side."
            + Grid.leftOut(Grid.MOST, panels.size(), "settings", "the table"));
  }

  private static Map<Map<String, Object>, List<SettingSummary>> byRest(
      Factor sides, Summary summary) {
    Map<Map<String, Object>, List<SettingSummary>> byRest = new LinkedHashMap<>();
    for (SettingSummary s : summary.settings()) {
      Map<String, Object> rest = new LinkedHashMap<>(s.setting().values());
      rest.keySet().removeAll(sides.columns());
      byRest.computeIfAbsent(rest, same -> new ArrayList<>()).add(s);
    }
    return byRest;
  }

  private static MeanBand band(SettingSummary s) {
    return MeanBand.of(s.runs().stream().flatMap(run -> run.evalCurve().stream()));
  }

  private static boolean isEmpty(SettingSummary s) {
    return band(s).at().isEmpty();
  }

  private static Scale scale(List<List<SettingSummary>> drawn) {
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    drawn.stream()
        .flatMap(List::stream)
        .map(SidesFigure::band)
        .flatMap(band -> Stream.concat(band.upper().stream(), band.lower().stream()))
        .mapToDouble(Point::y)
        .forEach(all::accept);
    return Scale.around(all.getMin(), all.getMax(), 0.04);
  }

  private static void draw(Panel panel, List<SettingSummary> settings, Factor sides) {
    String rest = rest(settings.get(0), sides);
    panel.plot("step", "loss", rest.isEmpty() ? "all trials" : rest, "");
    for (int i = 0; i < settings.size(); i++) {
      SettingSummary s = settings.get(i);
      MeanBand band = band(s);
      if (!band.at().isEmpty()) {
        String name = sides.label(s.setting());
        String colour = Palette.series(i);
        panel.band(band, colour).line(name, band.means(), "curve", colour);
        panel.label(band.means(), name, colour);
      }
    }
  }

  private static String rest(SettingSummary s, Factor sides) {
    List<String> others =
        s.setting().values().keySet().stream().filter(c -> !sides.columns().contains(c)).toList();
    return String.join(
        ", ",
        others.stream()
            .map(column -> new Factor(List.of(column)).label(s.setting()))
            .filter(label -> !label.isEmpty())
            .toList());
  }
}
