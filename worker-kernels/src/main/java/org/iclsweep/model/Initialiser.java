package org.iclsweep.model;

import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.InitialDraws;

/**
 * Initial weights. The same seed gives the same directions at every scale, and the same other
 * weights however perceptrons start.
 */
public final class Initialiser {

  /** Number of the first draw of biases: no network has so many weights. */
  static final long BIASES = 1L << 32;

  private final Initialisation how;
  private final MesaSpec mesa;
  private final InitialDraws draws;
  private long nextWeight;
  private long nextBias = BIASES;

  private Initialiser(ModelSpec spec, long seed) {
    how = spec.initialisation();
    mesa = spec.attention().mesa();
    draws = new InitialDraws(seed);
  }

  /**
   * Overwrites all parameters of a network: matrices by normal draws, truncated or not, biases and
   * offsets by zeros, the scales of norms by ones; perceptrons, λ and γ as they are to start. What
   * is constructed is added to its draws.
   *
   * <p>The fan-in of a matrix is the number of its rows: the model's width for W_Q, W_K, W_V, heads
   * times key size for W_O, the rows of a head's for products.
   *
   * <p>Weights have the draws from number 0 on, uniform or normal, and biases those from 2³² on,
   * each in the order of the parameters.
   */
  public static void initialise(Network network, long seed) {
    Initialiser initialiser = new Initialiser(network.spec(), seed);
    for (ParameterSlice slice : network.slices()) {
      for (int k = slice.offset(); k < slice.offset() + slice.count(); k++) {
        network.parameters()[k] = (float) initialiser.next(slice);
      }
      if (slice.start() == ParameterSlice.Start.MIRRORED) {
        mirror(slice.view(network.parameters()));
      }
    }
    if (initialiser.how.kind() == Initialisation.Kind.CONSTRUCTED) {
      SequenceConstruction.add(network);
    }
    network.prepare();
  }

  private double next(ParameterSlice slice) {
    boolean uniform = how.perceptrons() == Initialisation.Perceptrons.FAN_IN_UNIFORM;
    double bound = 1 / Math.sqrt(slice.fanIn());
    return switch (slice.start()) {
      case DRAWN, MIRRORED -> normal(slice);
      case ZEROS -> 0;
      case ONES -> 1;
      case PERCEPTRON -> uniform ? bound * draws.uniform(nextWeight++) : normal(slice);
      case PERCEPTRON_BIAS -> uniform ? bound * draws.uniform(nextBias++) : 0;
      case LAMBDA -> mesa.lambda().start();
      case FORGET -> mesa.forget().start();
    };
  }

  private double normal(ParameterSlice slice) {
    long number = nextWeight++;
    double draw =
        switch (how.law()) {
          case TRUNCATED_NORMAL -> draws.draw(number);
          case NORMAL -> draws.normal(number);
        };
    double deviation = how.standardDeviation(slice.fanIn());
    return deviation == 0 ? 0 : deviation * draw; // and not -0
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
