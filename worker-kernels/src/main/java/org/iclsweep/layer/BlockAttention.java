package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * Linear self-attention to the context in the block form, with a residual connection. Equal to
 * {@link Attention} with weights of {@link Pattern#BLOCKS} or {@link Pattern#SPARSE} in real
 * numbers.
 *
 * <pre>
 *   U = V A,   Y' = Y + U Xᵀ,   Z = V + U C
 *   V' = Z Tᵀ,   X' = X Tᵀ,   C' = T C Tᵀ,   T = I + Σ_h B_hᵀ C A_h
 * </pre>
 *
 * <p><b>Shapes</b>: see {@link BlockState}; U and Z [v, d, 16].
 *
 * <p><b>Writes.</b> Forward overwrites the state behind the layer; backward overwrites the
 * gradients of the one before it. Where both have the same C, backward adds to its gradient.
 *
 * <p><b>Cost</b> a task: that of {@link BlockAnswers} and of T, 2 v d² fused multiply-adds forward
 * and up to 3 v d² backward.
 *
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), theorems 3 and 4</a>
 */
public final class BlockAttention extends OperationLayer {

  private final LaneKernels kernels = Lanes.kernels();
  private final BlockState in;
  private final BlockState out;
  private final BlockAnswers answers;
  private final BlockMove move;
  private final Passes passes;

  /**
   * @param weights of the layer
   * @param in state before the layer
   * @param out state behind it, without C if nothing reads it there
   * @param first whether nothing before it needs a gradient in training
   * @param given whether that is so of C
   */
  public BlockAttention(
      BlockWeights weights, BlockState in, BlockState out, boolean first, boolean given) {
    this.in = in;
    this.out = out;
    answers = new BlockAnswers(weights, in, out.answers());
    move = move(weights, in, out);
    LaneMatrix labels = move.moved().rows(0, in.labels()).values();
    Operation forward =
        Operation.inOrder(
            answers.forward(),
            kernels.copy(move.moved().values(), in.rows().values()),
            kernels.contract(labels, answers.reading().values(), gram(), true),
            move.forward());
    Operation reading = Operation.inOrder(move.backward(), readingBackward());
    Operation rows = Operation.inOrder(answers.labelsBackward(true), answers.queriesBackward(true));
    Operation inputBackward = Operation.inOrder(reading, gramBackward(), rows);
    Operation backward =
        Operation.inOrder(
            first ? reading : given ? Operation.inOrder(reading, rows) : inputBackward,
            answers.weightsBackward(),
            move.weightsBackward());
    Operation queryBackward =
        Operation.inOrder(move.queryBackward(), answers.queriesBackward(true));
    passes = new Passes(forward, backward, inputBackward, queryBackward);
  }

  @Override
  Passes passes() {
    return passes;
  }

  private static BlockMove move(BlockWeights weights, BlockState in, BlockState out) {
    if (!weights.moveInputs()) {
      return new BlockMove.None(in, out);
    }
    return out.gram() == null && isByRows(in.rows().values().rows(), in.dim())
        ? new MoveByRows(weights, in, out)
        : new MoveByMap(weights, in, out);
  }

  /**
   * Whether it costs less to move so many rows one by one than to form T.
   *
   * @param dim number of inputs
   */
  public static boolean isByRows(int rows, int dim) {
    return rows <= dim;
  }

  private LaneMatrix gram() {
    return in.gram().values();
  }

  /** Overwrites dU; dZ is what the labels' gradient is so far. */
  private Operation readingBackward() {
    // forward was Z = V + U C and C is symmetric, so dU += dZ C
    return Operation.inOrder(
        answers.readingBackward(),
        kernels.contract(answers.reading().gradient(), in.labelRows().gradient(), gram(), true));
  }

  private Operation gramBackward() {
    LaneMatrix dGram = LaneMatrix.zeros(in.dim(), in.dim());
    LaneMatrix dGramTransposed = dGram.transposed();
    LaneMatrix sum = in.gram().gradient();
    LaneMatrix reading = answers.reading().values();
    // forward was Z = V + U C, so dC += Uᵀ dZ
    return Operation.inOrder(
        kernels.contract(dGram, reading.transposed(), in.labelRows().gradient(), false),
        move.gramBackward(dGram),
        out.gram() == null
            ? kernels.sum(sum, dGram, dGramTransposed)
            : Operation.inOrder(
                kernels.sum(sum, sum, dGram), kernels.sum(sum, sum, dGramTransposed)));
  }
}
