package org.iclsweep.measure;

import java.util.Optional;

/**
 * The losses between which a model learns: of the predictor that answers 0, and of the goal to
 * which it is to come.
 *
 * <p>There is a level only where the goal is <b>clearly better than 0</b>: its loss is at most 0.9
 * of answering 0, and the gap is above five standard errors. Nearer than that a loss crosses the
 * middle by noise, and below 0 an untrained model starts past it.
 *
 * @param zeroLoss loss of answering 0
 * @param goalLoss loss of the goal
 */
public record Level(double zeroLoss, double goalLoss) {

  /** What share of the loss of answering 0 a goal may have. */
  public static final double MOST = 0.9;

  /** Standard errors of the gap that it has to exceed. */
  public static final double ERRORS = 5;

  /**
   * The level, if there is one.
   *
   * <p>Both losses are means over the same tasks, which are hard for both or easy for both, so the
   * gap is known better than if they were independent; it is taken as if they were. The error of
   * answering 0 is taken to be in the same proportion to its loss as the goal's: older tables do
   * not hold it, and the same curve is judged alike wherever it is stored. So a goal that has no
   * error has none beside it.
   */
  public static Optional<Level> of(double zeroLoss, double goalLoss, double goalError) {
    double error = Math.hypot(goalError / goalLoss * zeroLoss, goalError);
    return goalLoss <= MOST * zeroLoss && zeroLoss - goalLoss > ERRORS * error
        ? Optional.of(new Level(zeroLoss, goalLoss))
        : Optional.empty();
  }

  /** Half-way from answering 0 to the goal. */
  public double middle() {
    return (zeroLoss + goalLoss) / 2;
  }
}
