package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Quartiles;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord.Alignment;

/** Agreement with learners over training. */
final class AlignmentFigure {
  private static final double PLOT = 122;
  private static final double ROW = PLOT + 62;

  /** Room for the names of learners beside a panel. */
  private static final double LABELS = 96;

  private record Measure(String name, ToDoubleFunction<Alignment> value) {}

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("cosine", Alignment::cosine),
          new Measure("model difference", Alignment::modelDifference));

  private AlignmentFigure() {}

  /**
   * A figure for each kind of gradient descent that trials were aligned with, and one for all other
   * learners together; not for least squares alone beside gradient descent, of which the losses say
   * enough.
   */
  static List<Figure> all(Summary summary) {
    List<LearnerKind> descents = new ArrayList<>();
    List<LearnerKind> others = new ArrayList<>();
    for (LearnerKind kind : summary.aligned()) {
      (LearnerStyle.of(kind).isApart() ? descents : others).add(kind);
    }
    if (descents.isEmpty()) {
      return List.of(others.size() > 1 ? medians(summary, others) : single(summary, others));
    }
    List<Figure> figures = new ArrayList<>();
    descents.stream()
        .map(kind -> of(summary, kind))
        .filter(figure -> !figure.drawing().isEmpty())
        .forEach(figures::add);
    if (!others.isEmpty() && !others.equals(List.of(LearnerKind.LEAST_SQUARES))) {
      figures.add(medians(summary, others));
    }
    return figures;
  }

  private static Figure single(Summary summary, List<LearnerKind> learners) {
    return of(summary, learners.isEmpty() ? LearnerKind.GD : learners.get(0));
  }

  /** Medians only, a line a learner. */
  private static Figure medians(Summary summary, List<LearnerKind> learners) {
    String title = "Agreement with other learners over training";
    List<SettingSummary> drawn =
        Grid.drawn(summary).stream().filter(s -> isMeasured(s, learners)).toList();
    if (drawn.isEmpty()) {
      return Figure.missing(title, "No setting that is drawn was held against them.");
    }
    Svg svg = panels(drawn, learners, title, LABELS, AlignmentFigure::drawMedians);
    return new Figure(
        title,
        svg.finish(),
        "Medians over the seeds, of "
            + summary.told()
            + ". Cosine and Euclidean distance as above."
            + Grid.leftOut(summary));
  }

  private static void drawMedians(
      Panel panel, SettingSummary s, List<LearnerKind> learners, Measure measure, String heading) {
    panel.axes("step", measure.name).title(heading, "", Palette.BLACK).plot();
    List<Panel.Label> labels = new ArrayList<>();
    for (LearnerKind learner : learners) {
      Band band = Band.of(s.told().stream().flatMap(r -> points(r, learner, measure)));
      LearnerStyle style = LearnerStyle.of(learner);
      String colour = style.colour();
      panel.line(
          band.medians(), learner.label(), "class", style.lines("learner"), "stroke", colour);
      band.end().ifPresent(end -> labels.add(new Panel.Label(end, learner.label(), colour)));
    }
    panel.endPlot().labels(labels);
  }

  static Figure of(Summary summary, LearnerKind learner) {
    List<LearnerKind> learners = List.of(learner);
    String title = "Agreement with " + learner.label() + " over training";
    List<SettingSummary> drawn =
        Grid.drawn(summary).stream().filter(s -> isMeasured(s, learners)).toList();
    if (drawn.isEmpty()) {
      return Figure.missing(title, "No trial was held against " + learner.label() + ".");
    }
    Svg svg = panels(drawn, learners, title, 0, AlignmentFigure::drawSeeds);
    return new Figure(
        title,
        svg.finish(),
        "Median and quartiles over the seeds, of "
            + summary.told()
            + ", with one thin line a seed"
            + (summary.shareLearnt().isPresent() ? "; vermilion: the others." : ".")
            + " Cosine and Euclidean distance are of the derivatives of the"
            + " prediction by the query input, means over the evaluation tasks."
            + Grid.leftOut(summary));
  }

  private interface Drawing {
    void draw(
        Panel panel, SettingSummary s, List<LearnerKind> learners, Measure measure, String heading);
  }

  private static Svg panels(
      List<SettingSummary> drawn,
      List<LearnerKind> learners,
      String title,
      double labels,
      Drawing drawing) {
    Scale x = Scale.linear(0, Grid.lastStep(drawn), 0, 1);
    Grid.Rows rows = new Grid.Rows(drawn.size(), MEASURES.size(), Grid.WIDTH, ROW);
    Svg svg = new Svg(rows.columns() * rows.outer(), rows.height(), title);
    for (int m = 0; m < MEASURES.size(); m++) {
      Scale y = range(drawn, learners, MEASURES.get(m));
      for (int i = 0; i < drawn.size(); i++) {
        Grid.Place place = rows.place(i, m);
        double top = place.top() + 40 + Panel.TITLE_LINE;
        double width = rows.outer() - 58 - labels;
        Panel panel = Panel.at(svg, place.left() + 44, top, width, PLOT, x, y);
        String heading = m == 0 ? drawn.get(i).setting().label() : "";
        drawing.draw(panel, drawn.get(i), learners, MEASURES.get(m), heading);
      }
    }
    return svg;
  }

  private static void drawSeeds(
      Panel panel, SettingSummary s, List<LearnerKind> learners, Measure measure, String heading) {
    LearnerKind learner = learners.get(0);
    panel.axes("step", measure.name).title(heading, "", Palette.BLACK).plot();
    for (Run run : s.runs()) {
      String kind = run.missed() ? "seed late" : "seed faint";
      panel.line(
          points(run, learner, measure).toList(),
          "seed " + run.seed(),
          "class",
          kind,
          "stroke",
          Palette.of(run));
    }
    Band band = Band.of(s.told().stream().flatMap(r -> points(r, learner, measure)));
    panel.band(band, "class", "band", "fill", Palette.LEARNT);
    panel.line(band.medians(), "median", "class", "curve", "stroke", Palette.LEARNT).endPlot();
    band.end().ifPresent(end -> value(panel, end));
  }

  /** Beside the end of the median, above it where there is room. */
  private static void value(Panel panel, double end) {
    double y = panel.y().at(end);
    boolean low = y > panel.y().at(panel.y().high()) + 40;
    String text = Numbers.fixed(end, 4);
    panel
        .svg()
        .text(
            panel.x().to() - 2,
            y + (low ? -8 : 16),
            text,
            "class",
            "label",
            "text-anchor",
            "end",
            "fill",
            Palette.LEARNT);
  }

  private static boolean isMeasured(SettingSummary s, List<LearnerKind> learners) {
    return s.runs().stream()
        .flatMap(r -> r.record().alignments().stream())
        .anyMatch(a -> learners.contains(a.learner()));
  }

  private static Stream<Point> points(Run run, LearnerKind learner, Measure measure) {
    return run.record().alignments().stream()
        .filter(a -> a.learner() == learner)
        .map(a -> new Point(a.step(), measure.value.applyAsDouble(a)));
  }

  /** From 0, or below it where a value is; what diverged is cut at what the others reach. */
  private static Scale range(
      List<SettingSummary> drawn, List<LearnerKind> learners, Measure measure) {
    List<Run> runs = SettingSummary.runs(drawn).toList();
    List<Run> completed = runs.stream().filter(r -> r.ended(Outcome.COMPLETED)).toList();
    Optional<Quartiles> values =
        Quartiles.of(
            (completed.isEmpty() ? runs : completed)
                .stream()
                    .flatMap(r -> learners.stream().flatMap(l -> points(r, l, measure)))
                    .map(Point::y)
                    .toList());
    double low = Math.min(0, values.map(Quartiles::min).orElse(0.0));
    double high = Math.max(low + 1e-6, values.map(Quartiles::max).orElse(1.0));
    return Scale.linear(low, low + (high - low) * 1.04, 0, 1);
  }
}
