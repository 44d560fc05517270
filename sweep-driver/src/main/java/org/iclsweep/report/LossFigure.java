package org.iclsweep.report;

import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.LateSeed;
import org.iclsweep.analysis.MainFall;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Fate;
import org.iclsweep.spec.Labelled;
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
            ? Scale.log(losses.getMin() / 1.15, losses.getMax() * 1.15)
            : Scale.around(losses.getMin(), losses.getMax(), 0.06);
    Scale x = Scale.linear(0, Grid.lastStep(drawn));
    Grid.Tiles tiles = new Grid.Tiles(drawn.size(), 760, 282 + Panel.TITLE_LINE);
    Sheet sheet = tiles.sheet();
    Crowd crowd = Crowd.of(drawn, Run::evalCurve);
    for (int i = 0; i < drawn.size(); i++) {
      Grid.Place place = tiles.place(i);
      double top = place.top() + 52 + Panel.TITLE_LINE;
      Panel panel = sheet.panel(place.left() + 48, top, tiles.width() - 48 - 112, 186, x, y);
      SettingSummary s = drawn.get(i);
      draw(panel.plot("step", "evaluation loss", s.setting().label(), subtitle(s)), s, crowd);
    }
    return new Figure(TITLE, sheet, caption(summary, log) + crowd.caption(drawn));
  }

  private static void draw(Panel panel, SettingSummary s, Crowd crowd) {
    references(panel, s);
    String colour = s.shareLearnt().isPresent() ? Palette.LEARNT : Palette.GREY;
    crowd.bands(panel, s.runs(), Run::evalCurve, colour);
    List<Run> seeds = crowd.sample(s.runs());
    training(panel, seeds);
    for (Run run : seeds) {
      String end = run.fate().map(Fate::label).orElse(run.record().outcome().label());
      String style = run.missed() ? "seed late" : "seed";
      panel.line(run, "seed " + run.seed() + ", " + end, run.evalCurve(), style, Palette.of(run));
    }
  }

  /** On a fixed set of tasks: beside the loss on others, memory shows. */
  private static void training(Panel panel, List<Run> seeds) {
    for (Run run : seeds) {
      if (run.repeatsTasks()) {
        String title = "seed " + run.seed() + ", on training tasks";
        panel.line(run, title, trainingCurve(run), "seed short", Palette.of(run));
      }
    }
  }

  private static void references(Panel panel, SettingSummary s) {
    List<Double> levels = levels(s);
    for (int j = 0; j < levels.size(); j++) {
      String text = j == 0 ? "answering 0" : j == 1 ? "1 head swapped" : j + " heads swapped";
      panel.level("", levels.get(j), "level", "").label(levels.get(j), text, Palette.GREY);
    }
    s.givenGoal().ifPresent(loss -> goal(panel, loss));
    for (FittedLearner l : learners(s)) {
      LearnerStyle style = LearnerStyle.of(l.kind());
      style.level(panel, l.loss());
      String text = style.name() + " " + Numbers.loss(l.loss());
      boolean fits = style.isNamed() || text.length() <= LABEL;
      panel.label(l.loss(), fits ? text : style.name(), style.colour());
    }
    theory(s)
        .forEach(
            (style, loss) ->
                panel
                    .level(TheoryLines.name(style), loss, TheoryLines.STYLE, style.colour())
                    .label(loss, TheoryLines.name(style), style.colour()));
  }

  private static void goal(Panel panel, double loss) {
    panel.level("goal", loss, "level", "").label(loss, "goal " + Numbers.loss(loss), Palette.GREY);
  }

  /**
   * What formulas expect of learners that the trials were not held against: not of gradient descent
   * on plain inputs, beside which levels of swapped heads stand.
   */
  private static Map<LearnerStyle, Double> theory(SettingSummary s) {
    double least = Grid.finite(curves(s)).min().orElse(0);
    Map<LearnerStyle, Double> levels = new LinkedHashMap<>();
    TheoryLines.of(style -> style.isNamed() ? List.of() : level(s, style, least / FAR))
        .forEach((style, points) -> levels.put(style, points.get(0).y()));
    return levels;
  }

  private static List<Point> level(SettingSummary s, LearnerStyle style, double above) {
    return s.against(style.kind()).isPresent()
        ? List.of()
        : s.expectedLoss(style.kind()).stream()
            .filter(loss -> loss > above)
            .mapToObj(loss -> new Point(0, loss))
            .toList();
  }

  /** Those whose loss is drawn: not of the unnamed ones what would flatten the chart. */
  static List<FittedLearner> learners(SettingSummary s) {
    double least = Grid.finite(curves(s)).min().orElse(0);
    return LearnerStyle.all().stream()
        .filter(style -> style.isDrawnIn(s))
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
        + count(s.count(Fate.RELAPSED), Fate.RELAPSED)
        + count(s.count(Fate.BETWEEN), Fate.BETWEEN)
        + (late.isEmpty() ? "" : "; late: " + seeds + (late.size() > 8 ? ", …" : ""))
        + count(s.count(Outcome.DIVERGED), Outcome.DIVERGED)
        + count(s.count(Outcome.FAILED), Outcome.FAILED)
        + count(s.count(Outcome.TIMED_OUT), Outcome.TIMED_OUT)
        + count(s.count(Outcome.NO_MEMORY), Outcome.NO_MEMORY);
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

  private static String count(int n, Labelled what) {
    return n == 0 ? "" : "; " + n + " " + what.label().replace('_', ' ');
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
              DoubleStream.concat(levels(s).stream().mapToDouble(l -> l), s.givenGoal().stream()),
              learners(s).stream()
                  .filter(l -> l.kind() != LearnerKind.GD_CLOSED_FORM)
                  .mapToDouble(FittedLearner::loss));
      DoubleStream theory = theory(s).values().stream().mapToDouble(loss -> loss);
      Grid.finite(Stream.of(curves, training, references, theory).flatMapToDouble(each -> each))
          .forEach(all);
    }
    return all;
  }

  private static boolean repeats(Summary summary) {
    return summary.runs().anyMatch(Run::repeatsTasks);
  }

  private static boolean isHeldAgainst(Summary summary, LearnerKind kind) {
    return summary.settings().stream().anyMatch(s -> s.against(kind).isPresent());
  }

  private static String caption(Summary summary, boolean log) {
    boolean closed = isHeldAgainst(summary, LearnerKind.GD_CLOSED_FORM);
    boolean swaps = summary.settings().stream().anyMatch(s -> s.swapLevels().isPresent());
    boolean theory = Grid.drawn(summary).stream().anyMatch(s -> !theory(s).isEmpty());
    boolean judged = summary.shareLearnt().isPresent();
    return (judged
            ? "One line a seed: blue learnt, vermilion did not, or relapsed."
                + (isHeldAgainst(summary, LearnerKind.GD)
                    ? " In the colour of the text: gradient descent on the same tasks."
                    : "")
            : "One line a seed.")
        + (closed ? " Green, dashed: its learning rate from the closed form." : "")
        + (repeats(summary) ? REPEATED : "")
        + (theory ? TheoryLines.CAPTION : "")
        + (swaps ? " Dotted: levels predicted for models that learn with some heads swapped." : "")
        + (log ? " Logarithmic." : "")
        + Grid.leftOut(summary);
  }
}
