package org.iclsweep.report;

import org.iclsweep.analysis.Run;
import org.iclsweep.measure.Fate;

/**
 * Colours that readers of every kind of colour vision can tell apart.
 *
 * @see <a href="https://jfly.uni-koeln.de/color/">Okabe and Ito (2008)</a>
 */
final class Palette {
  static final String BLACK = "#000000";
  static final String GREY = "#767676";
  static final String ORANGE = "#e69f00";
  static final String SKY = "#56b4e9";
  static final String GREEN = "#009e73";
  static final String BLUE = "#0072b2";
  static final String VERMILION = "#d55e00";
  static final String PURPLE = "#cc79a7";

  /** Of those that learnt, and of those that did not, or did not stay there. */
  static final String LEARNT = BLUE;

  static final String LATE = VERMILION;

  private static final String[] SERIES = {BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILION, BLACK, GREY};

  private Palette() {}

  /** Colour of a trial's line: grey where it cannot be told whether it learnt. */
  static String of(Run run) {
    return run.met(Fate.LEARNT) ? LEARNT : run.judged() ? LATE : GREY;
  }

  /** Number of series that can share a panel. */
  static int series() {
    return SERIES.length;
  }

  static String series(int i) {
    return SERIES[i % SERIES.length];
  }

  /** From blue for -1 over white to vermilion for 1. */
  static String diverging(double x) {
    double share = Math.max(-1, Math.min(1, x));
    int[] end = share < 0 ? new int[] {0x00, 0x72, 0xb2} : new int[] {0xd5, 0x5e, 0x00};
    StringBuilder colour = new StringBuilder("#");
    for (int channel : end) {
      int value = (int) Math.rint(255 + Math.abs(share) * (channel - 255));
      colour.append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 15, 16));
    }
    return colour.toString();
  }
}
