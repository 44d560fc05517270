package org.iclsweep.report;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /** Dashes of series beside other lines, and of the same on training tasks, round by round. */
  private static final String[] DASHES = {"", " long", " mixed"};

  private static final String[] TRAINING = {" short", " dots", " tight"};

  /**
   * How a series of a panel looks.
   *
   * @param colour of its lines and dots
   * @param style the classes of its line
   * @param training the classes of its line on training tasks
   */
  record Look(String colour, String style, String training) {}

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

  /**
   * Looks of as many series as can share a panel, no two alike and none in a colour of other lines
   * there, of which there are at most five: solid while there are colours left, then dashed.
   */
  static List<Look> beside(Set<String> others) {
    List<String> free = Stream.of(SERIES).filter(colour -> !others.contains(colour)).toList();
    return IntStream.range(0, SERIES.length)
        .mapToObj(i -> look(free.get(i % free.size()), i / free.size()))
        .toList();
  }

  private static Look look(String colour, int round) {
    return new Look(colour, "curve" + DASHES[round], "curve" + TRAINING[round]);
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
