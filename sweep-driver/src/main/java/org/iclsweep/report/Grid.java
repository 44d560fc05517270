package org.iclsweep.report;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.iclsweep.analysis.Setting;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;

/** Where small multiples go, and the ranges they share. */
final class Grid {
  static final double WIDTH = 1080;

  /** Settings that get a panel of their own. */
  static final int MOST = 12;

  private Grid() {}

  static List<SettingSummary> drawn(Summary summary) {
    List<SettingSummary> first = summary.settings().stream().limit(MOST).toList();
    UnaryOperator<Setting> apart = Setting.apart(named(first));
    return first.stream().map(s -> new SettingSummary(apart.apply(s.setting()), s.runs())).toList();
  }

  private static List<Setting> named(List<SettingSummary> settings) {
    return settings.stream().map(SettingSummary::setting).toList();
  }

  /** What to say under a figure that has no room for all settings. */
  static String leftOut(Summary summary) {
    List<Setting> first = named(summary.settings().stream().limit(MOST).toList());
    String shared = Setting.inCommon(first);
    return leftOut(MOST, summary.settings().size(), "settings", "the table")
        + (shared.isEmpty() ? "" : " All that are drawn: %s.".formatted(shared));
  }

  /** The same of whatever is drawn, and where all of it stands. */
  static String leftOut(int most, int all, String what, String where) {
    return all <= most
        ? ""
        : " The first %s of %s %s are drawn; %s has all.".formatted(most, all, what, where);
  }

  /** Panels of a row: four settings read better two by two. */
  static int columns(int panels) {
    return panels == 4 ? 2 : Math.max(1, Math.min(3, panels));
  }

  /** Rows that so many panels fill. */
  static int rows(int panels) {
    return (panels + columns(panels) - 1) / columns(panels);
  }

  /** Where a panel stands. */
  record Place(double left, double top) {}

  /**
   * Places side by side, row by row.
   *
   * @param most width of one at most
   * @param height of one
   */
  record Tiles(int count, double most, double height) {

    double width() {
      return Math.min(WIDTH / columns(count), most);
    }

    Sheet sheet() {
      return new Sheet(width() * columns(count), height * rows(count));
    }

    Place place(int i) {
      return new Place(i % columns(count) * width(), i / columns(count) * height);
    }
  }

  /**
   * What is around each plot of {@link Rows}.
   *
   * @param top room above it, without a second line of its title
   * @param plot its height
   * @param right room beside it
   * @param row its height with all that is above and below
   */
  record Frame(double top, double plot, double right, double row) {}

  /**
   * Panels with one row a measure and one column a setting, in as many groups of rows as it takes;
   * one setting alone has its measures side by side, up to three a row.
   *
   * @param settings number of settings
   * @param measures number of measures
   * @param labels room for labels beside the last panel of a row
   * @param between the same beside the others; 0 where they have none
   */
  record Rows(int settings, int measures, Frame frame, double labels, double between) {
    private static final int MOST = 4;
    private static final double WIDEST = 420;
    private static final double LEFT = 44;
    private static final double HEADING = 30 + Panel.TITLE_LINE;

    Sheet sheet() {
      int groups = settings == 1 ? 1 : (settings + MOST - 1) / MOST;
      return new Sheet(columns() * pitch() + labels, groups * group());
    }

    /** Adds the panel of a setting and a measure. */
    Panel panel(Sheet sheet, int setting, int measure, Scale x, Scale y) {
      Place place = place(setting, measure);
      double top = place.top + frame.top + Panel.TITLE_LINE;
      double width = outer() - LEFT - frame.right;
      return sheet.panel(place.left + LEFT, top, width, frame.plot, x, y);
    }

    Place place(int setting, int measure) {
      return settings == 1
          ? new Place(measure % columns() * pitch(), measure / columns() * frame.row)
          : new Place(setting % MOST * pitch(), setting / MOST * group() + measure * frame.row);
    }

    /** Whether there is room for labels to the right. */
    boolean hasLabels(int setting, int measure) {
      return between > 0
          || (settings == 1
              ? isLast(measure, columns(), measures)
              : isLast(setting, MOST, settings));
    }

    private static boolean isLast(int i, int columns, int count) {
      return i % columns == columns - 1 || i == count - 1;
    }

    private double pitch() {
      return outer() + between;
    }

    private double outer() {
      return Math.min((WIDTH - labels - between) / columns(), WIDEST);
    }

    private int columns() {
      return settings == 1 ? Grid.columns(measures) : Math.min(MOST, settings);
    }

    private double group() {
      return HEADING + (settings == 1 ? rows(measures) : measures) * frame.row;
    }
  }

  /** Steps from zero to the last that any run of these was measured at; at least one. */
  static double lastStep(List<SettingSummary> settings) {
    return SettingSummary.runs(settings)
        .flatMap(r -> r.record().curve().stream())
        .mapToDouble(p -> p.step())
        .reduce(1, Math::max);
  }

  static DoubleStream finite(DoubleStream values) {
    return values.filter(Double::isFinite);
  }
}
