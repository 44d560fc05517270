package org.iclsweep.lanes;

import java.util.Arrays;

/**
 * Room for lanes, cut from large arrays so that it starts at the edge of a cache line.
 *
 * <p>A register of 512 bits that straddles two lines costs twice, and Java places an array at any
 * multiple of 8 bytes. But the garbage collector G1 gives an array of more than half a region a
 * region of its own and never moves it, so its first element lies 16 bytes behind the edge of a
 * line. Regions have 1 to 4 MB in heaps of up to 16 GB. With larger regions or another collector
 * the numbers are the same, only a tenth to a sixth slower on processors with such registers.
 *
 * @param data the array
 * @param offset where in it the room starts
 * @param length floats of the room, all zero at first
 */
record Storage(float[] data, int offset, int length) {

  /** Floats of a cache line. */
  private static final int LINE = 16;

  /** Floats from the first element of an array to the edge of a line. */
  private static final int FIRST = LINE - 4;

  /** 2 MB and a little: more than half of a region of 4 MB. */
  private static final int CHUNK = (1 << 19) + LINE;

  private static final Chunk SMALL = new Chunk();
  private static final Chunk LARGE = new Chunk();

  /** Room for so many floats. */
  static Storage zeros(int floats) {
    // apart, so that large rooms leave no chunks behind that are hardly begun
    return (floats < CHUNK / 8 ? SMALL : LARGE).room(floats);
  }

  /** An array that rooms are cut from, and the next one when it is used up. */
  private static final class Chunk {
    private float[] data = {};
    private int next;

    synchronized Storage room(int floats) {
      int lines = (floats + LINE - 1) / LINE * LINE;
      if (next + lines > data.length) {
        int rooms = Math.max(1, (CHUNK + lines - 1) / Math.max(1, lines));
        data = new float[FIRST + rooms * lines];
        next = FIRST;
      }
      Storage room = new Storage(data, next, floats);
      next += lines;
      return room;
    }
  }

  /** A copy of the floats. */
  float[] floats() {
    return Arrays.copyOfRange(data, offset, offset + length);
  }

  /** Overwrites all floats. */
  void set(float[] values) {
    System.arraycopy(values, 0, data, offset, length);
  }
}
