package org.iclsweep.report;

/** Moves places on a line apart, no further than it must. */
final class Spread {
  private static final int LANES = 7;

  private Spread() {}

  /**
   * Ascending places at least {@code gap} apart and within the bounds where there is room.
   *
   * <p>Two sweeps: downwards each place gives way to the one before, then from the lower bound
   * upwards each to the one after; the mean of a stack is kept by starting half the excess higher.
   */
  static double[] apart(double[] ascending, double gap, double low, double high) {
    int n = ascending.length;
    double[] places = ascending.clone();
    for (int first = 0; first < n; ) {
      int last = first;
      double start = ascending[first];
      while (last + 1 < n && ascending[last + 1] < start + gap * (last + 1 - first)) {
        last++;
        start = centred(ascending, first, last, gap);
      }
      for (int i = first; i <= last; i++) {
        places[i] = start + gap * (i - first);
      }
      first = last + 1;
    }
    for (int i = 0; i < n; i++) {
      places[i] = Math.max(places[i], i == 0 ? low : places[i - 1] + gap);
    }
    for (int i = n - 1; i >= 0; i--) {
      places[i] = Math.min(places[i], i == n - 1 ? high : places[i + 1] - gap);
    }
    return places;
  }

  /** Where a stack of these must start for its mean to stay. */
  private static double centred(double[] places, int first, int last, double gap) {
    double sum = 0;
    for (int i = first; i <= last; i++) {
      sum += places[i];
    }
    int count = last - first + 1;
    return sum / count - gap * (count - 1) / 2;
  }

  /**
   * Lanes above (negative) and below a line in which dots of this width do not overlap: each of the
   * ascending places takes the free lane nearest to the line.
   */
  static int[] lanes(double[] ascending, double width) {
    int[] lanes = new int[ascending.length];
    for (int i = 0; i < ascending.length; i++) {
      for (int attempt = 0; attempt < LANES; attempt++) {
        int lane = attempt % 2 == 0 ? attempt / 2 : -(attempt + 1) / 2;
        if (isFree(ascending, lanes, i, lane, width)) {
          lanes[i] = lane;
          break;
        }
      }
    }
    return lanes;
  }

  private static boolean isFree(double[] places, int[] lanes, int i, int lane, double width) {
    for (int before = i - 1; before >= 0 && places[i] - places[before] < width; before--) {
      if (Math.abs(lanes[before] - lane) < 2) {
        return false;
      }
    }
    return true;
  }
}
