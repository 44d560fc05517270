package org.iclsweep.measure;

import java.util.Optional;

/**
 * The losses between which a model learns: of the predictor that answers 0, and of the learner that
 * it is to become.
 *
 * <p>There is a level only where the learner is <b>clearly better than 0</b>: its loss is at most
 * 0.9 of answering 0, and the gap is above five standard errors. Nearer than that a loss crosses
 * the middle by noise, and below 0 an untrained model starts past it.
 *
 * @param zeroLoss loss of answering 0
 * @param learnerLoss loss of the learner
 */
public record Level(double zeroLoss, double learnerLoss) {

  /** What share of the loss of answering 0 a learner may have. */
  public static final double MOST = 0.9;

  /** Standard errors of the gap that it has to exceed. */
  public static final double ERRORS = 5;

  /**
   * The level, if there is one.
   *
   * <p>Both losses are means over the same tasks, which are hard for both or easy for both, so the
   * gap is known better than if they were independent; it is taken as if they were. The error of
   * answering 0 is taken to be in the same proportion to its loss as the learner's: older tables do
   * not hold it, and the same curve is judged alike wherever it is stored.
   */
  public static Optional<Level> of(double zeroLoss, double learnerLoss, double learnerError) {
    double error = Math.hypot(learnerError / learnerLoss * zeroLoss, learnerError);
    return learnerLoss <= MOST * zeroLoss && zeroLoss - learnerLoss > ERRORS * error
        ? Optional.of(new Level(zeroLoss, learnerLoss))
        : Optional.empty();
  }

  /** Half-way from answering 0 to the learner. */
  public double middle() {
    return (zeroLoss + learnerLoss) / 2;
  }
}
