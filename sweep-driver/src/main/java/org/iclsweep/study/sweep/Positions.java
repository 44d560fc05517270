package org.iclsweep.study.sweep;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.iclsweep.study.RealRange;
import org.iclsweep.study.WholeRange;

/** Some positions of a list, ascending. They are kept as runs, so a long list may lose a few. */
final class Positions {

  private static final int MOST_RUNS = 100_000;

  private int[] from = new int[4];
  private int[] before = new int[4];
  private int runs;
  private int size;

  private Positions() {}

  /**
   * These positions.
   *
   * @param positions ascending, none twice
   */
  static Positions of(IntStream positions) {
    Positions some = new Positions();
    positions.forEachOrdered(position -> some.addRun(position, 1));
    return some;
  }

  /** All below a size. */
  static Positions all(int size) {
    Positions all = new Positions();
    all.addRun(0, size);
    return all;
  }

  /** Those below a size that are wanted. */
  static Positions where(int size, IntPredicate wanted) {
    return of(IntStream.range(0, size).filter(wanted));
  }

  /** Those below a size that these are not. */
  Positions others(int size) {
    Positions others = new Positions();
    int next = 0;
    for (int run = 0; run < runs; run++) {
      others.addRun(next, from[run] - next);
      next = from[run] + length(run);
    }
    others.addRun(next, size - next);
    return others;
  }

  /** Those that are among others, too. */
  Positions and(Positions others) {
    Positions both = new Positions();
    int other = 0;
    for (int run = 0; run < runs; run++) {
      int end = from[run] + length(run);
      while (other < others.runs && others.end(other) <= from[run]) {
        other++;
      }
      for (int o = other; o < others.runs && others.from[o] < end; o++) {
        int start = Math.max(from[run], others.from[o]);
        both.addRun(start, Math.min(end, others.end(o)) - start);
      }
    }
    return both;
  }

  private int end(int run) {
    return from[run] + length(run);
  }

  /** How many of these are below a position. */
  private int below(int position) {
    int run = last(from, position);
    return run < 0 ? 0 : before[run] + Math.min(length(run), position - from[run]);
  }

  /**
   * The positions in one list of the values of another, where both are ranges, or parts of ranges,
   * and no value of the first between two of the second is left out; otherwise nothing.
   */
  static Optional<Positions> together(List<Object> values, List<Object> allowed) {
    if (values instanceof Picked picked) {
      return together(picked.values, allowed)
          .filter(each -> each.runs <= MOST_RUNS)
          .map(each -> each.within(picked.positions));
    }
    if (!(values instanceof WholeRange range)) {
      return Optional.empty();
    }
    if (allowed instanceof WholeRange other) {
      return range.positions(other).map(Positions::of);
    }
    boolean parts = allowed instanceof Picked part && part.values instanceof WholeRange;
    return parts ? together(range, (Picked) allowed) : Optional.empty();
  }

  private static Optional<Positions> together(WholeRange range, Picked allowed) {
    Positions all = new Positions();
    WholeRange whole = (WholeRange) allowed.values;
    Positions picked = allowed.positions;
    if (picked.runs > MOST_RUNS) {
      return Optional.empty();
    }
    for (int run = 0; run < picked.runs; run++) {
      Optional<WholeRange.Run> part =
          range.positions(whole.part(picked.from[run], picked.length(run)));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      all.addRun(part.get().start(), part.get().length());
    }
    return Optional.of(all);
  }

  /** Their numbers among others, without those that are none of them. */
  private Positions within(Positions others) {
    Positions within = new Positions();
    for (int run = 0; run < runs; run++) {
      int start = others.below(from[run]);
      within.addRun(start, others.below(end(run)) - start);
    }
    return within;
  }

  /** Those of a run. */
  private static Positions of(WholeRange.Run run) {
    Positions all = new Positions();
    all.addRun(run.start(), run.length());
    return all;
  }

  private void addRun(int start, int length) {
    if (length == 0) {
      return;
    }
    if (runs == 0 || start > from[runs - 1] + length(runs - 1)) {
      if (runs == from.length) {
        from = Arrays.copyOf(from, 2 * runs);
        before = Arrays.copyOf(before, 2 * runs);
      }
      from[runs] = start;
      before[runs++] = size;
    }
    size += length;
  }

  private boolean isSame(Positions others) {
    return size == others.size
        && runs == others.runs
        && Arrays.equals(from, 0, runs, others.from, 0, runs)
        && Arrays.equals(before, 0, runs, others.before, 0, runs);
  }

  private int length(int run) {
    return (run + 1 < runs ? before[run + 1] : size) - before[run];
  }

  int size() {
    return size;
  }

  /** Position number {@code i}, from 0. */
  int at(int i) {
    int run = last(before, i);
    return from[run] + i - before[run];
  }

  /** The number of a position among these; -1 if it is none of them. */
  int indexOf(int position) {
    int run = last(from, position);
    boolean within = run >= 0 && position < from[run] + length(run);
    return within ? before[run] + position - from[run] : -1;
  }

  /** The last run whose entry is at most this; -1 if none is. */
  private int last(int[] ascending, int bound) {
    int found = Arrays.binarySearch(ascending, 0, runs, bound);
    return found >= 0 ? found : -found - 2;
  }

  /** What a list has at these positions; a view. */
  List<Object> of(List<Object> values) {
    return size == values.size() ? values : new Picked(values, this);
  }

  /** Whether a list finds a value without looking at others. */
  static boolean isQuick(List<Object> values) {
    return values instanceof WholeRange
        || values instanceof RealRange
        || values instanceof Picked picked && isQuick(picked.values);
  }

  private static final class Picked extends AbstractList<Object> implements RandomAccess {

    private final List<Object> values;
    private final Positions positions;

    Picked(List<Object> values, Positions positions) {
      this.values = values;
      this.positions = positions;
    }

    @Override
    public Object get(int index) {
      return values.get(positions.at(index));
    }

    @Override
    public int size() {
      return positions.size();
    }

    /** Quick where the list is, which has no value twice; in others the first may not be here. */
    @Override
    public int indexOf(Object value) {
      if (!isQuick(values)) {
        return super.indexOf(value);
      }
      int position = values.indexOf(value);
      return position < 0 ? -1 : positions.indexOf(position);
    }

    @Override
    public boolean contains(Object value) {
      return indexOf(value) >= 0;
    }

    /** As of any list, but the same parts of the same list need not be walked. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Picked picked
              && values.equals(picked.values)
              && positions.isSame(picked.positions)
          || other instanceof List<?> list && list.size() == size() && super.equals(other);
    }
  }
}
