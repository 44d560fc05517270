package org.iclsweep.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.iclsweep.engine.Chunk.Run;

/**
 * The trials that are to be run, by index and cost. It takes four bytes a trial, and sixteen for
 * each gap between indices.
 */
final class Backlog {
  private static final int CHUNKS_A_CORE = 4;
  private static final int MOST_CHUNKS = 4000;
  private static final int SMALLEST = 8;

  private long[] starts = new long[16];
  private int[] lengths = new int[16];
  private int runs;
  private float[] costs = new float[64];
  private int size;
  private double cost;

  /** Adds a trial; indices come in ascending order. */
  void add(long index, double trialCost) {
    if (runs > 0 && index == starts[runs - 1] + lengths[runs - 1]) {
      lengths[runs - 1]++;
    } else {
      startRun(index);
    }
    if (size == costs.length) {
      costs = Arrays.copyOf(costs, Math.multiplyExact(size, 2));
    }
    costs[size++] = (float) trialCost;
    cost += trialCost;
  }

  private void startRun(long index) {
    if (runs > 0 && index < starts[runs - 1] + lengths[runs - 1]) {
      throw new IllegalArgumentException("index " + index + " is not above the one before");
    }
    if (runs == starts.length) {
      starts = Arrays.copyOf(starts, 2 * runs);
      lengths = Arrays.copyOf(lengths, 2 * runs);
    }
    starts[runs] = index;
    lengths[runs++] = 1;
  }

  /** Number of trials. */
  int size() {
    return size;
  }

  /** Estimated floating-point operations of all of them. */
  double cost() {
    return cost;
  }

  /**
   * What a chunk should cost: so much, but there should be some for each core while the work lasts,
   * and no more in all than Spark's driver schedules with ease.
   */
  static double chunkCost(double cost, double wanted, int cores) {
    return Math.max(Math.min(wanted, cost / (CHUNKS_A_CORE * cores)), cost / MOST_CHUNKS);
  }

  /** Chunks of about this cost, of one trial where that is more, the heaviest first. */
  List<Chunk> chunks(double chunkCost) {
    return chunks(chunkCost, 0);
  }

  /**
   * Chunks of at most about this cost, the heaviest first. So that all cores end at about the same
   * time, the last ones are smaller: of half a core's share of what is left, down to an eighth of
   * the cost.
   *
   * @param cores that work at once; 0 for chunks of one size
   */
  List<Chunk> chunks(double chunkCost, int cores) {
    List<Chunk> chunks = new ArrayList<>();
    List<Run> open = new ArrayList<>();
    double openCost = 0;
    double left = cost;
    double limit = limit(chunkCost, left, cores);
    int trial = 0;
    for (int r = 0; r < runs; r++) {
      long from = starts[r];
      long end = starts[r] + lengths[r];
      for (long index = from; index < end; index++, trial++) {
        boolean empty = open.isEmpty() && index == from;
        if (!empty && openCost + costs[trial] > limit) {
          chunks.add(closed(open, from, index, openCost));
          left -= openCost;
          limit = limit(chunkCost, left, cores);
          open.clear();
          from = index;
          openCost = 0;
        }
        openCost += costs[trial];
      }
      open.add(new Run(from, end));
    }
    if (!open.isEmpty()) {
      chunks.add(new Chunk(open, openCost));
    }
    chunks.sort(Comparator.comparingDouble(Chunk::cost).reversed());
    return chunks;
  }

  private static double limit(double chunkCost, double left, int cores) {
    return cores == 0
        ? chunkCost
        : Math.min(chunkCost, Math.max(left / (2 * cores), chunkCost / SMALLEST));
  }

  private static Chunk closed(List<Run> open, long from, long to, double cost) {
    List<Run> all = new ArrayList<>(open);
    if (from < to) {
      all.add(new Run(from, to));
    }
    return new Chunk(all, cost);
  }
}
