package org.iclsweep.lanes;

import static org.iclsweep.lanes.TileSpec.MOST_WIDE;
import static org.iclsweep.lanes.TileSpec.WHOLE;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a sweep that tiles of one shape cover without a rest.
 *
 * <p>Tiles are squares as large as the registers hold: a square of n loads 2 n registers for n²
 * multiply-adds. What is left at the right and at the bottom is cut into strips of two or more
 * where that is possible, and strips into tiles as high as the registers hold.
 *
 * @param code what runs it
 * @param sweep this part's, transposed if so
 * @param height of a tile
 * @param width of a tile
 * @param transposed whether rows are those of b
 * @param outFrom floats from the start of out to that of this part
 * @param aFrom alike
 * @param bFrom alike
 */
record Region(
    TileCode code,
    Sweep sweep,
    int height,
    int width,
    boolean transposed,
    int outFrom,
    int aFrom,
    int bFrom) {

  void run(float[] out, int o, float[] a, int p, float[] b, int q) {
    if (transposed) {
      code.run(sweep, out, o + outFrom, b, q + bFrom, a, p + aFrom);
    } else {
      code.run(sweep, out, o + outFrom, a, p + aFrom, b, q + bFrom);
    }
  }

  /** The same with operands: those of {@link #run}. */
  SweepPart with(float[] out, int o, float[] a, int p, float[] b, int q) {
    return transposed
        ? new SweepPart(code, sweep, out, o + outFrom, b, q + bFrom, a, p + aFrom)
        : new SweepPart(code, sweep, out, o + outFrom, a, p + aFrom, b, q + bFrom);
  }

  /** What code of its own is defined for; equal for parts of one form. */
  TileSpec spec() {
    return new TileSpec(height, width, sweep, true);
  }

  /** The same part by code of its own. */
  Region fixed() {
    return by(TileCode.of(spec()));
  }

  /** The same part by other code. */
  Region by(TileCode code) {
    return new Region(code, sweep, height, width, transposed, outFrom, aFrom, bFrom);
  }

  /** All of a sweep, by code that other sweeps share. */
  static List<Region> of(Sweep sweep, int registers) {
    return new Cutter(sweep, registers).cut();
  }

  /** The most rows that a tile of so many columns can have with all its operands in registers. */
  static int mostHigh(int width, int registers) {
    // height x width sums, their operands, of which a single column's stay in memory, and a spare
    int most = width == 1 ? registers - 3 : (registers - 1 - width) / (width + 1);
    return Math.max(1, Math.min(TileSpec.mostHigh(width), most));
  }

  /** Bytes that all rows of a part read again: the first-level cache. */
  private static final int CACHE = 1 << 15;

  /** So many terms pay for starting from what has been summed. */
  private static final int FEWEST_TERMS = 16;

  /**
   * Registers with which a sweep of 5 x 5 is a tile: sums, operands of a row, one of a column, a
   * spare. Cut in two it would read its operands twice.
   */
  private static final int WHOLE_REGISTERS = 32;

  /** Cuts one sweep. */
  private static final class Cutter {
    private final Sweep whole;
    private final int registers;
    private final List<Region> regions = new ArrayList<>();

    Cutter(Sweep whole, int registers) {
      this.whole = whole;
      this.registers = registers;
    }

    List<Region> cut() {
      if (whole.rows() == 0 || whole.cols() == 0) {
        return regions;
      }
      if (registers >= WHOLE_REGISTERS && whole.rows() == WHOLE && whole.cols() == WHOLE) {
        add(false, WHOLE, WHOLE, 0, 0, WHOLE, WHOLE);
        return regions;
      }
      int side = MOST_WIDE;
      while (mostHigh(side, registers) < side) {
        side--;
      }
      int rows = inSquares(whole.rows(), side);
      int cols = inSquares(whole.cols(), side);
      if (rows == 0 || cols == 0) {
        // the narrow way is across the strips
        boolean low = whole.rows() < whole.cols();
        strips(low, low ? whole.rows() : whole.cols(), 0, low ? whole.cols() : whole.rows(), side);
        return regions;
      }
      add(false, side, side, 0, 0, rows, cols);
      strips(false, whole.cols() - cols, cols, whole.rows(), side);
      strips(true, whole.rows() - rows, rows, cols, side);
      return regions;
    }

    /** What squares cover of so many, when what they leave can be cut in strips of two or more. */
    private static int inSquares(int count, int side) {
      int rest = count % side;
      return count - (rest == 1 ? Math.min(count, side + 1) : rest);
    }

    /**
     * @param transposed whether the strips are rows
     * @param wide how many there are to cover
     * @param from the first of them
     * @param length of a strip
     */
    private void strips(boolean transposed, int wide, int from, int length, int side) {
      int left = wide;
      while (left > 0) {
        int width = left > side && left < 2 * side ? (left + 1) / 2 : Math.min(left, side);
        strip(transposed, from + wide - left, width, length);
        left -= width;
      }
    }

    /** One strip, in tiles of nearly equal heights. */
    private void strip(boolean transposed, int from, int width, int length) {
      int most = mostHigh(width, registers);
      int tiles = (length + most - 1) / most;
      int height = length / tiles;
      int higher = length % tiles;
      if (higher > 0) {
        add(transposed, height + 1, width, 0, from, higher * (height + 1), width);
      }
      int done = higher * (height + 1);
      add(transposed, height, width, done, from, length - done, width);
    }

    private void add(
        boolean transposed, int height, int width, int row, int col, int rows, int cols) {
      Sweep sweep = (transposed ? whole.transposed() : whole).part(rows, cols);
      int parts = parts(sweep);
      for (int k = 0; k < parts; k++) {
        int from = k * sweep.terms() / parts;
        int to = (k + 1) * sweep.terms() / parts;
        int aFrom = row * sweep.aRow() + from * sweep.aTerm();
        int bFrom = col * sweep.bCol() + from * sweep.bTerm();
        regions.add(
            new Region(
                TileCode.general(height, width, sweep.sharedA(), sweep.sharedB()),
                sweep.terms(to - from, k > 0 || sweep.add()),
                height,
                width,
                transposed,
                row * sweep.outRow() + col * sweep.outCol(),
                transposed ? bFrom : aFrom,
                transposed ? aFrom : bFrom));
      }
    }

    /**
     * In how many parts the terms come, so that what of b all rows read again stays in the cache.
     */
    private static int parts(Sweep sweep) {
      int ofTerm = sweep.cols() * (sweep.sharedB() ? 1 : LaneMatrix.LANES) * Float.BYTES;
      int most = Math.max(FEWEST_TERMS, CACHE / ofTerm);
      return sweep.rows() == 1 ? 1 : Math.max(1, (sweep.terms() + most - 1) / most);
    }
  }
}
