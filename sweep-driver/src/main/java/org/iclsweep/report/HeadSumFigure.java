package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.SingularValues;
import org.iclsweep.analysis.Summary;
import org.iclsweep.trial.HeadProducts;
import org.iclsweep.trial.TrialSpec;

/** What each of several heads does to the label, and what they do together. */
final class HeadSumFigure {
  private static final String TITLE = "Heads and their sum";
  private static final int HEADS = 4;
  private static final int ROWS = 6;
  private static final double GAP = 62;
  private static final double ROW = MatrixMap.SIZE + 78;
  private static final double TOP = 40;

  /** The heads of a layer. */
  private record Layer(String title, List<HeadProducts> heads) {

    List<RealMatrix> maps() {
      List<RealMatrix> maps =
          heads.stream()
              .map(HeadProducts::onLabel)
              .collect(Collectors.toCollection(ArrayList::new));
      maps.add(maps.stream().reduce(RealMatrix::add).orElseThrow());
      return maps;
    }
  }

  private HeadSumFigure() {}

  static Figure of(Summary summary) {
    List<Layer> layers =
        summary.settings().stream().flatMap(s -> layers(s).stream()).limit(ROWS).toList();
    if (layers.isEmpty()) {
      return Figure.missing(TITLE, "No model of several heads over pairs kept its weights.");
    }
    int columns = layers.stream().mapToInt(l -> l.heads.size() + 1).max().orElse(0);
    double width = columns * (MatrixMap.SIZE + GAP);
    Sheet sheet = new Sheet(Math.max(width, 620), layers.size() * ROW);
    for (int i = 0; i < layers.size(); i++) {
      draw(sheet, layers.get(i), i * ROW + TOP);
    }
    return new Figure(
        TITLE,
        sheet,
        "Of the seed of median loss among those that learnt: each head's W_KQ times the entry of"
            + " its W_PV from label to label, and their sum, in which what heads have beside the"
            + " diagonal may cancel. In one step of gradient descent by linear attention it is"
            + " minus the learning rate over the context length on the inputs' diagonal. σ:"
            + " singular values of the sum between inputs, which are all alike in a multiple of the"
            + " identity. Rows: features of the context token, the label y last. A row of maps"
            + " shares its colours, from blue (negative) over white to vermilion.");
  }

  private static List<Layer> layers(SettingSummary s) {
    Optional<Run> typical = s.typical().filter(run -> run.holds(TrialSpec::readsPairs));
    if (typical.isEmpty()) {
      return List.of();
    }
    Map<Integer, List<HeadProducts>> byLayer =
        typical.get().heads().stream()
            .collect(Collectors.groupingBy(HeadProducts::layer, TreeMap::new, Collectors.toList()));
    String where = s.setting().label() + ", seed " + typical.get().seed();
    List<Layer> layers = new ArrayList<>();
    byLayer.forEach(
        (layer, heads) -> {
          if (heads.size() > 1 && heads.size() <= HEADS) {
            String which = byLayer.size() == 1 ? "" : ", layer " + layer;
            layers.add(new Layer(where + which, heads));
          }
        });
    return layers;
  }

  /** Without the label's row and column. */
  private static RealMatrix inputs(RealMatrix map) {
    int last = map.getRowDimension() - 2;
    return map.getSubMatrix(0, last, 0, last);
  }

  private static void draw(Sheet sheet, Layer layer, double top) {
    List<RealMatrix> maps = layer.maps();
    double largest = maps.stream().mapToDouble(MatrixMap::largest).max().orElse(0);
    String range = Numbers.loss(largest);
    for (int i = 0; i < maps.size(); i++) {
      boolean sum = i == maps.size() - 1;
      String name = sum ? "sum over heads" : "head " + layer.heads.get(i).head();
      double left = 4 + i * (MatrixMap.SIZE + GAP);
      double full = largest == 0 ? 1 : largest;
      Panel map = MatrixMap.add(sheet, maps.get(i), name, "query's feature", left, top, full);
      MatrixMap.nameLabel(map);
      double size = map.y().high();
      if (i == 0) {
        map.words(layer.title, 0, 0, 0, 14 - TOP, "title");
        map.words("colours from -%s to %s".formatted(range, range), 0, size, 0, 30, "tick");
      }
      if (sum) {
        String spread = "σ max / min " + Numbers.ratio(SingularValues.ratio(inputs(maps.get(i))));
        map.words(spread, 0, size, 0, 30, "tick");
      } else {
        String sign = i == maps.size() - 2 ? "=" : "+";
        map.words(sign, size, size / 2, GAP / 2 + 4, 4, "title", "middle");
      }
    }
  }
}
