package org.iclsweep.model;

import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.random.InitialDraws;

/** Initial weights. The same seed gives the same directions at every scale. */
public final class Initialiser {

  private Initialiser() {}

  /**
   * Overwrites all parameters of a network by truncated normal draws.
   *
   * <p>The fan-in of W_Q, W_K, W_V is the token's width, that of W_O is heads times key size.
   */
  public static void initialise(Network network, long seed) {
    InitialDraws draws = new InitialDraws(seed);
    ModelSpec spec = network.spec();
    int inner = spec.heads() * spec.keySize(network.tokenWidth());
    int next = 0;
    for (AttentionWeights layer : network.weights()) {
      for (AttentionWeights.Name name : AttentionWeights.Name.values()) {
        int fanIn = name == AttentionWeights.Name.PROJECTION ? inner : network.tokenWidth();
        double deviation = spec.initialisation().standardDeviation(fanIn);
        for (int h = 0; h < spec.heads(); h++) {
          next = fill(layer.weight(name, h), draws, next, deviation);
        }
      }
    }
    network.prepare();
  }

  private static int fill(SharedMatrix matrix, InitialDraws draws, int next, double deviation) {
    int index = next;
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.cols(); c++) {
        matrix.set(r, c, (float) (deviation * draws.draw(index++)));
      }
    }
    return index;
  }
}
