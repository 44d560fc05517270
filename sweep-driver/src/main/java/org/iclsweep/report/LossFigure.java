package org.iclsweep.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.LateSeed;
import org.iclsweep.analysis.MainFall;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Fate;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/** Loss curves of all seeds, one panel a setting. */
final class LossFigure {
  private static final String TITLE = "Evaluation loss of every seed";

  /** Curves that diverge are cut at this multiple of what answering 0 costs. */
  private static final double CUT = 3;

  /** How far below all curves a learner's loss is not drawn. */
  private static final double FAR = 10;

  /** Letters that fit beside a panel. */
  private static final int LABEL = 18;

  private static final String REPEATED =
      " Dashed: the loss on the training tasks, where these are a fixed set; below the line of its"
          + " seed the model remembers them, and where the seed's line falls long after, it has come to"
          + " generalise. Falls are the largest of each curve from plateau to plateau, medians over"
          + " seeds.";

  private static final double ROW = 282 + Panel.TITLE_LINE;

  private LossFigure() {}

  static Figure of(Summary summary) {
    List<SettingSummary> drawn = Grid.drawn(summary);
    DoubleSummaryStatistics losses = losses(drawn);
    if (losses.getCount() == 0) {
      return Figure.missing(TITLE, "No trial left a loss curve.");
    }
    boolean log = Scale.isLogarithmic(losses);
    Scale y =
        log
            ? Scale.log(losses.getMin() / 1.15, losses.getMax() * 1.15, 0, 1)
            : Scale.around(losses.getMin(), losses.getMax(), 0.06);
    Scale x = Scale.linear(0, Grid.lastStep(drawn), 0, 1);
    int columns = Grid.columns(drawn.size());
    int rows = (drawn.size() + columns - 1) / columns;
    double outer = Math.min(Grid.WIDTH / columns, 760);
    Svg svg = new Svg(outer * columns, rows * ROW, TITLE);
    for (int i = 0; i < drawn.size(); i++) {
      double left = i % columns * outer + 48;
      Panel panel =
          Panel.at(
              svg, left, i / columns * ROW + 52 + Panel.TITLE_LINE, outer - 48 - 112, 186, x, y);
      draw(panel, drawn.get(i));
    }
    return new Figure(TITLE, svg.finish(), caption(summary, log));
  }

  private static void draw(Panel panel, SettingSummary s) {
    panel.axes("step", "evaluation loss").title(s.setting().label(), subtitle(s), Palette.BLACK);
    panel.plot();
    List<Panel.Label> labels = references(panel, s);
    training(panel, s);
    for (Run run : s.runs()) {
      String end = run.fate().map(Fate::label).orElse(run.record().outcome().label());
      panel.line(
          run.evalCurve(),
          "seed " + run.seed() + ", " + end,
          "class",
          run.met(Fate.LEARNT) ? "seed" : "seed late",
          "stroke",
          Palette.of(run));
    }
    panel.endPlot().labels(labels);
  }

  /** On a fixed set of tasks: beside the loss on others, memory shows. */
  private static void training(Panel panel, SettingSummary s) {
    for (Run run : s.runs()) {
      if (run.repeatsTasks()) {
        panel.line(
            trainingCurve(run),
            "seed " + run.seed() + ", on training tasks",
            "class",
            "seed short",
            "stroke",
            Palette.of(run));
      }
    }
  }

  private static List<Panel.Label> references(Panel panel, SettingSummary s) {
    List<Panel.Label> labels = new ArrayList<>();
    List<Double> levels = levels(s);
    for (int j = 0; j < levels.size(); j++) {
      panel.level(levels.get(j), "", "class", "level");
      String text = j == 0 ? "answering 0" : j == 1 ? "1 head swapped" : j + " heads swapped";
      labels.add(new Panel.Label(levels.get(j), text, Palette.GREY));
    }
    for (FittedLearner l : learners(s)) {
      LearnerStyle style = LearnerStyle.of(l.kind());
      style.level(panel, l.loss());
      String text = style.name() + " " + Numbers.loss(l.loss());
      boolean fits = style.isNamed() || text.length() <= LABEL;
      labels.add(new Panel.Label(l.loss(), fits ? text : style.name(), style.colour()));
    }
    return labels;
  }

