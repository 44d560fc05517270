package org.iclsweep.layer;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.SharedMatrix;

/**
 * Forms T and moves all by it.
 *
 * <pre>  X_h = C A_h,   T = I + Σ_h B_hᵀ X_h,   R' = R Tᵀ,   S = T C,   C' = S Tᵀ  </pre>
 *
 * <p><b>Shapes</b> (r rows): R [r, d, 16]; X_h, T, S [d, d, 16].
 *
 * <p><b>Cost</b> a head and task: 2 d³ fused multiply-adds forward, up to 4 d³ backward; of all
 * heads r d² and 2 r d²; with C' 2 d³ and 3 d³ more, 1 d³ backward where C is given.
 */
final class MoveByMap implements BlockMove {

  private final LaneKernels kernels = Lanes.kernels();
  private final BlockWeights weights;
  private final BlockState in;
  private final BlockState out;
  private final Activation moved;
  private final Activation map;
  private final LaneMatrix mapped;
  private final Head[] heads;

  MoveByMap(BlockWeights weights, BlockState in, BlockState out) {
    this.weights = weights;
    this.in = in;
    this.out = out;
    int dim = in.dim();
    moved = in.rowsToMove();
    map = Activation.zeros(dim, dim);
    mapped = LaneMatrix.zeros(dim, dim);
    heads = new Head[weights.heads()];
    Arrays.setAll(heads, Head::new);
  }

  @Override
  public Activation moved() {
    return moved;
  }

  @Override
  public Operation forward() {
    LaneMatrix transposed = map.values().transposed();
    LaneMatrix diagonal = map.values().diagonal();
    LaneMatrix ones = LaneMatrix.ones(1, in.dim());
    Operation rows =
        Operation.inOrder(
            Operation.each(heads, Head::forward),
            kernels.sum(diagonal, diagonal, ones),
            kernels.contract(out.rows().values(), moved.values(), transposed, false));
    return out.gram() == null
        ? rows
        : Operation.inOrder(
            rows,
            kernels.contract(mapped, map.values(), in.gram().values(), false),
            kernels.contract(out.gram().values(), mapped, transposed, false));
  }

  @Override
  public Operation backward() {
    // forward was R' = R Tᵀ, so dT = dR'ᵀ R and dR = dR' T
    LaneMatrix dRows = out.rows().gradient();
    Operation rows =
        Operation.inOrder(
            kernels.contract(map.gradient(), dRows.transposed(), moved.values(), false),
            queryBackward());
    // forward was C' = S Tᵀ and S = T C, so with D' = dC' + dC'ᵀ: dT += D' S
    Operation gram =
        out.gram() == null
            ? Operation.none()
            : kernels.contract(map.gradient(), out.gram().gradient(), mapped, true);
    return Operation.inOrder(rows, gram, Operation.each(heads, Head::backward));
  }

  @Override
  public Operation queryBackward() {
    return kernels.contract(moved.gradient(), out.rows().gradient(), map.values(), false);
  }

  @Override
  public Operation weightsBackward() {
    return Operation.each(heads, Head::weightsBackward);
  }

  @Override
  public Operation gramBackward(LaneMatrix dGram) {
    Operation perHead = Operation.each(heads, head -> head.gramBackward(dGram));
    if (out.gram() == null) {
      return perHead;
    }
    // forward was C' = T C Tᵀ, so D = Tᵀ D' T
    LaneMatrix dMapped = LaneMatrix.zeros(in.dim(), in.dim());
    LaneMatrix transposed = map.values().transposed();
    return Operation.inOrder(
        perHead,
        kernels.contract(dMapped, out.gram().gradient(), map.values(), false),
        kernels.contract(in.gram().gradient(), transposed, dMapped, false));
  }

  /** One head's part. */
  private final class Head {
    private final int head;
    private final boolean isFirst;
    private final SharedMatrix keyQuery;
    private final SharedMatrix projection;
    private final Activation mix = Activation.zeros(in.dim(), in.dim());

    Head(int head) {
      this.head = head;
      isFirst = head == 0;
      keyQuery = weights.keyQuery(head);
      projection = weights.valueProjection(head);
    }

    Operation forward() {
      LaneMatrix mixes = mix.values();
      return Operation.inOrder(
          kernels.product(mixes, keyQuery.transposed(), in.gram().values(), false),
          kernels.product(
              map.values().transposed(), projection.transposed(), mixes.transposed(), !isFirst));
    }

    Operation backward() {
      // forward was T += Bᵀ X, so dX = B dT
      return kernels.product(
          mix.gradient().transposed(), projection, map.gradient().transposed(), false);
    }

    Operation weightsBackward() {
      // forward was T += Bᵀ X and X = C A
      return Operation.inOrder(
          kernels.accumulate(
              weights.valueProjectionSums(head),
              mix.values().transposed(),
              map.gradient().transposed()),
          kernels.accumulate(weights.keyQuerySums(head), in.gram().values(), mix.gradient()));
    }

    Operation gramBackward(LaneMatrix dGram) {
      // forward was X = C A, so dC += dX Aᵀ
      return kernels.product(dGram, keyQuery, mix.gradient(), true);
    }
  }
}
