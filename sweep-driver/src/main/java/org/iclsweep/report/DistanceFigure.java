package org.iclsweep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.MeanBand;
import org.iclsweep.analysis.Run;
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
    static final Comparator<Block> ORDER =
        Comparator.comparing(Block::matrix).thenComparing(Block::frame);

    boolean isValues() {
      return matrix == AttentionWeights.Name.VALUE_PROJECTION;
    }

    static Block of(Distance each) {
      return new Block(each.matrix(), each.frame());
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

  /** What the seeds of a setting left of each block and head. */
  private record Courses(
      SettingSummary setting, Map<Block, Map<Head, List<Point>>> points, Set<Head> heads) {

    static Courses of(SettingSummary s) {
      Map<Block, Map<Head, List<Point>>> points = new TreeMap<>(Block.ORDER);
      Set<Head> heads = new TreeSet<>(Head.ORDER);
      for (Run run : s.runs()) {
        for (Distance each : run.record().measured(Measures.DISTANCES)) {
          Head head = Head.of(each);
          heads.add(head);
          List<Point> course =
              points
                  .computeIfAbsent(Block.of(each), block -> new HashMap<>())
                  .computeIfAbsent(head, h -> new ArrayList<>());
          if (each.distance() != null) {
            course.add(new Point(each.step(), each.distance()));
          }
        }
      }
      return new Courses(s, points, heads);
    }

    MeanBand band(Block block, Head head) {
      return MeanBand.of(points.get(block).getOrDefault(head, List.of()).stream());
    }
  }

  private DistanceFigure() {}

  static Figure of(Summary summary) {
    List<Courses> drawn =
        Grid.drawn(summary).stream().map(Courses::of).filter(c -> !c.heads.isEmpty()).toList();
    if (drawn.isEmpty()) {
      return Figure.missing(TITLE, "No distances were measured.");
    }
    List<Block> blocks =
        drawn.stream()
            .flatMap(c -> c.points.keySet().stream())
            .distinct()
            .sorted(Block.ORDER)
            .toList();
    List<Head> heads =
        drawn.stream().flatMap(c -> c.heads.stream()).distinct().sorted(Head.ORDER).toList();
    boolean several = heads.stream().anyMatch(h -> h.head > 0);
    Grid.Frame frame = new Grid.Frame(40, PLOT, several ? HEAD : LAYER, PLOT + 64);
    Grid.Rows rows = new Grid.Rows(drawn.size(), blocks.size(), frame, 0, 0);
    Sheet sheet = rows.sheet();
    Scale x = Scale.linear(0, Grid.lastStep(drawn.stream().map(Courses::setting).toList()));
    for (int i = 0; i < drawn.size(); i++) {
      for (int j = 0; j < blocks.size(); j++) {
        if (drawn.get(i).points.containsKey(blocks.get(j))) {
          Panel place = rows.panel(sheet, i, j, x, Scale.linear(0, 1));
          String title = j == 0 ? drawn.get(i).setting.setting().label() : "";
          Panel panel = place.plot("step", blocks.get(j).name(), title, "");
          draw(panel, drawn.get(i), blocks.get(j), heads);
        }
      }
    }
    return new Figure(TITLE, sheet, caption(blocks, heads) + Grid.leftOut(summary));
  }

  private static void draw(Panel panel, Courses courses, Block block, List<Head> heads) {
    boolean several = heads.stream().anyMatch(h -> h.head > 0);
    for (int i = 0; i < Math.min(heads.size(), Palette.series()); i++) {
      MeanBand band = courses.band(block, heads.get(i));
      if (!band.at().isEmpty()) {
        String name = heads.get(i).name(several);
        String colour = Palette.series(i);
        panel.band(band, colour).line(name, band.means(), "curve", colour);
        panel.label(band.means(), name, colour);
      }
    }
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
