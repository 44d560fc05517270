package org.iclsweep.study;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word or dotted path that a mistyped one was probably meant to be. */
public final class Nearest {

  /** What is longer is not mistyped, and would take its time. */
  private static final int LONGEST = 120;

  private Nearest() {}

  /** The nearest candidate, if one is near; of equally near ones the first. */
  public static Optional<String> of(String typed, Collection<String> candidates) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    int reach = Math.min(lastKey(typed).length() - 1, Math.max(2, lastKey(typed).length() / 3));
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(typed, candidate)))
        .filter(candidate -> distance(typed, candidate) <= reach);
  }

  /** Whole paths are compared, and last keys alone; a key in another section counts one more. */
  private static int distance(String typed, String candidate) {
    int elsewhere = section(typed).equals(section(candidate)) ? 0 : 1;
    int keys = Math.min(edits(lastKey(typed), lastKey(candidate)), extension(typed, candidate));
    return Math.min(edits(typed, candidate), keys + elsewhere);
  }

  private static int extension(String typed, String candidate) {
    String one = lastKey(typed);
    String other = lastKey(candidate);
    return one.startsWith(other) || other.startsWith(one) && one.length() > 2
        ? 1
        : Integer.MAX_VALUE - 1;
  }

  private static String lastKey(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static String section(String path) {
    return path.substring(0, path.lastIndexOf('.') + 1);
  }

  /**
   * Insertions, deletions, substitutions and swaps of neighbours, without regard to case: the
   * optimal string alignment distance (Damerau, 1964).
   */
  static int edits(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, d, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int[][] d, int i, int j) {
    int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int edits = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + substitution);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(edits, d[i - 2][j - 2] + 1) : edits;
  }
}
