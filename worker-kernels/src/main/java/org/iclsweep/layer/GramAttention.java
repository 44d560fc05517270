package org.iclsweep.layer;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
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
 * <p><b>Shapes</b> (width m): G, P [m, m, 16]; query [1, m, 16].
 *
 * <p><b>Writes.</b> Forward overwrites G' and the new query; backward overwrites D (see {@link
 * ContextGram}) and the query's gradient.
 *
 * <p><b>Cost</b> a task: (2 H + 2) m³ fused multiply-adds forward, (4 H + 3) m³ backward, whatever
 * the number of tokens.
 */
public final class GramAttention extends OperationLayer {

  private final LaneKernels kernels = Lanes.kernels();
  private final AttentionWeights weights;
  private final Activation gram;
  private final LaneMatrix map;
  private final LaneMatrix dMap;
  private final Passes passes;

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
    gram = in.gram();
    Activation query = in.query();
    Activation outGram = out.gram();
    Activation outQuery = out.query();
    int width = gram.values().rows();
    LaneMatrix identity = identity(width);
    map = LaneMatrix.zeros(width, width);
    dMap = LaneMatrix.zeros(width, width);
    LaneMatrix mapped = LaneMatrix.zeros(width, width);
    LaneMatrix dMapped = LaneMatrix.zeros(width, width);
    Head[] heads = new Head[weights.heads()];
    Arrays.setAll(heads, h -> new Head(h, labelOnly));
    Operation forward =
        Operation.inOrder(
            kernels.copy(map, identity),
            Operation.each(heads, head -> head.forward),
            kernels.contract(outQuery.values(), query.values(), map.transposed(), false),
            kernels.contract(mapped, map, gram.values(), false),
            kernels.contract(outGram.values(), mapped, map.transposed(), false));
    // forward was G' = P G Pᵀ and e' = P e, so with D' = dG' + dG'ᵀ: dP = D' P G + de' eᵀ
    Operation mapBackward =
        Operation.inOrder(
            kernels.contract(dMapped, outGram.gradient(), map, false),
            kernels.contract(dMap, dMapped, gram.values(), false),
            kernels.contract(dMap, outQuery.gradient().transposed(), query.values(), true));
    Operation mixBackward = Operation.each(heads, head -> head.mixBackward);
    Operation weightsBackward = Operation.each(heads, head -> head.weightsBackward);
    // forward was G' = P G Pᵀ, so D = Pᵀ D' P
    Operation gramBackward =
        Operation.inOrder(
            kernels.contract(gram.gradient(), map.transposed(), dMapped, false),
            Operation.each(heads, head -> head.gramBackward));
    // forward was e' = P e, so de = Pᵀ de'
    Operation queryBackward = kernels.contract(query.gradient(), outQuery.gradient(), map, false);
    Operation inputBackward =
        Operation.inOrder(mapBackward, mixBackward, gramBackward, queryBackward);
    Operation backward =
        first
            ? Operation.inOrder(mapBackward, mixBackward, weightsBackward)
            : Operation.inOrder(inputBackward, weightsBackward);
    passes = new Passes(forward, backward, inputBackward, queryBackward);
  }

  @Override
  Passes passes() {
    return passes;
  }

  private static LaneMatrix identity(int width) {
    LaneMatrix identity = LaneMatrix.zeros(width, width);
    for (int k = 0; k < width; k++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        identity.set(k, k, lane, 1f);
      }
    }
    return identity;
  }

  /** One head's part. */
  private final class Head {
    private final Operation forward;
    private final Operation mixBackward;
    private final Operation weightsBackward;
    private final Operation gramBackward;

    Head(int h, boolean labelOnly) {
      int width = map.rows();
      SharedMatrix keyQuery = weights.keyQuery(h);
      SharedMatrix products = weights.valueProjection(h);
      PartialSums sums = weights.valueProjectionSums(h);
      SharedMatrix projection = labelOnly ? products.col(width - 1) : products;
      PartialSums projectionSums = labelOnly ? sums.col(width - 1) : sums;
      LaneMatrix updated = labelOnly ? map.transposed().col(width - 1) : map.transposed();
      LaneMatrix dUpdated = labelOnly ? dMap.transposed().col(width - 1) : dMap.transposed();
      LaneMatrix mix = LaneMatrix.zeros(width, width);
      LaneMatrix dMix = LaneMatrix.zeros(width, width);
      LaneMatrix dGram = LaneMatrix.zeros(width, width);
      LaneMatrix dGramTransposed = dGram.transposed();
      forward =
          Operation.inOrder(
              kernels.product(mix, keyQuery.transposed(), gram.values(), false),
              kernels.product(updated, projection.transposed(), mix.transposed(), true));
      // forward was P += Bᵀ X, so dX = B dP
      mixBackward = kernels.product(dMix.transposed(), projection, dUpdated, false);
      // forward was P += Bᵀ X and X = G A
      weightsBackward =
          Operation.inOrder(
              kernels.accumulate(projectionSums, mix.transposed(), dUpdated),
              kernels.accumulate(weights.keyQuerySums(h), gram.values(), dMix));
      // forward was X = G A, so dG = dX Aᵀ, and D += dG + dGᵀ
      gramBackward =
          Operation.inOrder(
              kernels.product(dGram, keyQuery, dMix, false),
              kernels.sum(gram.gradient(), gram.gradient(), dGram),
              kernels.sum(gram.gradient(), gram.gradient(), dGramTransposed));
    }
  }
}
