package org.iclsweep.layer;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * The last layer of linear attention by the context's Gram matrix: the last feature of the query.
 *
 * <pre>
 *   u_h = A_h e,   v_h = G u_h,   e'_last = e_last + Σ_h ⟨b_h, v_h⟩,   b_h = last column of B_h
 * </pre>
 *
 * <p><b>Shapes</b> (width m): G [m, m, 16]; e, u, v [1, m, 16]; out [1, 1, 16].
 *
 * <p><b>Writes.</b> Forward overwrites out; backward overwrites D (see {@link ContextGram}) and the
 * query's gradient.
 *
 * <p><b>Cost</b> a head and task: 2 m² + m fused multiply-adds forward, up to 5 m² + 2 m backward.
 */
public final class GramReadOut extends OperationLayer {

  private final LaneKernels kernels = Lanes.kernels();
  private final AttentionWeights weights;
  private final Activation gram;
  private final Activation query;
  private final Activation out;
  private final Passes passes;

  /**
   * @param weights of the layer
   * @param in Gram matrix and query before the layer
   * @param out [1, 1]
   * @param first whether nothing before it needs a gradient in training
   */
  public GramReadOut(AttentionWeights weights, GramState in, Activation out, boolean first) {
    this.weights = weights;
    gram = in.gram();
    query = in.query();
    this.out = out;
    Activation queryLabel = query.label();
    Head[] heads = new Head[weights.heads()];
    Arrays.setAll(heads, Head::new);
    Operation startInputGradient =
        () -> {
          query.gradient().clear();
          queryLabel.gradient().copyFrom(out.gradient());
        };
    Operation startGramGradient = () -> gram.gradient().clear();
    Operation mixBackward = Operation.each(heads, head -> head.mixBackward);
    Operation gramBackward =
        Operation.each(heads, head -> Operation.inOrder(head.queryBackward, head.gramBackward));
    Operation forward =
        Operation.inOrder(
            kernels.copy(out.values(), queryLabel.values()),
            Operation.each(heads, head -> head.forward));
    Operation weightsBackward = Operation.each(heads, head -> head.weightsBackward);
    Operation queryBackward =
        Operation.inOrder(
            startInputGradient, mixBackward, Operation.each(heads, head -> head.queryBackward));
    Operation inputBackward =
        Operation.inOrder(startInputGradient, startGramGradient, mixBackward, gramBackward);
    Operation backward =
        first
            ? Operation.inOrder(mixBackward, weightsBackward)
            : Operation.inOrder(inputBackward, weightsBackward);
    passes = new Passes(forward, backward, inputBackward, queryBackward);
  }

  @Override
  Passes passes() {
    return passes;
  }

  /** One head's part. */
  private final class Head {
    private final Operation forward;
    private final Operation mixBackward;
    private final Operation weightsBackward;
    private final Operation queryBackward;
    private final Operation gramBackward;

    Head(int h) {
      int width = gram.values().rows();
      SharedMatrix keyQuery = weights.keyQuery(h);
      SharedMatrix projection = weights.valueProjection(h).col(width - 1);
      PartialSums projectionSums = weights.valueProjectionSums(h).col(width - 1);
      LaneMatrix key = LaneMatrix.zeros(1, width);
      LaneMatrix dKey = LaneMatrix.zeros(1, width);
      LaneMatrix mix = LaneMatrix.zeros(1, width);
      LaneMatrix dMix = LaneMatrix.zeros(1, width);
      forward =
          Operation.inOrder(
              kernels.product(key, keyQuery, query.values(), false),
              kernels.contract(mix, key, gram.values(), false),
              kernels.product(out.values(), projection.transposed(), mix, true));
      // forward was e' += <b, v> and v = G u, so dv = b de' and du = G dv
      mixBackward =
          Operation.inOrder(
              kernels.product(dMix, projection, out.gradient(), false),
              kernels.contract(dKey, dMix, gram.values(), false));
      // forward was e' += <b, v> and u = A e
      weightsBackward =
          Operation.inOrder(
              kernels.accumulate(projectionSums, mix, out.gradient()),
              kernels.accumulate(weights.keyQuerySums(h), dKey, query.values()));
      // forward was u = A e, so de += Aᵀ du
      queryBackward = kernels.product(query.gradient(), keyQuery.transposed(), dKey, true);
      // forward was v = G u, so D += dv uᵀ + u dvᵀ
      gramBackward =
          Operation.inOrder(
              kernels.contract(gram.gradient(), dMix.transposed(), key, true),
              kernels.contract(gram.gradient(), key.transposed(), dMix, true));
    }
  }
}
