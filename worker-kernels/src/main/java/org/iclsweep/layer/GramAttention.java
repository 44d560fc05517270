package org.iclsweep.layer;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * Linear self-attention to the context with a residual connection, by the context's Gram matrix: a
 * layer moves every token by one linear map, so the Gram matrix and the query are all that has to
 * go on. Equal to {@link Attention} in real numbers.
 *
 * <pre>
 *   P = I + Σ_h B_hᵀ G A_h,   e'_query = P e_query,   G' = P G Pᵀ
 * </pre>
 *
 * <p><b>Shapes</b> (width m): G, P [m, m, 64]; query [1, m, 64].
 *
 * <p><b>Writes.</b> Forward overwrites G' and the new query; backward overwrites D (see {@link
 * ContextGram}) and the query's gradient.
 *
 * <p><b>Cost</b> a task: (2 H + 2) m³ fused multiply-adds forward, (4 H + 3) m³ backward, whatever
 * the number of tokens.
 */
public final class GramAttention implements Layer {

  private final LaneKernels kernels = Lanes.kernels();
  private final AttentionWeights weights;
  private final boolean first;
  private final Activation gram;
  private final Activation query;
  private final Activation outGram;
  private final Activation outQuery;
  private final LaneMatrix identity;
  private final LaneMatrix map;
  private final LaneMatrix mapTransposed;
  private final LaneMatrix dMap;
  private final LaneMatrix dMapTransposed;
  private final LaneMatrix mapped;
  private final LaneMatrix dMapped;
  private final LaneMatrix outQueryGradientTransposed;
  private final Head[] heads;

  /**
   * @param weights of the layer
   * @param labelOnly whether the last feature alone is updated
   * @param in Gram matrix and query before the layer
   * @param out the same behind it
   * @param first whether nothing before it needs a gradient in training
   */
  public GramAttention(
      AttentionWeights weights, boolean labelOnly, GramState in, GramState out, boolean first) {
    this.weights = weights;
    this.first = first;
    gram = in.gram();
    query = in.query();
    outGram = out.gram();
    outQuery = out.query();
    int width = gram.values().rows();
    identity = LaneMatrix.zeros(width, width);
    for (int k = 0; k < width; k++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        identity.set(k, k, lane, 1f);
      }
    }
    map = LaneMatrix.zeros(width, width);
    mapTransposed = map.transposed();
    dMap = LaneMatrix.zeros(width, width);
    dMapTransposed = dMap.transposed();
    mapped = LaneMatrix.zeros(width, width);
    dMapped = LaneMatrix.zeros(width, width);
    outQueryGradientTransposed = outQuery.gradient().transposed();
    heads = new Head[weights.heads()];
    Arrays.setAll(heads, h -> new Head(h, labelOnly));
  }

  @Override
  public void forward() {
    map.copyFrom(identity);
    for (Head head : heads) {
      head.forward();
    }
    kernels.contract(outQuery.values(), query.values(), mapTransposed, false);
    kernels.contract(mapped, map, gram.values(), false);
    kernels.contract(outGram.values(), mapped, mapTransposed, false);
  }

  @Override
  public void backward() {
    mapBackward();
    for (Head head : heads) {
      head.mixBackward();
      head.weightsBackward();
    }
    if (!first) {
      gramBackward();
      queryBackward();
    }
  }

  @Override
  public void inputBackward() {
    mapBackward();
    for (Head head : heads) {
      head.mixBackward();
    }
    gramBackward();
    queryBackward();
  }

  @Override
  public void queryBackward() {
    // forward was e' = P e, so de = Pᵀ de'
    kernels.contract(query.gradient(), outQuery.gradient(), map, false);
  }

  private void mapBackward() {
    // forward was G' = P G Pᵀ and e' = P e, so with D' = dG' + dG'ᵀ: dP = D' P G + de' eᵀ
    kernels.contract(dMapped, outGram.gradient(), map, false);
    kernels.contract(dMap, dMapped, gram.values(), false);
    kernels.contract(dMap, outQueryGradientTransposed, query.values(), true);
  }

  private void gramBackward() {
    // forward was G' = P G Pᵀ, so D = Pᵀ D' P
    kernels.contract(gram.gradient(), mapTransposed, dMapped, false);
    for (Head head : heads) {
      head.gramBackward();
    }
  }

  /** One head's part. */
  private final class Head {
    private final int h;
    private final SharedMatrix keyQueryTransposed;
    private final SharedMatrix projection;
    private final SharedMatrix projectionTransposed;
    private final PartialSums projectionSums;
    private final LaneMatrix updated;
    private final LaneMatrix dUpdated;
    private final LaneMatrix mix;
    private final LaneMatrix mixTransposed;
    private final LaneMatrix dMix;
    private final LaneMatrix dMixTransposed;
    private final LaneMatrix dGram;
    private final LaneMatrix dGramTransposed;

    Head(int h, boolean labelOnly) {
      this.h = h;
      int width = map.rows();
      keyQueryTransposed = weights.keyQuery(h).transposed();
      SharedMatrix products = weights.valueProjection(h);
      PartialSums sums = weights.valueProjectionSums(h);
      projection = labelOnly ? products.col(width - 1) : products;
      projectionSums = labelOnly ? sums.col(width - 1) : sums;
      projectionTransposed = projection.transposed();
      updated = labelOnly ? mapTransposed.col(width - 1) : mapTransposed;
      dUpdated = labelOnly ? dMapTransposed.col(width - 1) : dMapTransposed;
      mix = LaneMatrix.zeros(width, width);
      mixTransposed = mix.transposed();
      dMix = LaneMatrix.zeros(width, width);
      dMixTransposed = dMix.transposed();
      dGram = LaneMatrix.zeros(width, width);
      dGramTransposed = dGram.transposed();
    }

    void forward() {
      kernels.product(mix, keyQueryTransposed, gram.values(), false);
      kernels.product(updated, projectionTransposed, mixTransposed, true);
    }

    void mixBackward() {
      // forward was P += Bᵀ X, so dX = B dP
      kernels.product(dMixTransposed, projection, dUpdated, false);
    }

    void weightsBackward() {
      // forward was P += Bᵀ X and X = G A
      kernels.accumulate(projectionSums, mixTransposed, dUpdated);
      kernels.accumulate(weights.keyQuerySums(h), gram.values(), dMix);
    }

    void gramBackward() {
      // forward was X = G A, so dG = dX Aᵀ, and D += dG + dGᵀ
      kernels.product(dGram, weights.keyQuery(h), dMix, false);
      kernels.add(gram.gradient(), dGram);
      kernels.add(gram.gradient(), dGramTransposed);
    }
  }
}
