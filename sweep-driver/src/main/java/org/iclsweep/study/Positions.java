package org.iclsweep.study;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Some positions of a list, ascending. They are kept as runs, so a long list may lose a few. */
final class Positions {

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
    return of(IntStream.range(0, size).map(this::at).filter(each -> others.indexOf(each) >= 0));
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
  }
}
