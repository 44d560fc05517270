package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.trial.HeadProducts;
import org.iclsweep.trial.TrialSpec;
import org.iclsweep.trial.WhitenedInputs;

/** The blocks between inputs of weight products that are trained themselves, with their entries. */
final class BlocksFigure {
  private static final String TITLE = "Blocks of the first seed's weights";
  private static final double SIZE = 168;
  private static final double PITCH = SIZE + 24;
  private static final double ROW = SIZE + 30;
  private static final double HEADING = 44;

  /** Entries of wider matrices cannot be read. */
  private static final int WIDEST = 6;

  /** Maps side by side, and settings below each other. */
  private static final int MAPS = 5;

  private static final int SETTINGS = 4;

  /** Black on the full colours is hard to read. */
  private static final double SHADE = 0.7;

  private record Block(String name, RealMatrix entries) {}

  /** Of a trial: A, whitened A where it differs, B, each of every head. */
  private record Group(String title, List<List<Block>> rows) {

    static Optional<Group> of(SettingSummary s) {
      return s.runs().stream()
          .filter(run -> run.holds(BlocksFigure::isShown) && !run.heads().isEmpty())
          .findFirst()
          .map(run -> of(s, run));
    }

    private static Group of(SettingSummary s, Run run) {
      TrialSpec trained = run.trained().orElseThrow();
      WhitenedInputs whitened = WhitenedInputs.of(trained.inContext());
      List<Block> raw = new ArrayList<>();
      List<Block> white = new ArrayList<>();
      List<Block> values = new ArrayList<>();
      for (HeadProducts head : run.heads().stream().limit(MAPS).toList()) {
        int label = head.keyQuery().getRowDimension() - 1;
        double share = head.valueProjection().getEntry(label, label);
        RealMatrix a = inputs(head.keyQuery()).scalarMultiply(share);
        RealMatrix b = inputs(head.valueProjection()).scalarMultiply(1 / share);
        String of = trained.model().heads() == 1 ? "" : ", head " + head.head();
        raw.add(new Block("A of layer " + head.layer() + of, a));
        white.add(new Block("whitened A of layer " + head.layer() + of, whitened.scoring(a)));
        boolean read = head.layer() < trained.model().depth() - 1;
        if (read && MatrixMap.largest(b) > 0) {
          values.add(new Block("B of layer " + head.layer() + of, b));
        }
      }
      String seed = "seed " + run.seed();
      return new Group(
          s.setting().label() + ", " + seed,
          Stream.of(raw, whitened.isPlain() ? List.<Block>of() : white, values)
              .filter(row -> !row.isEmpty())
              .toList());
    }

    double height() {
      return HEADING + rows.size() * ROW;
    }
  }

  private BlocksFigure() {}

  static Figure of(Summary summary) {
    List<Group> all =
        summary.settings().stream().flatMap(s -> Group.of(s).stream()).limit(SETTINGS).toList();
    if (all.isEmpty()) {
      return Figure.missing(TITLE, "No small merged weights were kept.");
    }
    int most = all.stream().flatMap(g -> g.rows.stream()).mapToInt(List::size).max().orElse(1);
    Sheet sheet =
        new Sheet(Math.max(most * PITCH, 620), all.stream().mapToDouble(Group::height).sum());
    double top = 0;
    for (Group group : all) {
      for (int r = 0; r < group.rows.size(); r++) {
        for (int c = 0; c < group.rows.get(r).size(); c++) {
          Panel panel =
              draw(sheet, group.rows.get(r).get(c), 4 + c * PITCH, top + HEADING + r * ROW);
          if (r == 0 && c == 0) {
            panel.words(group.title, 0, 0, 0, -24, "title");
          }
        }
      }
      top += group.height();
    }
    return new Figure(TITLE, sheet, caption());
  }

  private static boolean isShown(TrialSpec trained) {
    return trained.model().attention().weights().isMerged()
        && trained.readsPairs()
        && trained.inContext().inputDim() <= WIDEST;
  }

  private static RealMatrix inputs(RealMatrix product) {
    int last = product.getRowDimension() - 2;
    return product.getSubMatrix(0, last, 0, last);
  }

  private static Panel draw(Sheet sheet, Block block, double left, double top) {
    RealMatrix m = block.entries;
    int size = m.getRowDimension();
    double largest = MatrixMap.largest(m);
    Panel panel = sheet.rows(left, top, SIZE, SIZE, Scale.linear(0, size), size);
    panel.words(block.name, 0, 0, 0, -6, "name");
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        double entry = m.getEntry(r, c);
        String title = "row %s, column %s: %s".formatted(r + 1, c + 1, Numbers.loss(entry));
        boolean coloured = Double.isFinite(entry) && largest > 0;
        String colour = Palette.diverging(coloured ? SHADE * entry / largest : 0);
        panel.box(title, c, r, c + 1, r + 1, "", colour);
        panel.words(Numbers.fixed(entry, 2), c + 0.5, r + 0.5, 0, 4, "inside", "middle");
      }
    }
    return panel.box("", 0, 0, size, size, "frame", "");
  }

  private static String caption() {
    return "A is W_KQ between inputs, times the entry of W_PV from label to label; B is W_PV between inputs,"
        + " over that entry; of the last layer, nothing reads what B moves. Whitened: (U D)ᵀ A (U D) of"
        + " inputs x = U D z, which scores z by z. Each map is coloured up to its own largest entry,"
        + " from blue (negative) over white to vermilion.";
  }
}
