package org.iclsweep.report;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.MeanBand;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.trial.FewShot.FewShotLoss;
import org.iclsweep.trial.FewShotVariant;
import org.iclsweep.trial.Measures;

/** Losses at the pairs that a trained model is shown; a panel a number of systems in a row. */
final class FewShotFigure {
  private static final String TITLE = "Pairs shown to the trained model";
  private static final double PLOT = 170;
  private static final Grid.Frame FRAME = new Grid.Frame(46, PLOT, 20, PLOT + 84);
  private static final double LABELS = 92;

  private FewShotFigure() {}

  static Figure of(Summary summary) {
    List<SettingSummary> drawn =
        Grid.drawn(summary).stream().filter(s -> losses(s).findAny().isPresent()).toList();
    SortedSet<Integer> systems = new TreeSet<>();
    drawn.forEach(s -> losses(s).forEach(p -> systems.add(p.systems())));
    if (systems.isEmpty()) {
      return Figure.missing(TITLE, "No model was shown pairs.");
    }
    Scale x = x(drawn);
    Scale y = y(drawn, systems);
    Grid.Rows rows = new Grid.Rows(drawn.size(), systems.size(), FRAME, LABELS, 0);
    Sheet sheet = rows.sheet();
    for (int i = 0; i < drawn.size(); i++) {
      for (int of : systems) {
        int m = systems.headSet(of).size();
        String setting = m == 0 && drawn.size() > 1 ? drawn.get(i).setting().label() + ", " : "";
        String title = setting + (of == 1 ? "one system" : "two systems in a row");
        Panel panel = rows.panel(sheet, i, m, x, y).plot("pair", "loss", title, "");
        draw(panel, drawn.get(i), of, rows.hasLabels(i, m));
      }
    }
    return new Figure(TITLE, sheet, caption(systems) + Grid.leftOut(summary));
  }

  private static void draw(Panel panel, SettingSummary s, int systems, boolean labelled) {
    if (systems > 1) {
      panel.vertical(firstPairs(s) + 0.5, "trained");
    }
    for (FewShotVariant variant : FewShotVariant.values()) {
      MeanBand band = band(s, systems, variant);
      if (!band.at().isEmpty()) {
        String colour = colour(variant);
        panel.band(band, colour).line(variant.label(), band.means(), "curve", colour);
        if (labelled) {
          panel.label(band.means(), variant.label(), colour);
        }
      }
    }
  }

  private static String colour(FewShotVariant variant) {
    return switch (variant) {
      case PLAIN -> Palette.BLUE;
      case EOS -> Palette.VERMILION;
      case EOS_PREFIX -> Palette.GREEN;
      case LSQ -> Palette.BLACK;
    };
  }

  /** Over the seeds, by the number of the pair in its context. */
  private static MeanBand band(SettingSummary s, int systems, FewShotVariant variant) {
    int before = firstPairs(s);
    return MeanBand.of(
        losses(s)
            .filter(p -> p.systems() == systems && p.variant() == variant)
            .map(p -> new Point(p.pair() + (p.system() > 1 ? before : 0), p.loss())));
  }

  /** Pairs of the first system where there are two. */
  private static int firstPairs(SettingSummary s) {
    return losses(s)
        .filter(p -> p.systems() > 1 && p.system() == 1)
        .mapToInt(FewShotLoss::pair)
        .max()
        .orElse(0);
  }

  private static Stream<FewShotLoss> losses(SettingSummary s) {
    return s.runs().stream().flatMap(FewShotFigure::losses);
  }

  private static Stream<FewShotLoss> losses(Run run) {
    return run.record().measured(Measures.FEW_SHOT).stream();
  }

  private static Scale x(List<SettingSummary> drawn) {
    int most =
        drawn.stream()
            .flatMap(FewShotFigure::losses)
            .filter(p -> p.systems() == 1)
            .mapToInt(FewShotLoss::pair)
            .max()
            .orElse(1);
    return Scale.linear(1, most);
  }

  /** Of the model's losses; where regression knows the system, it is far below them. */
  private static Scale y(List<SettingSummary> drawn, SortedSet<Integer> systems) {
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    Stream.of(FewShotVariant.values())
        .filter(variant -> variant != FewShotVariant.LSQ)
        .forEach(variant -> means(drawn, systems, variant).forEach(all::accept));
    double least = all.getMin();
    means(drawn, systems, FewShotVariant.LSQ).forEach(v -> all.accept(Math.max(least, v)));
    return Scale.isLogarithmic(all)
        ? Scale.log(all.getMin() / 1.3, all.getMax() * 1.3)
        : Scale.linear(0, all.getMax() * 1.1);
  }

  private static DoubleStream means(
      List<SettingSummary> drawn, SortedSet<Integer> systems, FewShotVariant variant) {
    return drawn.stream()
        .flatMap(s -> systems.stream().flatMap(of -> band(s, of, variant).means().stream()))
        .mapToDouble(Point::y);
  }

  private static String caption(SortedSet<Integer> systems) {
    return "Loss at every pair of a context that is shown to the trained model, mean over the seeds, with a band of one"
        + " standard deviation to either side. plain: pairs alone; eos: with a tuned token behind every label;"
        + " eos-prefix: with tuned tokens before the first pair, too; lsq: ridge regression on the pairs before."
        + (systems.contains(2)
            ? " Dashed: where the second system begins, which nothing tells."
            : "");
  }
}
