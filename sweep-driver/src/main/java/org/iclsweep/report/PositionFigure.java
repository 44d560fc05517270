package org.iclsweep.report;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.MeanBand;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.LearnerPositions.LearnerPosition;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.PositionLosses.PositionLoss;

/** The loss at every position of a sequence, of models and of what they are held against. */
final class PositionFigure {
  private static final String TITLE = "Loss at every position";
  private static final String MODEL = "model";

  /** What a panel shows. */
  private record Drawn(
      SettingSummary setting, MeanBand logarithms, Map<LearnerStyle, List<Point>> learners) {

    static Drawn of(SettingSummary s) {
      MeanBand logarithms =
          MeanBand.of(
              s.runs().stream()
                  .flatMap(PositionFigure::last)
                  .map(p -> new Point(p.x(), StrictMath.log(p.y()))));
      Map<LearnerStyle, List<Point>> learners =
          new TreeMap<>(Comparator.comparing(LearnerStyle.all()::indexOf));
      LearnerStyle.all().stream()
          .filter(style -> style.isDrawnIn(s))
          .forEach(style -> learners.put(style, positions(s, style.kind())));
      learners.values().removeIf(List::isEmpty);
      return new Drawn(s, logarithms, learners);
    }

    boolean isEmpty() {
      return logarithms.at().isEmpty();
    }

    Stream<Point> points() {
      Stream<Point> model =
          Stream.of(logarithms.lower(), logarithms.upper()).flatMap(line -> losses(line).stream());
      return Stream.concat(model, learners.values().stream().flatMap(List::stream));
    }
  }

  private PositionFigure() {}

  static Figure of(Summary summary) {
    List<Drawn> drawn =
        Grid.drawn(summary).stream().map(Drawn::of).filter(d -> !d.isEmpty()).toList();
    if (drawn.isEmpty()) {
      return Figure.missing(TITLE, "No losses were measured at positions.");
    }
    Scale x = Scale.linear(1, range(drawn, true).getMax());
    DoubleSummaryStatistics losses = range(drawn, false);
    Scale y = Scale.log(losses.getMin() / 1.15, losses.getMax() * 1.15);
    Grid.Tiles tiles = new Grid.Tiles(drawn.size(), 760, 282 + Panel.TITLE_LINE);
    Sheet sheet = tiles.sheet();
    for (int i = 0; i < drawn.size(); i++) {
      SettingSummary s = drawn.get(i).setting;
      Grid.Place place = tiles.place(i);
      double top = place.top() + 52 + Panel.TITLE_LINE;
      Panel panel = sheet.panel(place.left() + 48, top, tiles.width() - 48 - 112, 186, x, y);
      draw(panel.plot("position", "loss", s.setting().label(), seeds(s)), drawn.get(i));
    }
    return new Figure(TITLE, sheet, caption(drawn) + Grid.leftOut(summary));
  }

  private static DoubleSummaryStatistics range(List<Drawn> drawn, boolean ofX) {
    return drawn.stream()
        .flatMap(Drawn::points)
        .mapToDouble(p -> ofX ? p.x() : p.y())
        .summaryStatistics();
  }

  private static void draw(Panel panel, Drawn drawn) {
    drawn.learners.forEach(
        (style, points) -> {
          style.line(panel, points);
          panel.label(points, style.name(), style.colour());
        });
    MeanBand band = drawn.logarithms;
    List<Point> means = losses(band.means());
    panel.add(new Mark.Area(losses(band.upper()), losses(band.lower()), "band", Palette.BLUE));
    panel.line(MODEL, means, "curve", Palette.BLUE).label(means, MODEL, Palette.BLUE);
  }

  private static List<Point> losses(List<Point> logarithms) {
    return logarithms.stream().map(p -> new Point(p.x(), StrictMath.exp(p.y()))).toList();
  }

  /** Of a run, at the last point of its curve. */
  private static Stream<Point> last(Run run) {
    List<PositionLoss> all = run.record().measured(Measures.POSITION_LOSSES);
    int step = all.stream().mapToInt(PositionLoss::step).max().orElse(0);
    return all.stream()
        .filter(each -> each.step() == step)
        .map(each -> new Point(each.position(), each.loss()))
        .filter(PositionFigure::isDrawn);
  }

  /** Of a learner, which all runs of a setting share. */
  private static List<Point> positions(SettingSummary s, LearnerKind kind) {
    return s.runs().stream()
        .map(run -> positions(run, kind))
        .filter(points -> !points.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<Point> positions(Run run, LearnerKind kind) {
    return run.record().measured(Measures.LEARNER_POSITIONS).stream()
        .filter(each -> each.learner() == kind && each.position() != null)
        .map((LearnerPosition each) -> new Point(each.position(), each.loss()))
        .filter(PositionFigure::isDrawn)
        .toList();
  }

  private static boolean isDrawn(Point p) {
    return p.y() > 0 && Double.isFinite(p.y());
  }

  private static String seeds(SettingSummary s) {
    return s.runs().size() == 1 ? "1 seed" : s.runs().size() + " seeds";
  }

  private static String caption(List<Drawn> drawn) {
    boolean held = drawn.stream().anyMatch(d -> !d.learners.isEmpty());
    return "Mean loss over the evaluation sequences at every position, from 1, at the last point of the curve. The"
        + " thick line is the geometric mean over the seeds, with a band of one standard deviation of logarithms"
        + " to either side."
        + (held ? " Thin lines: what trials were held against, on the same sequences." : "")
        + " Logarithmic.";
  }
}
