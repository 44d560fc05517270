package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;

/**
 * Which matrices W lead from one state of a sequence to the next.
 *
 * <pre>
 *   orthogonal    W from the Haar measure of O(n)
 *   contracting   W = G diag(e) G⁻¹,  G[i,j] ~ N(0, 1),  e_1 .. e_{n-1} ~ U(eigenvalueMin, eigenvalueMax),  e_n = eigenvalueMax
 * </pre>
 *
 * <p>The columns of G have one law in any order, so that no order of the eigenvalues needs to be
 * drawn.
 *
 * <p>Where systems are so many, the sequences of a training ({@link
 * org.iclsweep.random.Stream#TRAIN}) have one of these each, all with the same probability. All
 * others have systems of their own, as if there were no end of them: the loss there is that on
 * systems which no training has seen, and the same whatever the number. System k of the task's
 * {@code teacherSeed} is the same for every number that is larger, in every trial.
 *
 * @param law of W
 * @param eigenvalueMin least eigenvalue of contracting ones
 * @param eigenvalueMax largest
 * @param systems how many there are to be trained on; 0 for no end of them
 */
public record Transition(TransitionLaw law, double eigenvalueMin, double eigenvalueMax, int systems)
    implements Serializable {

  /** One for all sequences. */
  public static final Transition FIXED = new Transition(TransitionLaw.FIXED, 0.3, 0.9, 0);

  /** The most systems: that many draws differ. */
  private static final int MOST_SYSTEMS = 1 << 24;

  public Transition {
    require(eigenvalueMin > 0, "eigenvalueMin", eigenvalueMin, "positive");
    require(
        eigenvalueMax >= eigenvalueMin && Double.isFinite(eigenvalueMax),
        "eigenvalueMax",
        eigenvalueMax,
        "at least the eigenvalueMin of " + eigenvalueMin);
    require(
        systems >= 0 && systems <= MOST_SYSTEMS,
        "systems",
        systems,
        "1 to " + MOST_SYSTEMS + ", or 0 for no end of them");
  }

  /** No end of orthogonal ones. */
  public static Transition orthogonal() {
    return new Transition(TransitionLaw.ORTHOGONAL, 0.3, 0.9, 0);
  }

  /** No end of contracting ones. */
  public static Transition contracting(double eigenvalueMin, double eigenvalueMax) {
    return new Transition(TransitionLaw.CONTRACTING, eigenvalueMin, eigenvalueMax, 0);
  }

  /** So many of them to be trained on. */
  public Transition among(int number) {
    return new Transition(law, eigenvalueMin, eigenvalueMax, number);
  }

  /** Whether every sequence has a system of its own, or one of some. */
  boolean isDrawn() {
    return law != TransitionLaw.FIXED;
  }

  /** Numbers that a sequence's W takes to draw, as {@link TaskSpec#draws}. */
  double draws(int dim) {
    double cube = Math.pow(dim, 3) * LinearRegression.MULTIPLY_ADD;
    return switch (law) {
      case FIXED -> 0;
      case ORTHOGONAL -> dim * dim + 2 * cube;
      case CONTRACTING -> dim * (dim + 1.0) + 5 * cube;
    };
  }
}
