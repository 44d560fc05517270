package org.iclsweep.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Trials by point, as arrays: those of one point are added up. */
final class Counts {
  final double[][] at;
  final int[] events;

  /** Trials without the event. */
  final int[] others;

  /** Between its points, of the processes that many fits ask for. */
  final Correlations correlations;

  private final Map<Plateaus, List<Tilted>> tilted = new HashMap<>();

  private Counts(double[][] at) {
    this.at = at;
    correlations = new Correlations(at, at);
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

  /** What those of each point make of a normal f; kept, since many fits ask. */
  List<Tilted> under(Plateaus plateaus) {
    return tilted.computeIfAbsent(plateaus, this::tilted);
  }

  private List<Tilted> tilted(Plateaus plateaus) {
    Map<List<Integer>, Tilted> equal = new HashMap<>();
    return IntStream.range(0, size())
        .mapToObj(i -> List.of(events[i], others[i]))
        .map(n -> equal.computeIfAbsent(n, k -> new Tilted(plateaus, k.get(0), k.get(1))))
        .toList();
  }

  /** Between its points and others. */
  Correlations between(double[][] points) {
    return new Correlations(at, points);
  }

  /** Which point is no further than that along any axis, the first of them; -1 if none is. */
  int near(double[] place, double reach) {
    for (int i = 0; i < at.length; i++) {
      double furthest = 0;
      for (int d = 0; d < place.length; d++) {
        furthest = Math.max(furthest, Math.abs(at[i][d] - place[d]));
      }
      if (furthest <= reach) {
        return i;
      }
    }
    return -1;
  }

  int size() {
    return at.length;
  }
}
