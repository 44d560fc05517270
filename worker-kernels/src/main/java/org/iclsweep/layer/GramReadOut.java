package org.iclsweep.layer;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * The last layer of linear attention by the context's Gram matrix: the last feature of the query.
 *
 * <pre>
 *   u_h = A_h e,   v_h = G u_h,   e'_last = e_last + Σ_h ⟨b_h, v_h⟩,   b_h = last column of B_h
 * </pre>
 *
 * <p><b>Shapes</b> (width m): G [m, m, 64]; e, u, v [1, m, 64]; out [1, 1, 64].
 *
 * <p><b>Writes.</b> Forward overwrites out; backward overwrites D (see {@link ContextGram}) and the
 * query's gradient.
 *
 * <p><b>Cost</b> a head and task: 2 m² + m fused multiply-adds forward, up to 5 m² + 2 m backward.
 */
public final class GramReadOut implements Layer {

  private final LaneKernels kernels = Lanes.kernels();
  private final AttentionWeights weights;
  private final boolean first;
  private final Activation gram;
  private final Activation query;
  private final Activation queryLabel;
  private final Activation out;
  private final Head[] heads;

  /**
   * @param weights of the layer
   * @param in Gram matrix and query before the layer
   * @param out [1, 1]
   * @param first whether nothing before it needs a gradient in training
   */
  public GramReadOut(AttentionWeights weights, GramState in, Activation out, boolean first) {
    this.weights = weights;
    this.first = first;
    gram = in.gram();
    query = in.query();
    queryLabel = query.label();
    this.out = out;
    heads = new Head[weights.heads()];
    Arrays.setAll(heads, Head::new);
  }

  @Override
  public void forward() {
    out.values().copyFrom(queryLabel.values());
    for (Head head : heads) {
      head.forward();
    }
  }

  @Override
  public void backward() {
    for (Head head : heads) {
      head.mixBackward();
      head.weightsBackward();
    }
    if (!first) {
      startInputGradient();
      gram.gradient().clear();
      for (Head head : heads) {
        head.queryBackward();
        head.gramBackward();
      }
    }
  }

  @Override
  public void inputBackward() {
    startInputGradient();
    gram.gradient().clear();
    for (Head head : heads) {
      head.mixBackward();
      head.queryBackward();
      head.gramBackward();
    }
  }

  @Override
  public void queryBackward() {
    startInputGradient();
    for (Head head : heads) {
      head.mixBackward();
      head.queryBackward();
    }
  }

  private void startInputGradient() {
    query.gradient().clear();
    queryLabel.gradient().copyFrom(out.gradient());
  }

  /** One head's part. */
  private final class Head {
    private final int h;
    private final SharedMatrix keyQueryTransposed;
    private final SharedMatrix projection;
    private final SharedMatrix projectionTransposed;
    private final PartialSums projectionSums;
    private final LaneMatrix key;
    private final LaneMatrix keyTransposed;
    private final LaneMatrix dKey;
    private final LaneMatrix mix;
    private final LaneMatrix dMix;
    private final LaneMatrix dMixTransposed;

    Head(int h) {
      this.h = h;
      int width = gram.values().rows();
      keyQueryTransposed = weights.keyQuery(h).transposed();
      projection = weights.valueProjection(h).col(width - 1);
      projectionTransposed = projection.transposed();
      projectionSums = weights.valueProjectionSums(h).col(width - 1);
      key = LaneMatrix.zeros(1, width);
      keyTransposed = key.transposed();
      dKey = LaneMatrix.zeros(1, width);
      mix = LaneMatrix.zeros(1, width);
      dMix = LaneMatrix.zeros(1, width);
      dMixTransposed = dMix.transposed();
    }

    void forward() {
      kernels.product(key, weights.keyQuery(h), query.values(), false);
      kernels.contract(mix, key, gram.values(), false);
      kernels.product(out.values(), projectionTransposed, mix, true);
    }

    void mixBackward() {
      // forward was e' += <b, v> and v = G u, so dv = b de' and du = G dv
      kernels.product(dMix, projection, out.gradient(), false);
      kernels.contract(dKey, dMix, gram.values(), false);
    }

    void weightsBackward() {
      // forward was e' += <b, v> and u = A e
      kernels.accumulate(projectionSums, mix, out.gradient());
      kernels.accumulate(weights.keyQuerySums(h), dKey, query.values());
    }

    void queryBackward() {
      // forward was u = A e, so de += Aᵀ du
      kernels.product(query.gradient(), keyQueryTransposed, dKey, true);
    }

    void gramBackward() {
      // forward was v = G u, so D += dv uᵀ + u dvᵀ
      kernels.contract(gram.gradient(), dMixTransposed, key, true);
      kernels.contract(gram.gradient(), keyTransposed, dMix, true);
    }
  }
}
