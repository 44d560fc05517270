package org.iclsweep.model;

import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.InitialDraws;

/** Initial weights. The same seed gives the same directions at every scale. */
public final class Initialiser {

  private Initialiser() {}

  /**
   * Overwrites all parameters of a network: matrices by truncated normal draws, biases and offsets
   * by zeros, the scales of norms by ones.
   *
   * <p>The fan-in of a matrix is the number of its rows: the model's width for W_Q, W_K, W_V, heads
   * times key size for W_O, the rows of a head's for products.
   */
  public static void initialise(Network network, long seed) {
    InitialDraws draws = new InitialDraws(seed);
    int next = 0;
    for (ParameterSlice slice : network.slices()) {
      double deviation = network.spec().initialisation().standardDeviation(slice.rows());
      for (int k = slice.offset(); k < slice.offset() + slice.count(); k++) {
        network.parameters()[k] =
            switch (slice.start()) {
              case DRAWN, MIRRORED -> (float) (deviation * draws.draw(next++));
              case ZEROS -> 0f;
              case ONES -> 1f;
            };
      }
      if (slice.start() == ParameterSlice.Start.MIRRORED) {
        mirror(slice.view(network.parameters()));
      }
    }
    network.prepare();
  }

  /** Square matrices side by side. */
  private static void mirror(SharedMatrix heads) {
    int size = heads.rows();
    for (int head = 0; head < heads.cols(); head += size) {
      for (int r = 0; r < size; r++) {
        for (int c = 0; c < r; c++) {
          heads.set(r, head + c, heads.get(c, head + r));
        }
      }
    }
  }
}
