package org.iclsweep.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trials by point, as arrays: those of one point are added up. */
final class Counts {
  final double[][] at;
  final int[] events;

  /** Trials without the event. */
  final int[] others;

  private Counts(double[][] at) {
    this.at = at;
    events = new int[at.length];
    others = new int[at.length];
  }

  /** Points are in the order in which they first appear. */
  static Counts of(List<PointShare> shares) {
    Map<List<Double>, Integer> places = new LinkedHashMap<>();
    shares.forEach(share -> places.putIfAbsent(share.at(), places.size()));
    List<double[]> at = new ArrayList<>();
    places.keySet().forEach(p -> at.add(p.stream().mapToDouble(x -> x).toArray()));
    Counts counts = new Counts(at.toArray(double[][]::new));
    for (PointShare share : shares) {
      int place = places.get(share.at());
      counts.events[place] += share.events();
      counts.others[place] += share.trials() - share.events();
    }
    return counts;
  }

  int size() {
    return at.length;
  }
}
