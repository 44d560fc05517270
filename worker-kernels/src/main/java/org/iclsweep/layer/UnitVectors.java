package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * What tokens have of each head, at one length.
 *
 * <pre>  u_t = a x_t / (1e-16 + |x_t|)   (of each head)  </pre>
 *
 * <p><b>Shapes</b> (T tokens, H heads of s features): x, u [T, H s, 16].
 *
 * <p><b>Writes.</b> Forward overwrites u; backward overwrites dx.
 *
 * <p><b>Cost.</b> 2 operations an element forward, 3 backward.
 */
public final class UnitVectors {

  /** Operations an element, forward and backward. */
  public static final double OPERATIONS = 2 + 3;

  private final LaneKernels kernels = Lanes.kernels();
  private final Activation[] in;
  private final Activation[] out;
  private final LaneMatrix[] factors;
  private final float scale;

  /**
   * @param scale a
   */
  private UnitVectors(Activation in, Activation out, int heads, double scale) {
    this.in = new Activation[heads];
    this.out = new Activation[heads];
    factors = new LaneMatrix[heads];
    this.scale = (float) scale;
    int size = in.values().cols() / heads;
    for (int h = 0; h < heads; h++) {
      this.in[h] = in.cols(h * size, (h + 1) * size);
      this.out[h] = out.cols(h * size, (h + 1) * size);
      factors[h] = LaneMatrix.zeros(in.values().rows(), 1);
    }
  }

  /**
   * What tokens get of values by queries and keys of one length.
   *
   * @param tokens queries and keys as they come, of so many heads
   * @param looking room for those of one length
   * @param scale the length of queries; that of keys is 1
   * @param mix what tokens get by these
   */
  static CausalMix mix(
      HeadTokens tokens, HeadTokens looking, int heads, double scale, CausalMix mix) {
    UnitVectors queries = new UnitVectors(tokens.queries(), looking.queries(), heads, scale);
    UnitVectors keys = new UnitVectors(tokens.keys(), looking.keys(), heads, 1);
    Operation backward = Operation.inOrder(queries.backward(), keys.backward());
    return new CausalMix(
        Operation.inOrder(queries.forward(), keys.forward(), mix.forward()),
        Operation.inOrder(mix.backward(), backward),
        Operation.inOrder(mix.inputBackward(), backward),
        mix.solved());
  }

  private Operation forward() {
    return () -> {
      for (int h = 0; h < in.length; h++) {
        kernels.unit(out[h].values(), factors[h], in[h].values(), scale);
      }
    };
  }

  private Operation backward() {
    return () -> {
      for (int h = 0; h < in.length; h++) {
        kernels.unitGradient(
            in[h].gradient(), out[h].gradient(), out[h].values(), factors[h], scale);
      }
    };
  }
}
