package org.iclsweep.lanes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A copy of {@link Tile}. */
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
    return Copies.GENERAL.computeIfAbsent(
        TileSpec.general(height, width, sharedA, sharedB), Copies::define);
  }

  /** A new copy. It is unloaded when nobody holds it any more. */
  static TileCode of(TileSpec spec) {
    return Copies.define(spec);
  }

  /** Defines hidden classes. */
  final class Copies {
    private static final Map<TileSpec, TileCode> GENERAL = new ConcurrentHashMap<>();
    private static final byte[] BYTES = bytes();

    private Copies() {}

    private static byte[] bytes() {
      try (InputStream file = TileCode.class.getResourceAsStream("Tile.class")) {
        return file.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static TileCode define(TileSpec spec) {
      try {
        Class<?> copy =
            MethodHandles.lookup().defineHiddenClassWithClassData(BYTES, spec, true).lookupClass();
        Constructor<?> maker = copy.getDeclaredConstructor();
        maker.setAccessible(true);
        return (TileCode) maker.newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("no copy of the tiles can be defined for " + spec, e);
      }
    }
  }
}
