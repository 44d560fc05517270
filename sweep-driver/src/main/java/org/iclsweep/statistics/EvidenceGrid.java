package org.iclsweep.statistics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits for the deviations and lengths between which trials do not decide, each with its weight: on
 * a grid of their logarithms, the most probable place and all that are joined to it and less than
 * e^2.5 times less probable.
 *
 * <pre>  weight of a place = evidence of its fit * prior of its deviation and lengths  </pre>
 *
 * <p>With few trials the most probable place alone would make the band too narrow: the next best
 * explain them as well, and put the boundary elsewhere.
 *
 * @see <a href="https://doi.org/10.1111/j.1467-9868.2008.00700.x">Rue, Martino and Chopin (2009),
 *     section 3.1</a>
 */
final class EvidenceGrid {

  /** A fit and its share of the probability. */
  record Weighted(double weight, ProcessFit fit) {}

  private record Place(double logProbability, ProcessFit fit) {}

  /** Standard deviations of the process; a step is as a large one. */
  private static final double[] DEVIATIONS = {0.25, 1, 4, 16, 64, 256, 1024};

  /** A share that is crossed once varies over all of its axis. */
  private static final double[] LENGTHS = {0.25, 0.5, 1, 2, 4};

  /** Of the share, what is the floor; of the rest, what is above the ceiling. */
  private static final double[] LAPSES = {0, 0.1, 0.2, 0.4};

  private static final double[] DEVIATION_PRIOR = normal(DEVIATIONS.length, 3, 3);
  private static final double[] LAPSE_PRIOR = normal(LAPSES.length, 0, 3);
  private static final double[] LENGTH_PRIOR = normal(LENGTHS.length, 3, 0.8);

  /** Deviation, two lapses; lengths behind. */
  private static final int OTHERS = 3;

  private static final List<List<Integer>> STARTS =
      List.of(
          List.of(1, 0, 0), List.of(3, 0, 0), List.of(4, 1, 1), List.of(4, 0, 1), List.of(4, 1, 0));

  private static final double DROP = 2.5;

  /** The heaviest say what there is to say. */
  private static final int MOST = 16;

  private final Counts counts;
  private final int axes;
  private final double share;
  private final Map<List<Integer>, Place> seen = new LinkedHashMap<>();

  private EvidenceGrid(Counts counts, int axes, double share) {
    this.counts = counts;
    this.axes = axes;
    this.share = share;
  }

  /** The heaviest first; weights add up to 1. */
  static List<Weighted> of(Counts counts, int axes, double share) {
    EvidenceGrid grid = new EvidenceGrid(counts, axes, share);
    List<List<Integer>> modes = STARTS.stream().map(grid::mode).distinct().toList();
    double best = modes.stream().mapToDouble(m -> grid.at(m, m).logProbability).max().orElseThrow();
    List<Place> near = grid.joined(modes, best - DROP);
    List<Place> kept =
        near.stream()
            .sorted(Comparator.comparingDouble((Place p) -> p.logProbability).reversed())
            .limit(MOST)
            .toList();
    double of = kept.stream().mapToDouble(p -> StrictMath.exp(p.logProbability - best)).sum();
    return kept.stream()
        .map(p -> new Weighted(StrictMath.exp(p.logProbability - best) / of, p.fit))
        .toList();
  }

  /** Uphill, by the first neighbour that is higher. */
  private List<Integer> mode(List<Integer> start) {
    List<Integer> from = new ArrayList<>(start);
    from.addAll(Collections.nCopies(axes, LENGTHS.length / 2));
    boolean moved;
    do {
      moved = false;
      for (List<Integer> next : neighbours(from)) {
        if (at(next, from).logProbability > at(from, from).logProbability) {
          from = next;
          moved = true;
          break;
        }
      }
    } while (moved);
    return from;
  }

  private List<Place> joined(List<List<Integer>> modes, double least) {
    Map<List<Integer>, Place> joined = new LinkedHashMap<>();
    Deque<List<Integer>> open = new ArrayDeque<>();
    for (List<Integer> mode : modes) {
      if (at(mode, mode).logProbability >= least) {
        joined.put(mode, at(mode, mode));
        open.add(mode);
      }
    }
    while (!open.isEmpty()) {
      List<Integer> from = open.poll();
      for (List<Integer> next : neighbours(from)) {
        Place place = at(next, from);
        if (place.logProbability >= least && joined.putIfAbsent(next, place) == null) {
          open.add(next);
        }
      }
    }
    return List.copyOf(joined.values());
  }

  private List<List<Integer>> neighbours(List<Integer> of) {
    List<List<Integer>> neighbours = new ArrayList<>();
    for (int k = 0; k < of.size(); k++) {
      for (int step = -1; step <= 1; step += 2) {
        int to = of.get(k) + step;
        if (to >= 0 && to < sizes(k)) {
          List<Integer> next = new ArrayList<>(of);
          next.set(k, to);
          neighbours.add(List.copyOf(next));
        }
      }
    }
    return neighbours;
  }

  /**
   * @param near a place whose fit is a start for this one's, if it is known
   */
  private Place at(List<Integer> place, List<Integer> near) {
    Place known = seen.get(place);
    if (known == null) {
      known = fit(place, seen.get(near));
      seen.put(place, known);
    }
    return known;
  }

  private static int sizes(int parameter) {
    return parameter == 0 ? DEVIATIONS.length : parameter < OTHERS ? LAPSES.length : LENGTHS.length;
  }

  private Place fit(List<Integer> place, Place near) {
    List<Integer> lengths = place.subList(OTHERS, place.size());
    Matern process =
        new Matern(DEVIATIONS[place.get(0)], lengths.stream().map(k -> LENGTHS[k]).toList());
    Plateaus plateaus =
        new Plateaus(share * LAPSES[place.get(1)], 1 - (1 - share) * LAPSES[place.get(2)]);
    ProcessFit fit =
        near == null ? ProcessFit.of(counts, process, plateaus) : near.fit.under(process, plateaus);
    double prior =
        DEVIATION_PRIOR[place.get(0)] + LAPSE_PRIOR[place.get(1)] + LAPSE_PRIOR[place.get(2)];
    for (int k : lengths) {
      prior += LENGTH_PRIOR[k];
    }
    return new Place(fit.logEvidence() + prior, fit);
  }

  /** Logarithms of a prior over the places of a list, normal about one of them. */
  private static double[] normal(int size, double middle, double spread) {
    double[] logarithms = new double[size];
    for (int k = 0; k < size; k++) {
      logarithms[k] = -(k - middle) * (k - middle) / (2 * spread * spread);
    }
    return logarithms;
  }
}
