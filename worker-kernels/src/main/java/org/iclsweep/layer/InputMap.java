package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * A perceptron with one hidden layer in the place of each token's input; labels stay.
 *
 * <pre>  x'_t = W₂ᵀ f(W₁ᵀ x_t + b₁) + b₂,   y'_t = y_t  </pre>
 *
 * <p>It is the first layer: in training, what it reads needs no gradient.
 *
 * <p><b>Shapes</b> (T tokens, d features of an input, hidden width r): tokens (x, y) [T, d + 1,
 * 16]; W₁ [d, r], W₂ [r, d].
 *
 * <p><b>Writes.</b> Forward overwrites (x', y'); the backward of inputs overwrites d(x, y).
 *
 * <p><b>Cost</b> a token: 2 d r fused multiply-adds and r values of f forward, 3 d r backward.
 *
 * @see <a href="https://arxiv.org/abs/2310.01082">Ahn et al. (2023), Linear attention is (maybe)
 *     all you need, section 3</a>
 */
public final class InputMap implements Layer {

  private final LaneKernels kernels = Lanes.kernels();
  private final PerceptronWeights weights;
  private final Nonlinearity nonlinearity;
  private final Pass tokens;
  private final Pass query;

  /**
   * @param in the tokens
   * @param out of the same shape
   */
  public InputMap(
      PerceptronWeights weights, Nonlinearity nonlinearity, Activation in, Activation out) {
    this.weights = weights;
    this.nonlinearity = nonlinearity;
    int last = in.values().rows() - 1;
    int units = weights.inner().matrix().cols();
    Activation hidden = Activation.zeros(last + 1, units);
    LaneMatrix slope = LaneMatrix.zeros(last + 1, units);
    tokens = new Pass(in, out, hidden, slope);
    query = new Pass(in.query(), out.query(), hidden.query(), slope.row(last));
  }

  @Override
  public void forward() {
    tokens.forward.run();
  }

  @Override
  public void backward() {
    tokens.hiddenBackward.run();
    tokens.weightsBackward.run();
  }

  @Override
  public void inputBackward() {
    tokens.hiddenBackward.run();
    tokens.inputsBackward.run();
  }

  @Override
  public void queryBackward() {
    query.hiddenBackward.run();
    query.inputsBackward.run();
  }

  /** The arithmetic for all tokens, or for the query alone. */
  private final class Pass {
    private final Operation forward;
    private final Operation hiddenBackward;
    private final Operation weightsBackward;
    private final Operation inputsBackward;

    Pass(Activation in, Activation out, Activation hidden, LaneMatrix slope) {
      DenseWeights inner = weights.inner();
      DenseWeights outer = weights.outer();
      int dim = in.values().cols() - 1;
      Activation x = in.cols(0, dim);
      Activation mapped = out.cols(0, dim);
      forward =
          Operation.inOrder(
              product(slope, inner, x.values()),
              () -> nonlinearity.apply(kernels, hidden.values(), slope),
              product(mapped.values(), outer, hidden.values()),
              () -> out.label().values().copyFrom(in.label().values()));
      // forward was x'[t] = W₂ᵀ u[t], u = f(a), so du = W₂ dx' and da = du f'(a)
      hiddenBackward =
          Operation.inOrder(
              kernels.product(hidden.gradient(), outer.matrix(), mapped.gradient(), false),
              () -> kernels.multiply(hidden.gradient(), hidden.gradient(), slope));
      weightsBackward =
          Operation.inOrder(
              sums(outer, hidden.values(), mapped.gradient()),
              sums(inner, x.values(), hidden.gradient()));
      // forward was a[t] = W₁ᵀ x[t], so dx[t] = W₁ da[t]
      inputsBackward =
          Operation.inOrder(
              kernels.product(x.gradient(), inner.matrix(), hidden.gradient(), false),
              () -> in.label().gradient().copyFrom(out.label().gradient()));
    }

    private Operation product(LaneMatrix out, DenseWeights map, LaneMatrix in) {
      return map.hasBias()
          ? kernels.product(out, map.matrix().transposed(), in, map.bias())
          : kernels.product(out, map.matrix().transposed(), in, false);
    }

    private Operation sums(DenseWeights map, LaneMatrix in, LaneMatrix gradient) {
      Operation matrix = kernels.accumulate(map.matrixSums(), in, gradient);
      return map.hasBias()
          ? Operation.inOrder(matrix, () -> kernels.accumulateRows(map.biasSums(), gradient))
          : matrix;
    }
  }
}
