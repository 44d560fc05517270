package org.iclsweep.report;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Rollouts;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;

/** Losses of the one layer, applied again and again, beside gradient descent's; a panel a λ. */
final class RolloutFigure {
  private static final String TITLE = "The layer, applied again and again";
  private static final double PLOT = 150;

  /** Lines of seeds in a panel. */
  private static final int MOST = 100;

  private static final Grid.Frame FRAME = new Grid.Frame(46, PLOT, 20, PLOT + 84);
  private static final double LABELS = 92;

  /** What diverges leaves the chart at this multiple of what answering 0 costs. */
  private static final double CUT = 1.5;

  private static final LearnerStyle GD = LearnerStyle.of(LearnerKind.GD);

  private RolloutFigure() {}

  static Figure of(Summary summary) {
    List<SettingSummary> drawn = Grid.drawn(summary);
    List<List<Rollouts>> all = drawn.stream().map(s -> Rollouts.of(s, summary.learners())).toList();
    SortedSet<Double> factors = new TreeSet<>();
    all.forEach(rollouts -> rollouts.forEach(each -> factors.add(each.factor())));
    if (factors.isEmpty()) {
      return Figure.missing(TITLE, "No layer was rolled out.");
    }
    Scale x = Scale.linear(1, values(all, Point::x).max().orElse(1));
    Scale y = losses(drawn, all);
    Grid.Rows rows = new Grid.Rows(drawn.size(), factors.size(), FRAME, LABELS, 0);
    Sheet sheet = rows.sheet();
    for (int i = 0; i < drawn.size(); i++) {
      for (Rollouts rollouts : all.get(i)) {
        int m = factors.headSet(rollouts.factor()).size();
        String setting = m == 0 && drawn.size() > 1 ? drawn.get(i).setting().label() + ", " : "";
        draw(rows.panel(sheet, i, m, x, y), rollouts, setting, rows.hasLabels(i, m));
      }
    }
    return new Figure(TITLE, sheet, caption(summary, all) + Grid.leftOut(summary));
  }

  /** From the least loss to the level of answering 0 and a little more. */
  private static Scale losses(List<SettingSummary> drawn, List<List<Rollouts>> all) {
    double least = values(all, Point::y).filter(v -> v > 0).min().orElse(0.1);
    double zero =
        drawn.stream()
            .flatMapToDouble(s -> s.zeroLoss().stream())
            .max()
            .orElse(values(all, Point::y).filter(v -> v > 0).max().orElse(1));
    return Scale.log(least / 1.15, Math.max(CUT * zero, least * 1.15));
  }

  private static DoubleStream values(List<List<Rollouts>> all, ToDoubleFunction<Point> value) {
    return all.stream()
        .flatMap(List::stream)
        .flatMap(Rollouts::curves)
        .flatMap(curve -> Stream.concat(curve.losses().stream(), curve.stableLosses().stream()))
        .mapToDouble(value)
        .filter(Double::isFinite);
  }

  private static void draw(Panel place, Rollouts rollouts, String setting, boolean labelled) {
    String title = setting + "λ = " + Numbers.value(rollouts.factor());
    Panel panel = place.plot("applications of the layer", "loss", title, subtitle(rollouts));
    for (Rollouts.Curve seed : Crowd.evenly(rollouts.seeds(), MOST)) {
      String colour = Palette.of(seed.run());
      String name = "seed " + seed.run().seed();
      panel.line(seed.run(), name, seed.losses(), "seed", colour);
      panel.line(seed.run(), name + ", stable tasks", seed.stableLosses(), "seed short", colour);
    }
    rollouts.descent().ifPresent(gd -> descent(panel, gd, labelled));
  }

  private static void descent(Panel panel, Rollouts.Curve gd, boolean labelled) {
    panel.line(GD.words(), gd.losses(), GD.level(), "");
    panel.line(GD.words() + ", stable tasks", gd.stableLosses(), GD.level() + " short", "");
    List<Point> calm = gd.stableLosses().isEmpty() ? gd.losses() : gd.stableLosses();
    if (labelled) {
      double end = calm.get(calm.size() - 1).y();
      panel.label(end, GD.name() + " " + Numbers.loss(end), GD.colour());
    }
  }

  private static String subtitle(Rollouts rollouts) {
    return rollouts.unstable().isPresent()
        ? Numbers.measured(100 * rollouts.unstable().getAsDouble()) + " % of tasks not stable"
        : "";
  }

  private static String caption(Summary summary, List<List<Rollouts>> all) {
    String made =
        summary.shareLearnt().isPresent() ? ": blue learnt, vermilion did not, or relapsed" : "";
    boolean known = all.stream().flatMap(List::stream).anyMatch(r -> r.unstable().isPresent());
    boolean sampled = all.stream().flatMap(List::stream).anyMatch(r -> r.seeds().size() > MOST);
    String stable =
        known
            ? " Not stable: tasks on which gradient descent at λ times the rate of the closed form"
                + " diverges; a few of them rule the mean, and dashed lines leave them out."
            : "";
    return "Evaluation loss over applications of the one trained layer to its own outputs, updates"
        + " times λ, labels alone updated. One line a seed"
        + made
        + ". In the colour of the text: gradient descent, its fitted rate times λ."
        + stable
        + " Lines that leave the chart at the top have passed the level of answering 0."
        + " Logarithmic."
        + (sampled ? " Of more than %s seeds a sample of %s is drawn.".formatted(MOST, MOST) : "");
  }
}
