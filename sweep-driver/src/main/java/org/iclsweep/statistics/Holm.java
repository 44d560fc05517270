package org.iclsweep.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Holm's adjustment of p values for their number: the smallest of n is multiplied by n, the next by
 * n - 1 and so on, none may come below one before it, none above 1.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm (1979)</a>
 */
public final class Holm {
  private Holm() {}

  /** The adjusted values, in the order given. */
  public static List<Double> adjust(List<Double> pValues) {
    List<Integer> ascending = new ArrayList<>();
    for (int i = 0; i < pValues.size(); i++) {
      ascending.add(i);
    }
    ascending.sort(Comparator.comparing(pValues::get));
    Double[] adjusted = new Double[pValues.size()];
    double highest = 0;
    for (int rank = 0; rank < ascending.size(); rank++) {
      int i = ascending.get(rank);
      highest = Math.max(highest, Math.min(1, pValues.get(i) * (ascending.size() - rank)));
      adjusted[i] = highest;
    }
    return List.of(adjusted);
  }
}
