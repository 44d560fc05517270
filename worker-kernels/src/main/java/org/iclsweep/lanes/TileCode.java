package org.iclsweep.lanes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A copy of {@link Tile}, or of {@link ShortSums}. */
interface TileCode {

  /**
   * Runs a sweep of whole tiles.
   *
   * @param sweep the one that the copy is for, if it is for one; null to do nothing
   * @param o where out starts in its array; p and q alike
   */
  void run(Sweep sweep, float[] out, int o, float[] a, int p, float[] b, int q);

  /** The copy for all sweeps, one a JVM. */
  static TileCode general(int height, int width, boolean sharedA, boolean sharedB) {
    return Made.GENERAL.computeIfAbsent(
        TileSpec.general(height, width, sharedA, sharedB), TileCode::of);
  }

  /** A new copy. It is unloaded when nobody holds it any more. */
  static TileCode of(TileSpec spec) {
    return (spec.isShort() ? Made.SHORT : Made.TILES).of(spec);
  }

  /** What has been made so far. */
  final class Made {
    private static final Map<TileSpec, TileCode> GENERAL = new ConcurrentHashMap<>();
    private static final Copies<TileCode> TILES = new Copies<>(Tile.class);
    private static final Copies<TileCode> SHORT = new Copies<>(ShortSums.class);

    private Made() {}
  }
}
