package org.iclsweep.lanes;

/**
 * Room for matrices at addresses that are multiples of 64 bytes. A register of 512 bits that is
 * loaded from anywhere else crosses a cache line, every time: a step of a deep model then takes
 * about twice as long.
 *
 * <p>Java has no way to ask for it. But a G1 collector gives an array of more than half a heap
 * region to regions of its own, at whose start it stays, and no region is larger than 32 MiB unless
 * it is told so. Elements start 16 bytes behind the array's start. With another collector, or other
 * headers, everything works, only slower.
 *
 * <p>Each thread hands out one such array bit by bit. It lives as long as anything in it.
 */
final class AlignedFloats {

  /** Floats of a cache line. */
  private static final int LINE = 16;

  /** 64 bytes less the 16 of an array's header, in floats. */
  private static final int FIRST = 12;

  /** A little more than 16 MiB. */
  private static final int CHUNK = (16 << 20) / Float.BYTES;

  private static final ThreadLocal<AlignedFloats> CURRENT =
      ThreadLocal.withInitial(() -> new AlignedFloats(CHUNK));

  private final float[] data;
  private int next = FIRST;

  private AlignedFloats(int length) {
    data = new float[FIRST + length];
  }

  /**
   * Takes zeros that nobody else has.
   *
   * @param length number of floats
   */
  static Slice take(int length) {
    int rounded = (length + LINE - 1) / LINE * LINE;
    AlignedFloats chunk = CURRENT.get();
    if (chunk.next + rounded > chunk.data.length) {
      chunk = new AlignedFloats(Math.max(CHUNK, rounded));
      CURRENT.set(chunk);
    }
    Slice slice = new Slice(chunk.data, chunk.next);
    chunk.next += rounded;
    return slice;
  }

  /**
   * Floats within an array.
   *
   * @param data the array
   * @param offset where they start
   */
  record Slice(float[] data, int offset) {}
}
