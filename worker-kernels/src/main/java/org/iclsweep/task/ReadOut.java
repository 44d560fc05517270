package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;

/**
 * Where the answers to a task stand among a model's outputs, and with which sign: the one place
 * that says so.
 *
 * <pre>  ŷ[i, j] = -e[T - P + i, m - p + j]   for i < P, j < p  </pre>
 *
 * <p>The sign is the paper's: a label of 0 ends as -ŷ where every layer subtracts the gradient's
 * step from it.
 *
 * <p><b>Shapes</b> (T tokens, width m): e [T, m, 16], or what of it is read alone, [P, p, 16]; ŷ
 * and targets [P, p, 16].
 *
 * @param positions P: the last tokens, of which each has an answer
 * @param features p: the last features of a token, which are its answer
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 2</a>
 */
public record ReadOut(int positions, int features) {

  /** The label of the query. */
  public static final ReadOut QUERY_LABEL = new ReadOut(1, 1);

  /** Room for answers or targets. */
  public LaneMatrix room() {
    return LaneMatrix.zeros(positions, features);
  }

  /** Where the answers stand, negated, among outputs or their gradient. */
  public LaneMatrix of(LaneMatrix outputs) {
    int rows = outputs.rows();
    int cols = outputs.cols();
    return outputs.rows(rows - positions, rows).cols(cols - features, cols);
  }

  /** The answer that an output is. */
  public float answer(float output) {
    return -output;
  }

  /**
   * Overwrites {@code answers} by those that {@code outputs} are, or a gradient by that of them.
   */
  public void answer(LaneMatrix answers, LaneMatrix outputs) {
    for (int r = 0; r < answers.rows(); r++) {
      for (int c = 0; c < answers.cols(); c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          answers.set(r, c, lane, answer(outputs.get(r, c, lane)));
        }
      }
    }
  }

  /**
   * Overwrites {@code residual} by the gradient of half the squared errors by the outputs, y* - ŷ,
   * of the first {@code tasks} lanes, and by 0 in those behind.
   */
  public void residual(
      LaneKernels kernels, LaneMatrix residual, LaneMatrix targets, LaneMatrix outputs, int tasks) {
    // ŷ is the negated output
    kernels.add(residual, targets, outputs);
    for (int lane = tasks; lane < LaneMatrix.LANES; lane++) {
      for (int r = 0; r < positions; r++) {
        for (int c = 0; c < features; c++) {
          residual.set(r, c, lane, 0f);
        }
      }
    }
  }
}
