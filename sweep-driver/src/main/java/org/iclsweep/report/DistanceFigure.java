package org.iclsweep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.MeanBand;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.trial.Distances.Distance;
import org.iclsweep.trial.Distances.Frame;
import org.iclsweep.trial.Measures;

/** How far weight products are from multiples of the identity over training, a line a head. */
final class DistanceFigure {
  private static final String TITLE = "Distance of weights from multiples of the identity";
  private static final double PLOT = 150;

  /** Room for a label, without and with the head. */
  private static final double LAYER = 62;

  private static final double HEAD = 100;

  /** What has a panel. */
  private record Block(AttentionWeights.Name matrix, Frame frame) {

    boolean isValues() {
      return matrix == AttentionWeights.Name.VALUE_PROJECTION;
    }

    boolean isOf(Distance each) {
      return each.matrix() == matrix && each.frame() == frame;
    }

    String name() {
      return "distance of " + (isValues() ? "B" : "A") + ", " + frame.label();
    }
  }

  /** What has a line. */
  private record Head(int layer, int head) {
    static final Comparator<Head> ORDER =
        Comparator.comparing(Head::layer).thenComparing(Head::head);

    static Head of(Distance each) {
      return new Head(each.layer(), each.head());
    }

    String name(boolean several) {
      return "layer " + layer + (several ? ", head " + head : "");
    }
  }

  private DistanceFigure() {}

  static Figure of(Summary summary) {
    List<SettingSummary> drawn =
        Grid.drawn(summary).stream().filter(s -> distances(s).findAny().isPresent()).toList();
    if (drawn.isEmpty()) {
      return Figure.missing(TITLE, "No distances were measured.");
    }
    List<Block> blocks = blocks(drawn);
    List<Head> heads =
        drawn.stream()
            .flatMap(DistanceFigure::distances)
            .map(Head::of)
            .distinct()
            .sorted(Head.ORDER)
            .toList();
    boolean several = heads.stream().anyMatch(h -> h.head > 0);
    Grid.Frame frame = new Grid.Frame(40, PLOT, several ? HEAD : LAYER, PLOT + 64);
    Grid.Rows rows = new Grid.Rows(drawn.size(), blocks.size(), frame, 0, 0);
    Sheet sheet = rows.sheet();
    Scale x = Scale.linear(0, Grid.lastStep(drawn));
    for (int i = 0; i < drawn.size(); i++) {
      for (int j = 0; j < blocks.size(); j++) {
        if (distances(drawn.get(i)).noneMatch(blocks.get(j)::isOf)) {
          continue;
        }
        Panel place = rows.panel(sheet, i, j, x, Scale.linear(0, 1));
        String title = j == 0 ? drawn.get(i).setting().label() : "";
        Panel panel = place.plot("step", blocks.get(j).name(), title, "");
        draw(panel, drawn.get(i), blocks.get(j), heads);
      }
    }
    return new Figure(TITLE, sheet, caption(blocks, heads) + Grid.leftOut(summary));
  }

  private static void draw(Panel panel, SettingSummary s, Block block, List<Head> heads) {
    boolean several = heads.stream().anyMatch(h -> h.head > 0);
    for (int i = 0; i < Math.min(heads.size(), Palette.series()); i++) {
      MeanBand band = MeanBand.of(points(s, block, heads.get(i)));
      if (!band.at().isEmpty()) {
        String name = heads.get(i).name(several);
        String colour = Palette.series(i);
        panel.band(band, colour).line(name, band.means(), "curve", colour);
        panel.label(band.means(), name, colour);
      }
    }
  }

  private static Stream<Point> points(SettingSummary s, Block block, Head head) {
    return distances(s)
        .filter(each -> block.isOf(each) && Head.of(each).equals(head) && each.distance() != null)
        .map(each -> new Point(each.step(), each.distance()));
  }

  private static Stream<Distance> distances(SettingSummary s) {
    return s.runs().stream().flatMap(run -> run.record().measured(Measures.DISTANCES).stream());
  }

  /** Those that were measured, A first. */
  private static List<Block> blocks(List<SettingSummary> drawn) {
    List<Block> blocks = new ArrayList<>();
    for (AttentionWeights.Name matrix : AttentionWeights.Name.values()) {
      for (Frame frame : Frame.values()) {
        Block block = new Block(matrix, frame);
        if (drawn.stream().flatMap(DistanceFigure::distances).anyMatch(block::isOf)) {
          blocks.add(block);
        }
      }
    }
    return blocks;
  }

  private static String caption(List<Block> blocks, List<Head> heads) {
    boolean whitened = blocks.stream().anyMatch(b -> b.frame != Frame.RAW);
    return "Mean over the seeds, with a band of one standard deviation to either side. The distance of M"
        + " is the least ‖M - α I‖ over ‖M‖: 0 of a multiple of the identity, near 1 of independent"
        + " entries. A is W_KQ between inputs, times the entry of W_PV from label to label"
        + (blocks.stream().anyMatch(Block::isValues)
            ? "; B is W_PV between inputs, over that entry."
            : ".")
        + (whitened
            ? " Raw: in coordinates of the tokens; whitened: in those in which the inputs' covariance"
                + " is the identity."
            : "")
        + (heads.size() > Palette.series()
            ? " The first %s of %s heads are drawn.".formatted(Palette.series(), heads.size())
            : "");
  }
}
