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
      LearnerKind only = others.isEmpty() ? LearnerKind.GD : others.get(0);
      return List.of(others.size() > 1 ? medians(summary, others) : of(summary, only));
    }
    List<Figure> figures = new ArrayList<>();
    descents.stream().map(kind -> of(summary, kind)).filter(Figure::isDrawn).forEach(figures::add);
    if (!others.isEmpty() && !others.equals(List.of(LearnerKind.LEAST_SQUARES))) {
      figures.add(medians(summary, others));
    }
    return figures;
  }

  /** Medians only, a line a learner. */
  private static Figure medians(Summary summary, List<LearnerKind> learners) {
    String title = "Agreement with other learners over training";
    List<SettingSummary> drawn = measured(summary, learners);
    if (drawn.isEmpty()) {
      return Figure.missing(title, "No setting that is drawn was held against them.");
    }
    return new Figure(
        title,
        panels(drawn, learners, LABELS, AlignmentFigure::drawMedians),
        "Medians over the seeds, of "
            + summary.told()
            + ". Cosine and Euclidean distance as above."
            + Grid.leftOut(summary));
  }

  private static void drawMedians(
      Panel panel, SettingSummary s, List<LearnerKind> learners, Measure measure) {
    for (LearnerKind learner : learners) {
      List<Point> medians =
          Band.of(s.told().stream().flatMap(r -> points(r, learner, measure))).medians();
      LearnerStyle style = LearnerStyle.of(learner);
      panel.line(learner.label(), medians, style.lines("learner"), style.colour());
      panel.label(medians, learner.label(), style.colour());
    }
  }

  private static Figure of(Summary summary, LearnerKind learner) {
    String title = "Agreement with " + learner.label() + " over training";
    List<SettingSummary> drawn = measured(summary, List.of(learner));
    if (drawn.isEmpty()) {
      return Figure.missing(title, "No trial was held against " + learner.label() + ".");
    }
    Crowd crowd = Crowd.of(drawn, run -> points(run, learner, MEASURES.get(0)).toList());
    Drawing seeds = (panel, s, all, measure) -> drawSeeds(panel, s, crowd, learner, measure);
    return new Figure(
        title,
        panels(drawn, List.of(learner), 0, seeds),
        "Median and quartiles over the seeds, of "
            + summary.told()
            + (crowd.isSampled(drawn)
                ? ", over thin lines of a sample of " + crowd.most()
                : ", with one thin line a seed")
            + (summary.shareLearnt().isPresent() ? "; vermilion: the others." : ".")
            + " Cosine and Euclidean distance are of the derivatives of the"
            + " prediction by the query input, means over the evaluation tasks."
            + Grid.leftOut(summary));
  }

  private interface Drawing {
    void draw(Panel panel, SettingSummary s, List<LearnerKind> learners, Measure measure);
  }

  private static Sheet panels(
      List<SettingSummary> drawn, List<LearnerKind> learners, double labels, Drawing drawing) {
    Scale x = Scale.linear(0, Grid.lastStep(drawn));
    Grid.Frame frame = new Grid.Frame(40, PLOT, 14 + labels, PLOT + 62);
    Grid.Rows rows = new Grid.Rows(drawn.size(), MEASURES.size(), frame, 0, 0);
    Sheet sheet = rows.sheet();
    for (int m = 0; m < MEASURES.size(); m++) {
      Measure measure = MEASURES.get(m);
      Scale y = range(drawn, learners, measure);
      for (int i = 0; i < drawn.size(); i++) {
        SettingSummary s = drawn.get(i);
        String heading = m == 0 ? s.setting().label() : "";
        Panel plot = rows.panel(sheet, i, m, x, y).plot("step", measure.name, heading, "");
        drawing.draw(plot, s, learners, measure);
      }
    }
    return sheet;
  }

  private static void drawSeeds(
      Panel panel, SettingSummary s, Crowd crowd, LearnerKind learner, Measure measure) {
    for (Run run : crowd.sample(s.runs())) {
      String style = run.missed() ? "seed late" : "seed faint";
      List<Point> points = points(run, learner, measure).toList();
      panel.line(run, "seed " + run.seed(), points, style, Palette.of(run));
    }
    Band band = Band.of(s.told().stream().flatMap(r -> points(r, learner, measure)));
    panel.band(band, Palette.LEARNT);
    List<Point> medians = band.medians();
    panel.line("median", medians, "curve", Palette.LEARNT);
    if (!medians.isEmpty()) {
      value(panel, medians.get(medians.size() - 1));
    }
  }

  /** Beside the end of the median, above it where there is room. */
  private static void value(Panel panel, Point end) {
    boolean low = panel.y().at(end.y()) > panel.y().to() + 40;
    Point at = new Point(panel.x().high(), end.y());
    String text = Numbers.fixed(end.y(), 4);
    panel.add(new Mark.Words(text, at, -2, low ? -8 : 16, "label", "end", Palette.LEARNT));
  }

  private static List<SettingSummary> measured(Summary summary, List<LearnerKind> learners) {
    return Grid.drawn(summary).stream()
        .filter(
            s ->
                s.runs().stream()
                    .anyMatch(
                        r ->
                            r.record().alignments().stream()
                                .anyMatch(a -> learners.contains(a.learner()))))
        .toList();
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
    return Scale.linear(low, low + (high - low) * 1.04);
  }
}
