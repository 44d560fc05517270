package org.iclsweep.report;

import java.util.List;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.learner.LearnerKind;

/**
 * How a learner looks in every figure: a row each, in the order in which levels are drawn.
 *
 * @param kind the learner
 * @param name beside its lines
 * @param words what its lines are, in full
 * @param colour of its lines; where two share one, dashes differ, unless they are of other families
 *     of tasks
 * @param dashes the class of its dashes, behind a blank; empty where its lines are solid
 * @param level the class of its levels, which has its colour; empty where they have none of their
 *     own
 * @param isApart whether agreement with it has a figure of its own
 */
record LearnerStyle(
    LearnerKind kind,
    String name,
    String words,
    String colour,
    String dashes,
    String level,
    boolean isApart) {

  private static final String SOLID = "";
  private static final String LONG = " long";
  private static final String SHORT = " short";

  private static final List<LearnerStyle> ALL =
      List.of(
          named(LearnerKind.GD, "GD", "gradient descent", Palette.BLACK, SOLID, "gd"),
          named(
              LearnerKind.GD_CLOSED_FORM,
              "closed form",
              "closed form",
              Palette.GREEN,
              LONG,
              "closed"),
          named(LearnerKind.GD_PLUS_PLUS, "GD++", "GD++", Palette.ORANGE, SHORT, "plus-plus"),
          row(LearnerKind.MLP_GD, Palette.BLACK, LONG, true),
          row(LearnerKind.GD_ONE_STEP, Palette.SKY, LONG, true),
          row(LearnerKind.GD_PER_STEP, Palette.SKY, SOLID, true),
          row(LearnerKind.KERNEL_SMOOTHING, Palette.GREEN, SOLID, false),
          row(LearnerKind.RIDGE, Palette.PURPLE, SHORT, false),
          row(LearnerKind.LEAST_SQUARES, Palette.PURPLE, SOLID, false),
          row(LearnerKind.THEOREM_FIVE, Palette.ORANGE, LONG, false),
          row(LearnerKind.THEOREM_ONE, Palette.GREEN, SHORT, false),
          row(LearnerKind.PGD, Palette.SKY, SHORT, true),
          row(LearnerKind.CLASS_S, Palette.ORANGE, SOLID, true),
          row(LearnerKind.PROVIDED, Palette.BLACK, SHORT, true),
          row(LearnerKind.GD_PREFIX, Palette.BLACK, SOLID, false),
          row(LearnerKind.GD_PREFIX_K, Palette.SKY, SOLID, false),
          row(LearnerKind.RIDGE_PREFIX, Palette.PURPLE, SHORT, false),
          row(LearnerKind.KERNEL_PREFIX, Palette.GREEN, SOLID, false),
          row(LearnerKind.SECOND_ORDER, Palette.ORANGE, SHORT, false));

  private static LearnerStyle named(
      LearnerKind kind, String name, String words, String colour, String dashes, String level) {
    return new LearnerStyle(kind, name, words, colour, dashes, level, true);
  }

  private static LearnerStyle row(LearnerKind kind, String colour, String dashes, boolean isApart) {
    return new LearnerStyle(kind, kind.label(), kind.label(), colour, dashes, "", isApart);
  }

  /** Of all learners. */
  static List<LearnerStyle> all() {
    return ALL;
  }

  /** Of a learner. */
  static LearnerStyle of(LearnerKind kind) {
    return ALL.stream()
        .filter(style -> style.kind == kind)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(kind.label() + " has no row here"));
  }

  /** Whether its levels have a name and a class of their own. */
  boolean isNamed() {
    return !level.isEmpty();
  }

  /**
   * Whether its level is drawn beside others: at depth 1, what is gradient descent there is not,
   * but for the closed form, which comes from theory.
   */
  boolean isDrawn(boolean deep) {
    return deep || kind.learner().isAlignedAt(1) || kind == LearnerKind.GD_CLOSED_FORM;
  }

  /** The same in a setting: one layer may be held against several steps. */
  boolean isDrawnIn(SettingSummary s) {
    return isDrawn(
        s.isDeep() || s.against(kind).stream().anyMatch(l -> l.learningRates().size() > 1));
  }

  /** Draws its level. */
  void level(Panel panel, double loss) {
    panel.level(words, loss, style(), isNamed() ? "" : colour);
  }

  /** Draws its losses over something. */
  void line(Panel panel, List<Point> losses) {
    panel.line(name, losses, style(), isNamed() ? "" : colour);
  }

  private String style() {
    return isNamed() ? level : lines("learner");
  }

  /** The class of its lines, of this kind. */
  String lines(String kindOfLine) {
    return kindOfLine + dashes;
  }
}
