package org.iclsweep.report;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.iclsweep.analysis.Band;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Sensitivities.Sensitivity;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/** Whether the first layer copies: its sensitivities over training, below the loss. */
final class SensitivityFigure {
  private static final String TITLE = "What the first layer copies";
  private static final double LOSS = 90;
  private static final double NORMS = 150;
  private static final double OWN = 60;
  private static final double GAP = 48;
  private static final double LEFT = 44;
  private static final double RIGHT = 74;

  private static final LearnerStyle GD = LearnerStyle.of(LearnerKind.GD);

  private record Measure(String name, ToDoubleFunction<Sensitivity> value, String colour) {}

  /** A scale apart: own is the root of the number of features from the start. */
  private static final List<Measure> OWNS =
      List.of(new Measure("own", Sensitivity::own, Palette.BLACK));

  private static final List<Measure> OTHERS =
      List.of(
          new Measure("next", Sensitivity::next, Palette.BLUE),
          new Measure("other", Sensitivity::other, Palette.ORANGE));

  private SensitivityFigure() {}

  static Figure of(Summary summary) {
    List<SettingSummary> drawn =
        Grid.drawn(summary).stream().filter(SensitivityFigure::isMeasured).toList();
    if (drawn.isEmpty()) {
      return Figure.missing(TITLE, "No sensitivities were measured.");
    }
    Scale x = Scale.linear(0, Grid.lastStep(drawn));
    Scale loss = losses(drawn);
    Scale others = norms(drawn, OTHERS);
    Scale own = norms(drawn, OWNS);
    double row = 40 + Panel.TITLE_LINE + LOSS + GAP + NORMS + GAP + OWN + GAP;
    Grid.Tiles tiles = new Grid.Tiles(drawn.size(), 560, row);
    Sheet sheet = tiles.sheet();
    Crowd crowd = Crowd.of(drawn, Run::evalCurve);
    for (int i = 0; i < drawn.size(); i++) {
      SettingSummary s = drawn.get(i);
      double left = tiles.place(i).left() + LEFT;
      double top = tiles.place(i).top() + 40 + Panel.TITLE_LINE;
      double width = tiles.width() - LEFT - RIGHT;
      loss(sheet.panel(left, top, width, LOSS, x, loss), s, crowd);
      double second = top + LOSS + GAP;
      norms(sheet.panel(left, second, width, NORMS, x, others), s, crowd, "", OTHERS);
      norms(sheet.panel(left, second + NORMS + GAP, width, OWN, x, own), s, crowd, "step", OWNS);
    }
    return new Figure(TITLE, sheet, caption(summary, drawn) + crowd.caption(drawn));
  }

  private static void loss(Panel place, SettingSummary s, Crowd crowd) {
    Panel panel = place.plot("", "evaluation loss", s.setting().label(), "");
    crossings(panel, s);
    Optional<FittedLearner> gd = s.against(LearnerKind.GD);
    gd.ifPresent(l -> GD.level(panel, l.loss()));
    crowd.bands(panel, s.runs(), Run::evalCurve, Palette.GREY);
    for (Run run : crowd.sample(s.runs())) {
      panel.line(run, "seed " + run.seed(), run.evalCurve(), "seed", Palette.of(run));
    }
    gd.ifPresent(l -> panel.label(l.loss(), GD.name(), GD.colour()));
  }

  private static void norms(
      Panel place, SettingSummary s, Crowd crowd, String axis, List<Measure> measures) {
    Panel panel = place.plot(axis, "sensitivity of a first-layer output", "", "");
    crossings(panel, s);
    measures.forEach(m -> measure(panel, s, crowd, m));
  }

  /** The label stands at the median end of the seeds that the study's losses are told of. */
  private static void measure(Panel panel, SettingSummary s, Crowd crowd, Measure measure) {
    crowd.bands(panel, s.runs(), run -> points(run, measure), measure.colour);
    for (Run run : crowd.sample(s.runs())) {
      String title = measure.name + ", seed " + run.seed();
      String style = run.missed() ? "seed faint" : "seed sensed";
      panel.line(run, title, points(run, measure), style, measure.colour);
    }
    List<Run> labelled = s.told().isEmpty() ? s.runs() : s.told();
    Band band = Band.of(labelled.stream().flatMap(run -> points(run, measure).stream()));
    panel.label(band.medians(), measure.name, measure.colour);
  }

  private static void crossings(Panel panel, SettingSummary s) {
    s.crossings().forEach(moment -> panel.vertical(moment.step(), "trained"));
  }

  private static List<Point> points(Run run, Measure measure) {
    return run.record().measured(Measures.SENSITIVITIES).stream()
        .map(each -> new Point(each.step(), measure.value.applyAsDouble(each)))
        .toList();
  }

  private static boolean isMeasured(SettingSummary s) {
    return s.runs().stream()
        .anyMatch(run -> !run.record().measured(Measures.SENSITIVITIES).isEmpty());
  }

  /** From below all to the plateau and the curves' start: what diverges leaves the chart. */
  private static Scale losses(List<SettingSummary> drawn) {
    DoubleStream curves =
        SettingSummary.runs(drawn).flatMap(run -> run.evalCurve().stream()).mapToDouble(Point::y);
    DoubleStream learners =
        drawn.stream()
            .flatMap(s -> s.against(LearnerKind.GD).stream())
            .mapToDouble(FittedLearner::loss);
    double high = drawn.stream().mapToDouble(s -> 1.15 * s.zeroLoss().orElse(0)).max().orElse(0);
    double low = Grid.finite(DoubleStream.concat(curves, learners)).min().orElse(0);
    return Scale.linear(0.9 * low, Math.max(high, 1.1 * low));
  }

  private static Scale norms(List<SettingSummary> drawn, List<Measure> measures) {
    DoubleStream values =
        SettingSummary.runs(drawn)
            .flatMap(run -> run.record().measured(Measures.SENSITIVITIES).stream())
            .flatMapToDouble(
                each -> measures.stream().mapToDouble(m -> m.value.applyAsDouble(each)));
    return Scale.linear(0, 1.04 * Grid.finite(values).max().orElse(1));
  }

  private static String caption(Summary summary, List<SettingSummary> drawn) {
    boolean crossed = drawn.stream().anyMatch(s -> !s.crossings().isEmpty());
    return "Norm of the mean derivative of a token behind the first layer, the sum of its channels, by"
        + " the features of the token itself (own), of the one behind it (next) and, a mean, of the"
        + " others. One line a seed"
        + (crossed
            ? ", faint where it did not learn, or relapsed; dashed: where seeds crossed the middle."
            : ".")
        + Grid.leftOut(summary);
  }
}
