package org.iclsweep.layer;

import org.iclsweep.lanes.LaneMatrix;

/**
 * What lies between two layers in the block form: the Gram matrix of the context's features, but
 * inputs apart from labels, and what answers are made of.
 *
 * <pre>
 *   G = [[C, V'], [V, ..]]     C = Σ_s x_s x_sᵀ,   V = Σ_s y_s x_sᵀ
 * </pre>
 *
 * <p><b>Shapes</b> (d inputs, v labels, q queries): C [d, d, 16], its gradient as {@link
 * ContextGram} holds it; V above the queries X [v + q, d, 16]; answers [v, q, 16], of each query by
 * each label.
 *
 * @param gram C; null where nothing behind reads it
 * @param rows V, and X below it
 * @param labels v
 * @param answers as they are so far
 */
public record BlockState(Activation gram, Activation rows, int labels, Activation answers) {

  /** V. */
  Activation labelRows() {
    return rows.rows(0, labels);
  }

  /** X. */
  Activation queryRows() {
    return rows.rows(labels, rows.values().rows());
  }

  /** d. */
  int dim() {
    return rows.values().cols();
  }

  /** Room for as many rows, whose gradient is that of these. */
  Activation rowsToMove() {
    LaneMatrix values = LaneMatrix.zeros(rows.values().rows(), dim());
    return new Activation(values, rows.gradient());
  }

  /** A new state of zeros behind this one. */
  public BlockState zerosBehind(Activation gram) {
    Activation next = Activation.zeros(rows.values().rows(), dim());
    return new BlockState(gram, next, labels, answersBehind());
  }

  /** New answers of zeros behind these, which add to them: their gradient is the same. */
  public Activation answersBehind() {
    LaneMatrix values = LaneMatrix.zeros(answers.values().rows(), answers.values().cols());
    return new Activation(values, answers.gradient());
  }
}
