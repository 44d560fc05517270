package org.iclsweep.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.analysis.LateSeed;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.HeadProducts;
import org.iclsweep.trial.RoleSwap;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialSpec;

/** Weight products of a seed that learnt and of a late one, beside those of the construction. */
final class WeightsFigure {
  private static final String TITLE = "Weight products";
  private static final int HEADS = 8;
  private static final double MAP = MatrixMap.SIZE;
  private static final double GAP = 22;
  private static final double GROUP = 2 * MAP + GAP + 66;
  private static final double ROW = MAP + 76;
  private static final double TOP = 40;

  /** Products under one heading, a head a row. */
  private record Group(String heading, List<HeadProducts> heads, boolean trained, boolean pairs) {

    static Group constructed(String heading, List<HeadProducts> heads) {
      return new Group(heading, heads, false, true);
    }
  }

  private WeightsFigure() {}

  /** A figure of every depth that a study has: their constructions differ. */
  static List<Figure> all(Summary summary) {
    Map<Integer, List<SettingSummary>> depths =
        summary.settings().stream()
            .collect(groupingBy(SettingSummary::depth, TreeMap::new, toList()));
    if (depths.size() == 1) {
      return List.of(of(TITLE, summary.settings()));
    }
    List<Figure> figures = new ArrayList<>();
    depths.forEach((depth, settings) -> figures.add(of(TITLE + ", depth " + depth, settings)));
    return figures;
  }

  private static Figure of(String title, List<SettingSummary> settings) {
    List<Group> groups = new ArrayList<>();
    Optional<SettingSummary> setting = setting(settings);
    setting.ifPresent(s -> groups.addAll(groups(s)));
    boolean shown = groups.stream().anyMatch(g -> g.trained);
    if (!shown) {
      return Figure.missing(title, "No trial that learnt, and no late one, kept its weights.");
    }
    int rows = groups.stream().mapToInt(g -> Math.min(HEADS, g.heads.size())).max().orElse(0);
    double largest =
        groups.stream()
            .flatMap(g -> g.heads.stream().limit(HEADS))
            .mapToDouble(h -> MatrixMap.largest(h.valueProjection()))
            .max()
            .orElse(1);
    Sheet sheet = new Sheet(groups.size() * GROUP, TOP + rows * ROW);
    for (int g = 0; g < groups.size(); g++) {
      double left = g * GROUP + 4;
      for (int h = 0; h < Math.min(HEADS, groups.get(g).heads.size()); h++) {
        draw(sheet, groups.get(g), h, left, TOP + h * ROW, largest == 0 ? 1 : largest);
      }
    }
    return new Figure(title, sheet, caption(setting.orElseThrow(), groups, largest));
  }

  /** The first setting that can show both a learnt and a late seed, or else one of them. */
  private static Optional<SettingSummary> setting(List<SettingSummary> settings) {
    return settings.stream()
        .filter(s -> typical(s).isPresent() || late(s).isPresent())
        .max(
            Comparator.comparing(WeightsFigure::shown)
                .thenComparing(SettingSummary::setting, Comparator.reverseOrder()));
  }

  private static int shown(SettingSummary s) {
    return (typical(s).isPresent() ? 2 : 0) + (late(s).isPresent() ? 1 : 0);
  }

  private static Optional<Run> typical(SettingSummary s) {
    return s.typical().filter(r -> !r.heads().isEmpty());
  }

  private static Optional<Run> late(SettingSummary s) {
    return s.late().stream().map(LateSeed::run).filter(r -> !r.heads().isEmpty()).findFirst();
  }

  private static List<Group> groups(SettingSummary s) {
    List<Group> groups = new ArrayList<>();
    construction(s).ifPresent(groups::add);
    typical(s).ifPresent(r -> groups.add(group("typical, seed " + r.seed(), r)));
    late(s).ifPresent(r -> groups.add(group("late, seed " + r.seed(), r)));
    return groups;
  }

  /** One step of gradient descent in theory; beyond one layer GD++ as it was fitted. */
  private static Optional<Group> construction(SettingSummary s) {
    Run run = typical(s).or(() -> late(s)).orElseThrow();
    Optional<TrialSpec> plain = run.trained().filter(TrialSpec::isPlain);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    Optional<Group> oneStep =
        s.theory()
            .map(
                t -> {
                  double rate = t.bestLearningRate() / t.task().context();
                  HeadProducts head = HeadProducts.construction(t.task().dim(), rate);
                  return Group.constructed("construction", List.of(head));
                });
    return oneStep.isPresent() ? oneStep : plusPlus(s, plain.get());
  }

