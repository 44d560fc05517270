package org.iclsweep.study;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;

/** Evenly spaced whole numbers as a list that takes no room, however long. */
public final class WholeRange extends AbstractList<Object> implements RandomAccess, Serializable {

  private static final long serialVersionUID = 1L;

  private final long first;
  private final long step;
  private final int size;
  private final boolean isLong;

  public WholeRange(long first, long step, int size, boolean isLong) {
    this.first = first;
    this.step = step;
    this.size = size;
    this.isLong = isLong;
  }

  @Override
  public Object get(int index) {
    long value = first + step * Objects.checkIndex(index, size);
    return isLong ? (Object) value : (Object) Math.toIntExact(value);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int indexOf(Object value) {
    if (!(value instanceof Number number)) {
      return -1;
    }
    long index = Math.floorDiv(number.longValue() - first, step);
    return index >= 0 && index < size && get((int) index).equals(value) ? (int) index : -1;
  }

  /** A part of it. */
  public WholeRange part(int start, int length) {
    return new WholeRange(first + step * start, step, length, isLong);
  }

  /** Some positions, one after the other. */
  public record Run(int start, int length) {}

  /** The positions of another range's values here, if these are one run. */
  public Optional<Run> positions(WholeRange other) {
    boolean hits = step % other.step == 0 && (first - other.first) % other.step == 0;
    if (!hits || isLong != other.isLong) {
      return Optional.empty();
    }
    long last = other.first + other.step * (other.size - 1);
    long from = Math.max(0, -Math.floorDiv(first - other.first, step));
    long to = Math.min(size - 1L, Math.floorDiv(last - first, step));
    return Optional.of(new Run((int) Math.min(from, size), (int) Math.max(0, to - from + 1)));
  }

  @Override
  public boolean contains(Object value) {
    return indexOf(value) >= 0;
  }

  /** As of any list, but two ranges need not be walked. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WholeRange range
        ? size == range.size
            && isLong == range.isLong
            && first == range.first
            && (size == 1 || step == range.step)
        : other instanceof List<?> list && list.size() == size && super.equals(other);
  }
}
