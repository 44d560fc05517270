package org.iclsweep.report;

import java.util.List;
import java.util.stream.DoubleStream;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;

/** Where small multiples go, and the ranges they share. */
final class Grid {
  static final double WIDTH = 1080;

  /** Settings that get a panel of their own. */
  static final int MOST = 12;

  private Grid() {}

  static List<SettingSummary> drawn(Summary summary) {
    return summary.settings().stream().limit(MOST).toList();
  }

  /** What to say under a figure that has no room for all settings. */
  static String leftOut(Summary summary) {
    return leftOut(MOST, summary.settings().size(), "settings", "the table");
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

  /** Where a panel stands. */
  record Place(double left, double top) {}

  /**
   * Places of panels with one row a measure and one column a setting, in as many groups of rows as
   * it takes; one setting alone has its measures side by side, up to three a row.
   *
   * @param settings number of settings
   * @param measures number of measures
   * @param width most that the panels of a row may take
   * @param row height of a panel with its margins
   */
  record Rows(int settings, int measures, double width, double row) {
    private static final int MOST = 4;
    private static final double HEADING = 30 + Panel.TITLE_LINE;

    int columns() {
      return settings == 1 ? Grid.columns(measures) : Math.min(MOST, settings);
    }

    double outer() {
      return Math.min(width / columns(), 420);
    }

    double height() {
      int groups = settings == 1 ? 1 : (settings + MOST - 1) / MOST;
      return groups * group();
    }

    Place place(int setting, int measure) {
      return settings == 1
          ? new Place(measure % columns() * outer(), measure / columns() * row)
          : new Place(setting % MOST * outer(), setting / MOST * group() + measure * row);
    }

    /** Whether nothing stands to the right. */
    boolean isLast(int setting) {
      return setting % MOST == MOST - 1 || setting == settings - 1;
    }

    private double group() {
      return HEADING + (settings == 1 ? lines() : measures) * row;
    }

    private int lines() {
      return (measures + columns() - 1) / columns();
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
