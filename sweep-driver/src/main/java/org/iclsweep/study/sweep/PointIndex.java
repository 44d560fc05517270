package org.iclsweep.study.sweep;

import java.util.Arrays;

/**
 * Finds the points of a group by their values: a hash table with open addressing that holds
 * positions alone, eight to sixteen bytes a point.
 */
final class PointIndex {

  private static final int FREE = -1;

  private final AxisGroup group;
  private final int[] slots;
  private final Positions firsts;

  PointIndex(AxisGroup group) {
    this.group = group;
    slots = new int[Math.max(4, Integer.highestOneBit(group.size()) << 2)];
    Arrays.fill(slots, FREE);
    firsts = Positions.where(group.size(), this::isAdded);
  }

  private boolean isAdded(int position) {
    int slot = slot(group.point(position));
    boolean isNew = slots[slot] == FREE;
    if (isNew) {
      slots[slot] = position;
    }
    return isNew;
  }

  /** The first position of a point; -1 if there is none. */
  int find(Object[] point) {
    return slots[slot(point)];
  }

  /** Positions of points that no position before has. */
  Positions firsts() {
    return firsts;
  }

  /** Where a point is, or the free place where it would go. */
  private int slot(Object[] point) {
    int mask = slots.length - 1;
    int slot = spread(Arrays.hashCode(point)) & mask;
    while (slots[slot] != FREE && !Arrays.equals(group.point(slots[slot]), point)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Every bit depends on all, as in the last steps of MurmurHash3. */
  private static int spread(int hash) {
    int mixed = (hash ^ hash >>> 16) * 0x85EBCA6B;
    mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
    return mixed ^ mixed >>> 16;
  }
}
