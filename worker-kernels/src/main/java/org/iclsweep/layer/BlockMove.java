package org.iclsweep.layer;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * How a layer of the block form moves inputs: by the map T = I + Σ_h B_hᵀ C A_h.
 *
 * <pre>  R' = R Tᵀ,   C' = T C Tᵀ where something behind reads it  </pre>
 *
 * <p>R are rows of labels and queries [v + q, d, 16].
 */
interface BlockMove {

  /** The rows R; their gradient is that of the layer's rows. */
  Activation moved();

  /** Overwrites R' and C'. */
  Operation forward();

  /** Overwrites the gradient of R from that of R' and C'. */
  Operation backward();

  /** The same for queries alone, with C held fixed. */
  Operation queryBackward();

  /** Adds to the sums of the weights' gradients; after {@link #backward}. */
  Operation weightsBackward();

  /**
   * Adds the gradient by C to a matrix, but for what C' leaves; after {@link #backward}.
   *
   * @param dGram [d, d]
   */
  Operation gramBackward(LaneMatrix dGram);

  /** Inputs that stay where they are: T = I. */
  record None(BlockState in, BlockState out) implements BlockMove {

    @Override
    public Activation moved() {
      return new Activation(out.rows().values(), in.rows().gradient());
    }

    @Override
    public Operation forward() {
      return Operation.none();
    }

    @Override
    public Operation backward() {
      return Lanes.kernels().copy(in.rows().gradient(), out.rows().gradient());
    }

    @Override
    public Operation queryBackward() {
      return Lanes.kernels().copy(in.queryRows().gradient(), out.queryRows().gradient());
    }

    @Override
    public Operation weightsBackward() {
      return Operation.none();
    }

    @Override
    public Operation gramBackward(LaneMatrix dGram) {
      return Operation.none();
    }
  }
}