  /** Those whose loss is drawn: not of the unnamed ones what would flatten the chart. */
  private static List<FittedLearner> learners(SettingSummary s) {
    double least = Grid.finite(curves(s)).min().orElse(0);
    return LearnerStyle.all().stream()
        .filter(style -> style.isDrawn(s.isDeep()))
        .flatMap(
            style ->
                s.against(style.kind()).stream()
                    .filter(l -> style.isNamed() || l.loss() > least / FAR))
        .toList();
  }

  private static DoubleStream curves(SettingSummary s) {
    return s.runs().stream().flatMap(r -> r.evalCurve().stream()).mapToDouble(Point::y);
  }

  private static List<Double> levels(SettingSummary s) {
    return s.swapLevels()
        .map(l -> l.levels())
        .orElseGet(() -> s.zeroLoss().stream().boxed().toList());
  }

  private static String subtitle(SettingSummary s) {
    List<LateSeed> late = s.late();
    String made = s.shareLearnt().map(p -> p + " learnt").orElse(s.runs().size() + " trials");
    String seeds =
        late.stream().limit(8).map(l -> l.run().seed()).collect(Collectors.joining(", "));
    return made
        + falls(s)
        + count(s, Fate.RELAPSED)
        + count(s, Fate.BETWEEN)
        + (late.isEmpty() ? "" : "; late: " + seeds + (late.size() > 8 ? ", …" : ""))
        + count(s, Outcome.DIVERGED)
        + count(s, Outcome.FAILED)
        + count(s, Outcome.TIMED_OUT)
        + count(s, Outcome.NO_MEMORY);
  }

  /** When both losses fall, where the training tasks are a fixed set. */
  private static String falls(SettingSummary s) {
    List<Run> repeating = s.runs().stream().filter(Run::repeatsTasks).toList();
    return fall(MainFall.ofTraining(repeating), "training")
        + fall(MainFall.ofEvaluation(repeating), "evaluation");
  }

  private static String fall(Optional<MainFall> fall, String loss) {
    return fall.map(f -> "; %s falls at %s".formatted(loss, Numbers.fixed(f.median(), 0)))
        .orElse("");
  }

  private static String count(SettingSummary s, Fate fate) {
    int n = s.count(fate);
    return n == 0 ? "" : "; " + n + " " + fate.label();
  }

  private static String count(SettingSummary s, Outcome outcome) {
    int n = s.count(outcome);
    return n == 0 ? "" : "; " + n + " " + outcome.label().replace('_', ' ');
  }

  private static List<Point> trainingCurve(Run run) {
    return run.record().curve().stream()
        .filter(p -> p.trainLoss() != null)
        .map(p -> new Point(p.step(), p.trainLoss()))
        .toList();
  }

  private static DoubleSummaryStatistics losses(List<SettingSummary> settings) {
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    for (SettingSummary s : settings) {
      double most = s.zeroLoss().orElse(Double.POSITIVE_INFINITY) * CUT;
      DoubleStream curves = curves(s).map(loss -> Math.min(loss, most));
      DoubleStream training =
          s.runs().stream()
              .filter(Run::repeatsTasks)
              .flatMap(r -> trainingCurve(r).stream())
              .mapToDouble(p -> Math.min(p.y(), most));
      DoubleStream references =
          DoubleStream.concat(
              levels(s).stream().mapToDouble(l -> l),
              learners(s).stream()
                  .filter(l -> l.kind() != LearnerKind.GD_CLOSED_FORM)
                  .mapToDouble(FittedLearner::loss));
      Grid.finite(DoubleStream.concat(DoubleStream.concat(curves, training), references))
          .forEach(all);
    }
    return all;
  }

  private static boolean repeats(Summary summary) {
    return summary.runs().anyMatch(Run::repeatsTasks);
  }

  private static String caption(Summary summary, boolean log) {
    boolean closed =
        summary.settings().stream()
            .anyMatch(s -> s.against(LearnerKind.GD_CLOSED_FORM).isPresent());
    boolean swaps = summary.settings().stream().anyMatch(s -> s.swapLevels().isPresent());
    boolean judged = summary.shareLearnt().isPresent();
    return (judged
            ? "One line a seed: blue learnt, vermilion did not, or relapsed. Black: gradient descent"
                + " on the same tasks."
            : "One line a seed.")
        + (closed ? " Green, dashed: its learning rate from the closed form." : "")
        + (repeats(summary) ? REPEATED : "")
        + (swaps ? " Dotted: levels predicted for models that learn with some heads swapped." : "")
        + (log ? " Logarithmic." : "")
        + Grid.leftOut(summary);
  }
}
