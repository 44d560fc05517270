package org.iclsweep.task;

import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;

/**
 * Where the answers to a task stand among a model's outputs, and with which sign: the one place
 * that says so.
 *
 * <pre>  ŷ[i, j] = ± e[T - P + i, f_j]   for i < P, j < p  </pre>
 *
 * <p>f are the features that are read. The minus is paper 1's: a label of 0 ends as -ŷ where every
 * layer subtracts the gradient's step from it.
 *
 * <p><b>Shapes</b> (T tokens, width m): e [T, m, 16], or what of it is read alone, [P, p, 16]; ŷ
 * and targets [P, p, 16].
 *
 * @param positions P: the last tokens, of which each has an answer; 1, or all of them
 * @param features f: the features of a token that are its answer
 * @param negated whether an answer is minus what is read
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 2</a>
 */
public record ReadOut(int positions, Columns features, boolean negated) {

  /** The label of the query. */
  public static final ReadOut QUERY_LABEL = new ReadOut(1, Columns.LAST, true);

  /** Room for answers or targets. */
  public LaneMatrix room() {
    return LaneMatrix.zeros(positions, features.count());
  }

  /** Where the answers stand, with their sign, among outputs or their gradient. */
  public LaneMatrix of(LaneMatrix outputs) {
    int rows = outputs.rows();
    return features.of(outputs.rows(rows - positions, rows));
  }

  /** The answer that an output is. */
  public float answer(float output) {
    return negated ? -output : output;
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
   * Overwrites {@code residual} by the gradient of half the squared errors by the outputs, ŷ - y*
   * or, where an answer is a negated output, y* - ŷ; of the first {@code tasks} lanes, and by 0 in
   * those behind.
   */
  public void residual(
      LaneKernels kernels, LaneMatrix residual, LaneMatrix targets, LaneMatrix outputs, int tasks) {
    if (negated) {
      kernels.add(residual, targets, outputs);
    } else {
      kernels.subtract(residual, outputs, targets);
    }
    residual.clear(tasks);
  }
}
