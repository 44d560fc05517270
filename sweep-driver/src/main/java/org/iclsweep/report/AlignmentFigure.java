package org.iclsweep.report;

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

/** Agreement with a learner over training. */
final class AlignmentFigure {
  private static final double PLOT = 122;
  private static final double ROW = PLOT + 62;

  private record Measure(String name, ToDoubleFunction<Alignment> value) {}

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("cosine", Alignment::cosine),
          new Measure("model difference", Alignment::modelDifference));

  private AlignmentFigure() {}

  static Figure of(Summary summary, LearnerKind learner) {
    String title = "Agreement with " + learner.label() + " over training";
    List<SettingSummary> drawn =
        Grid.drawn(summary).stream().filter(s -> isMeasured(s, learner)).toList();
    if (drawn.isEmpty()) {
      return Figure.missing(title, "No trial was held against " + learner.label() + ".");
    }
    Scale x = Scale.linear(0, Grid.lastStep(drawn), 0, 1);
    Grid.Rows rows = new Grid.Rows(drawn.size(), MEASURES.size(), Grid.WIDTH, ROW);
    Svg svg = new Svg(rows.columns() * rows.outer(), rows.height(), title);
    for (int m = 0; m < MEASURES.size(); m++) {
      Scale y = range(drawn, learner, MEASURES.get(m));
      for (int i = 0; i < drawn.size(); i++) {
        Grid.Place place = rows.place(i, m);
        Panel panel =
            Panel.at(
                svg,
                place.left() + 44,
                place.top() + 40 + Panel.TITLE_LINE,
                rows.outer() - 58,
                PLOT,
                x,
                y);
        String heading = m == 0 ? drawn.get(i).setting().label() : "";
        draw(panel, drawn.get(i), learner, MEASURES.get(m), heading);
      }
    }
    return new Figure(
        title,
        svg.finish(),
        "Median and quartiles over the seeds that made the transition, with one thin line a seed;"
            + " vermilion: the others. Cosine and Euclidean distance are of the derivatives of the"
            + " prediction by the query input, means over the evaluation tasks."
            + Grid.leftOut(summary));
  }

  private static void draw(
      Panel panel, SettingSummary s, LearnerKind learner, Measure measure, String heading) {
    panel.axes("step", measure.name).title(heading, "", Palette.BLACK).plot();
    for (Run run : s.runs()) {
      String kind = run.transitioned() ? "seed faint" : "seed late";
      panel.line(
          points(run, learner, measure).toList(),
          "seed " + run.seed(),
          "class",
          kind,
          "stroke",
          Palette.of(run));
    }
    Band band = Band.of(s.learnt().stream().flatMap(r -> points(r, learner, measure)));
    panel.band(band, "class", "band", "fill", Palette.LEARNT);
    panel.line(band.medians(), "median", "class", "curve", "stroke", Palette.LEARNT).endPlot();
    if (!band.isEmpty()) {
      double end = band.at().get(band.at().lastKey()).median();
      boolean low = panel.y().at(end) > panel.y().at(panel.y().high()) + 40;
      panel
          .svg()
          .text(
              panel.x().to() - 2,
              panel.y().at(end) + (low ? -8 : 16),
              Numbers.fixed(end, 4),
              "class",
              "label",
              "text-anchor",
              "end",
              "fill",
              Palette.LEARNT);
    }
  }

  private static boolean isMeasured(SettingSummary s, LearnerKind learner) {
    return s.runs().stream()
        .flatMap(r -> r.record().alignments().stream())
        .anyMatch(a -> a.learner() == learner);
  }

  private static Stream<Point> points(Run run, LearnerKind learner, Measure measure) {
    return run.record().alignments().stream()
        .filter(a -> a.learner() == learner)
        .map(a -> new Point(a.step(), measure.value.applyAsDouble(a)));
  }

  /** From 0, or below it where a value is; what diverged is cut at what the others reach. */
  private static Scale range(List<SettingSummary> drawn, LearnerKind learner, Measure measure) {
    List<Run> runs = drawn.stream().flatMap(s -> s.runs().stream()).toList();
    List<Run> completed = runs.stream().filter(r -> r.ended(Outcome.COMPLETED)).toList();
    Optional<Quartiles> values =
        Quartiles.of(
            (completed.isEmpty() ? runs : completed)
                .stream().flatMap(r -> points(r, learner, measure)).map(Point::y).toList());
    double low = Math.min(0, values.map(Quartiles::min).orElse(0.0));
    double high = Math.max(low + 1e-6, values.map(Quartiles::max).orElse(1.0));
    return Scale.linear(low, low + (high - low) * 1.04, 0, 1);
  }
}