  /** Known where each layer has rates of its own. */
  private static Optional<Group> plusPlus(SettingSummary s, TrialSpec trained) {
    int dim = trained.inContext().inputDim();
    int context = trained.inContext().context();
    int layers = trained.model().distinctLayers();
    return s.against(LearnerKind.GD_PLUS_PLUS)
        .filter(l -> l.learningRates().size() == layers && l.gammas().size() == layers)
        .map(
            l ->
                Group.constructed("GD++, loss " + Numbers.loss(l.loss()), layers(l, dim, context)));
  }

  private static List<HeadProducts> layers(FittedLearner l, int dim, double context) {
    return IntStream.range(0, l.gammas().size())
        .mapToObj(
            layer ->
                HeadProducts.construction(
                    layer, dim, l.learningRates().get(layer) / context, l.gammas().get(layer)))
        .toList();
  }

  private static Group group(String heading, Run run) {
    String loss =
        run.record().finalLoss() == null ? "" : ", loss " + Numbers.loss(run.record().finalLoss());
    boolean pairs = run.holds(TrialSpec::readsPairs);
    List<HeadProducts> heads = run.heads().stream().map(HeadProducts::normalised).toList();
    return new Group(heading + loss, heads, true, pairs);
  }

  private static void draw(
      Sheet sheet, Group group, int row, double left, double top, double largest) {
    HeadProducts head = group.heads.get(row);
    String which =
        group.heads.size() == 1 ? "" : "  layer " + head.layer() + ", head " + head.head();
    RealMatrix values = head.valueProjection();
    Panel keys =
        MatrixMap.add(sheet, head.keyQuery(), "W_KQ" + which, "query's feature", left, top, 1);
    if (row == 0) {
      keys.words(group.heading, 0, 0, 0, 14 - TOP, "title");
    }
    List<Double> spectrum = head.keyQuerySpectrum();
    RoleSwap signs = RoleSwap.of(head);
    String ratio = "σ₂/σ₁ " + Numbers.fixed(signs.singularRatio(), 3);
    String second = spectrum.size() < 2 ? "" : ratio + (group.pairs ? labelRow(signs) : "");
    keys.words(second, 0, keys.y().high(), 0, 32, "tick");
    double right = left + MAP + GAP + 14;
    Panel map = MatrixMap.add(sheet, values, "W_PV", "output's feature", right, top, largest);
    if (group.pairs) {
      MatrixMap.nameLabel(keys);
      MatrixMap.nameLabel(map);
      int label = values.getRowDimension() - 1;
      String corner = "y to y: " + Numbers.fixed(values.getEntry(label, label), 3);
      map.words(corner, 0, map.y().high(), 0, 32, "tick");
    }
  }

  private static String labelRow(RoleSwap signs) {
    return ", y row "
        + (Double.isNaN(signs.keyLabelEnergy()) ? "-" : Numbers.percent(signs.keyLabelEnergy()))
        + " %";
  }

  private static String caption(SettingSummary s, List<Group> groups, double largest) {
    boolean cut = groups.stream().anyMatch(g -> g.heads.size() > HEADS);
    String range = Numbers.loss(largest == 0 ? 1 : largest);
    String construction = groups.get(0).trained ? "" : construction(groups.get(0));
    return "From "
        + s.setting().label()
        + (groups.get(0).pairs
            ? ". Rows: features of the context token, the label y last"
            : ". Rows: features of what a layer reads")
        + ". Scaled so that the largest"
        + " singular value of W_KQ is 1; W_KQ is coloured from -1 (blue) over 0 (white) to 1"
        + " (vermilion), W_PV from -"
        + range
        + " to "
        + range
        + "."
        + construction
        + (cut ? " The first " + HEADS + " heads are drawn." : "");
  }

  private static String construction(Group group) {
    boolean moves = group.heads.stream().anyMatch(h -> h.valueProjection().getEntry(0, 0) != 0);
    return moves
        ? " GD++ is the identity on the inputs in W_KQ; in W_PV it has minus γ on the inputs'"
            + " diagonal and minus the learning rate over the context length in the corner."
        : " Gradient descent is the identity on the inputs in W_KQ, and minus the learning rate"
            + " over the context length in the corner of W_PV. A head whose roles are swapped"
            + " keeps y in its keys (one row of W_KQ) and the inputs in its values (one column"
            + " of W_PV).";
  }
}
