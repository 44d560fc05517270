package org.iclsweep.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.iclsweep.engine.Chunk.Run;

/**
 * The trials that are to be run, by index and cost, as runs of equal cost: it takes sixteen bytes a
 * run, so that the seeds of a setting take no room, however many.
 */
final class Backlog {
  private static final int CHUNKS_A_CORE = 4;
  private static final int MOST_CHUNKS = 4000;
  private static final int SMALLEST = 8;

  private long[] starts = new long[16];
  private int[] lengths = new int[16];
  private float[] costs = new float[16];
  private int runs;
  private int size;
  private double cost;

  /** Adds a trial; indices come in ascending order. */
  void add(long index, double trialCost) {
    add(index, 1, trialCost);
  }

  /** Adds as many trials of the same cost, from an index on. */
  void add(long index, int count, double trialCost) {
    long next = runs > 0 ? starts[runs - 1] + lengths[runs - 1] : 0;
    if (index < next) {
      throw new IllegalArgumentException("index " + index + " is not above the one before");
    }
    if (runs > 0 && index == next && costs[runs - 1] == (float) trialCost) {
      lengths[runs - 1] += count;
    } else {
      startRun(index, count, (float) trialCost);
    }
    size = Math.addExact(size, count);
    cost += count * trialCost;
  }

  private void startRun(long index, int count, float trialCost) {
    if (runs == starts.length) {
      int larger = Math.multiplyExact(2, runs);
      starts = Arrays.copyOf(starts, larger);
      lengths = Arrays.copyOf(lengths, larger);
      costs = Arrays.copyOf(costs, larger);
    }
    starts[runs] = index;
    costs[runs] = trialCost;
    lengths[runs++] = count;
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
    for (int r = 0; r < runs; r++) {
      long index = starts[r];
      long end = starts[r] + lengths[r];
      while (index < end) {
        long fitting = (long) ((limit - openCost) / costs[r]);
        long count = Math.min(end - index, open.isEmpty() ? Math.max(1, fitting) : fitting);
        if (count > 0) {
          extend(open, index, index + count);
          openCost += count * (double) costs[r];
          index += count;
        } else {
          chunks.add(new Chunk(open, openCost));
          left -= openCost;
          limit = limit(chunkCost, left, cores);
          open.clear();
          openCost = 0;
        }
      }
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

  private static void extend(List<Run> open, long from, long to) {
    int last = open.size() - 1;
    if (last >= 0 && open.get(last).to() == from) {
      open.set(last, new Run(open.get(last).from(), to));
    } else {
      open.add(new Run(from, to));
    }
  }
}
