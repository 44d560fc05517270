package org.iclsweep.study;

import static java.util.Comparator.comparing;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** Doubles at even decimal steps as a list that takes no room, however long; none comes twice. */
public final class RealRange extends AbstractList<Object> implements RandomAccess, Serializable {

  private static final long serialVersionUID = 1L;

  private final BigDecimal first;
  private final BigDecimal step;
  private final int size;

  RealRange(BigDecimal first, BigDecimal step, int size) {
    this.first = first;
    this.step = step;
    this.size = size;
  }

  /** As a study file would write it. */
  public String text() {
    return "\"" + plain(at(0)) + ".." + plain(at(size - 1)) + " by " + plain(step) + "\"";
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString().replace("E+", "e");
  }

  private BigDecimal at(int index) {
    return first.add(step.multiply(BigDecimal.valueOf(index)));
  }

  @Override
  public Object get(int index) {
    return at(Objects.checkIndex(index, size)).doubleValue();
  }

  @Override
  public int size() {
    return size;
  }

  /** Values ascend. */
  @Override
  public int indexOf(Object value) {
    return value instanceof Double
        ? Math.max(-1, Collections.binarySearch(this, value, comparing(Double.class::cast)))
        : -1;
  }

  @Override
  public boolean contains(Object value) {
    return indexOf(value) >= 0;
  }

  /** As of any list, but two ranges need not be walked. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RealRange range
        ? size == range.size
            && first.compareTo(range.first) == 0
            && (size == 1 || step.compareTo(range.step) == 0)
        : other instanceof List<?> list && list.size() == size && super.equals(other);
  }
}
