package org.iclsweep.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One seed in two settings: the same start and the same tasks.
 *
 * @param a in the first
 * @param b in the second
 */
public record Pair(Observation a, Observation b) {

  /** The seeds that both samples have, in the order of the first. */
  public static List<Pair> of(List<Observation> a, List<Observation> b) {
    Map<Object, Observation> bySeed = new HashMap<>();
    b.forEach(seed -> bySeed.put(seed.seed(), seed));
    List<Pair> pairs = new ArrayList<>();
    for (Observation seed : a) {
      Observation other = seed.seed() == null ? null : bySeed.get(seed.seed());
      if (other != null) {
        pairs.add(new Pair(seed, other));
      }
    }
    return List.copyOf(pairs);
  }

  Object seed() {
    return a.seed();
  }

  /** 1 where it learnt in the second setting only, -1 in the first only, else 0. */
  int gain() {
    return (b.learnt() ? 1 : 0) - (a.learnt() ? 1 : 0);
  }
}
