package org.iclsweep.layer;

import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * A perceptron with one hidden layer on each token, with a residual connection.
 *
 * <pre>  e'_t = e_t + W₂ᵀ f(W₁ᵀ n_t + b₁) + b₂  </pre>
 *
 * <p>e is the residual stream and n what the perceptron reads: e itself, or e normed. A factor of
 * the update is part of W₂ and b₂.
 *
 * <p><b>Shapes</b> (width m, hidden width r): e, n [T, m, 16]; W₁ [m, r], W₂ [r, m]; e' as its
 * {@link Reach} says.
 *
 * <p><b>Writes.</b> Forward overwrites e'; backward overwrites de and, where n is not e, dn.
 *
 * <p><b>Cost</b> a token: 2 m r fused multiply-adds and r values of f forward, 4 m r backward.
 */
public final class Mlp implements Layer {

  private final LaneKernels kernels = Lanes.kernels();
  private final DenseWeights inner;
  private final DenseWeights outer;
  private final Nonlinearity nonlinearity;
  private final Wiring wiring;
  private final Residual residual;
  private final Pass tokens;
  private final Pass query;

  /**
   * @param inner W₁ and b₁
   * @param outer W₂ and b₂
   */
  public Mlp(DenseWeights inner, DenseWeights outer, Nonlinearity nonlinearity, Wiring wiring) {
    this.inner = inner;
    this.outer = outer;
    this.nonlinearity = nonlinearity;
    this.wiring = wiring;
    residual = new Residual(wiring.stream(), wiring.out(), wiring.reach());
    boolean all = wiring.reach().everyToken();
    int last = wiring.source().values().rows() - 1;
    int rows = all ? last + 1 : 1;
    int hidden = inner.matrix().cols();
    Activation units = Activation.zeros(rows, hidden);
    LaneMatrix slope = LaneMatrix.zeros(rows, hidden);
    tokens = new Pass(all ? wiring.source() : wiring.source().query(), wiring.out(), units, slope);
    query =
        all
            ? new Pass(
                wiring.source().query(), wiring.out().query(), units.query(), slope.row(last))
            : tokens;
  }

  @Override
  public void forward() {
    tokens.forward.run();
  }

  @Override
  public void backward() {
    if (wiring.streamTrained()) {
      residual.backward();
    }
    tokens.hiddenBackward.run();
    tokens.weightsBackward.run();
    if (wiring.sourceTrained()) {
      inputsBackward();
    }
  }

  @Override
  public void inputBackward() {
    residual.backward();
    tokens.hiddenBackward.run();
    inputsBackward();
  }

  @Override
  public void queryBackward() {
    residual.queryBackward();
    query.hiddenBackward.run();
    query.inputsBackward.run();
  }

  private void inputsBackward() {
    if (wiring.looksAside() && !wiring.reach().everyToken()) {
      wiring.source().gradient().clear();
    }
    tokens.inputsBackward.run();
  }

  /** The arithmetic for all tokens, or for the query alone. */
  private final class Pass {
    private final Operation forward;
    private final Operation hiddenBackward;
    private final Operation weightsBackward;
    private final Operation inputsBackward;

    Pass(Activation in, Activation out, Activation hidden, LaneMatrix slope) {
      Columns features = wiring.reach().features();
      SharedMatrix outerMatrix = features.of(outer.matrix());
      PartialSums outerSums = features.of(outer.matrixSums());
      SharedMatrix innerTransposed = inner.matrix().transposed();
      SharedMatrix outerTransposed = outerMatrix.transposed();
      Operation units = () -> nonlinearity.apply(kernels, hidden.values(), slope);
      // forward was e'[t] += W₂ᵀ u[t] + b₂ and a[t] = W₁ᵀ n[t] + b₁
      Operation matricesBackward =
          Operation.inOrder(
              kernels.accumulate(outerSums, hidden.values(), out.gradient()),
              kernels.accumulate(inner.matrixSums(), in.values(), hidden.gradient()));
      if (outer.hasBias()) {
        SharedMatrix outerBias = features.of(outer.bias());
        PartialSums outerBiasSums = features.of(outer.biasSums());
        forward =
            Operation.inOrder(
                kernels.product(slope, innerTransposed, in.values(), inner.bias()),
                units,
                kernels.product(out.values(), outerTransposed, hidden.values(), outerBias),
                () -> kernels.add(out.values(), out.values(), residual.kept()));
        weightsBackward =
            Operation.inOrder(
                matricesBackward,
                () -> {
                  kernels.accumulateRows(outerBiasSums, out.gradient());
                  kernels.accumulateRows(inner.biasSums(), hidden.gradient());
                });
      } else {
        forward =
            Operation.inOrder(
                kernels.product(slope, innerTransposed, in.values(), false),
                units,
                residual::forward,
                kernels.product(out.values(), outerTransposed, hidden.values(), true));
        weightsBackward = matricesBackward;
      }
      // forward was e'[t] += W₂ᵀ u[t], u = f(a), so du = W₂ de' and da = du f'(a)
      hiddenBackward =
          Operation.inOrder(
              kernels.product(hidden.gradient(), outerMatrix, out.gradient(), false),
              () -> kernels.multiply(hidden.gradient(), hidden.gradient(), slope));
      // forward was a[t] = W₁ᵀ n[t], so dn[t] = W₁ da[t], added to what the stream has where n is e
      inputsBackward =
          kernels.product(in.gradient(), inner.matrix(), hidden.gradient(), !wiring.looksAside());
    }
  }
}
