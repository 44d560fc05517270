package org.iclsweep.analysis;

import java.util.Optional;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.Level;
import org.iclsweep.spec.Labels;

/**
 * What losses have to come to, in words, the same in every text: gradient descent's, another
 * learner's by its word, or a loss itself by its number.
 */
public record GoalWords(Goal goal) {

  /** The learner whose loss it is; empty for a loss itself. */
  public Optional<LearnerKind> learner() {
    return Optional.ofNullable(goal.learner())
        .flatMap(word -> Labels.find(LearnerKind.class, word));
  }

  /** With room for little: {@code gd}, {@code gd-prefix}, {@code 0.243}. */
  public String word() {
    return goal.isLoss() ? Numbers.value(goal.loss()) : goal.learner();
  }

  /** Beside the loss of something else: {@code that of gradient descent}, {@code 0.243}. */
  public String that() {
    return goal.isLoss() ? word() : "that of " + name();
  }

  /** Behind {@code times}: {@code gradient descent's loss}, {@code the loss of gd-prefix}. */
  String loss() {
    return goal.isLoss() ? word() : isUsual() ? name() + "'s loss" : "the loss of " + name();
  }

  /** What trials did that have learnt: {@code learnt gradient descent}. */
  String learnt() {
    return goal.isLoss() ? "came to a loss of " + word() : "learnt " + name();
  }

  /** As a sentence names a learner first: {@code gradient descent (gd)}. */
  public String named() {
    return isUsual() ? name() + " (" + word() + ")" : name();
  }

  /** Why there is no verdict where it is known: it lies too near to what answering 0 loses. */
  public String noLevel() {
    String most = Numbers.value(Level.MOST);
    return goal.isLoss()
        ? "a loss of %s is not clearly better than answering 0 (at most %s of its loss)"
            .formatted(word(), most)
        : "%s is not clearly better than answering 0 (a loss of at most %s of it, and a gap of more than %s standard errors)"
            .formatted(name(), most, Numbers.value(Level.ERRORS));
  }

  private String name() {
    return isUsual() ? "gradient descent" : goal.learner();
  }

  private boolean isUsual() {
    return goal.equals(Goal.GRADIENT_DESCENT);
  }
}
