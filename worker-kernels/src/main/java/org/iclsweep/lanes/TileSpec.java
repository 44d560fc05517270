package org.iclsweep.lanes;

/**
 * What a copy of {@link Tile}, or of {@link ShortSums}, is defined for.
 *
 * @param height rows of a tile, 1 to {@link #mostHigh}, or {@link #WHOLE}
 * @param width columns of a tile, 1 to {@link #MOST_WIDE}, or {@link #WHOLE}
 * @param sweep of whole tiles, whose sizes and strides are those of the copy; where it is not
 *     fixed, only what is shared counts
 * @param fixed whether the copy is for this sweep alone
 */
record TileSpec(int height, int width, Sweep sweep, boolean fixed) {

  static final int MOST_WIDE = 4;

  /** Rows and columns of the one tile that is wider: a whole sweep. */
  static final int WHOLE = 5;

  /** The most terms and columns of {@link ShortSums}. */
  static final int SHORT = 5;

  TileSpec {
    boolean whole = height == WHOLE && width == WHOLE;
    if (!whole && (width < 1 || width > MOST_WIDE || height < 1 || height > mostHigh(width))) {
      throw new IllegalArgumentException("no tile is " + height + " x " + width);
    }
  }

  /** Whether it is for one sweep of so few terms and columns that no tile is needed. */
  boolean isShort() {
    return fixed && sweep.terms() >= 1 && sweep.terms() <= SHORT && sweep.cols() <= SHORT;
  }

  /** The most rows of a tile of so many columns. */
  static int mostHigh(int width) {
    return width == 1 ? 12 : 6;
  }

  /** The copy for all sweeps that this one's tiles could run. */
  static TileSpec general(int height, int width, boolean sharedA, boolean sharedB) {
    Sweep any = new Sweep(0, 0, 0, 0, 0, 0, 0, 0, 0, false, sharedA, sharedB);
    return new TileSpec(height, width, any, false);
  }
}
