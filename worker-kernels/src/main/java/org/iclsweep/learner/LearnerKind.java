package org.iclsweep.learner;

import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.spec.Labelled;
import org.iclsweep.spi.Provided;

/** The learners that trained models are held against, in the order of columns and legends. */
public enum LearnerKind implements Labelled {
  GD(new Gd(2, 0)),
  GD_ONE_STEP(new GdOneStep(0)),
  GD_PER_STEP(new GdPerStep(2, 0)),
  GD_CLOSED_FORM(new GdClosedForm(1, 0)),
  GD_PLUS_PLUS(new GdPlusPlus(2, false, 0)),
  LEAST_SQUARES(new LeastSquares()),
  RIDGE(new Ridge(0)),
  KERNEL_SMOOTHING(new KernelSmoothing()),
  MLP_GD(new MlpGd(Construction.model(2), 0, 1)),
  THEOREM_FIVE(new TheoremFive()),
  THEOREM_ONE(new TheoremOne()),
  PGD(new Pgd(2)),
  CLASS_S(new ClassS(2, false)),
  GD_PREFIX(new GdPrefix(NewestPair.USED)),
  GD_PREFIX_K(GdPrefixK.ANY),
  RIDGE_PREFIX(new RidgePrefix(0, NewestPair.USED)),
  KERNEL_PREFIX(new KernelPrefix(NewestPair.USED)),
  SECOND_ORDER(new SecondOrder(SolverSpec.DEFAULT, NewestPair.USED)),
  PROVIDED(new ProvidedLearner(Provided.NONE));

  private final Learner learner;

  LearnerKind(Learner learner) {
    this.learner = learner;
  }

  /**
   * The learner, as it may be beside untied layers of any pattern; from it {@link Learner#beside}
   * makes that of a trial.
   */
  public Learner learner() {
    return learner;
  }

  /** Whether it is gradient descent on the inputs. */
  public boolean isGradientDescent() {
    return learner.isGradientDescent();
  }

  /** Whether it is of sequences of which every next state is to be told. */
  public boolean isOfSequences() {
    return learner.isOfSequences();
  }

  /** Those that are of such. */
  public static List<LearnerKind> ofSequences() {
    return Stream.of(values()).filter(LearnerKind::isOfSequences).toList();
  }

  @Override
  public String label() {
    return learner.label();
  }
}
