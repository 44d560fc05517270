package org.iclsweep.engine;

/** A study of which not all seeds learn: its start is in small numbers, so that they are late. */
public final class LateStudy {

  /** Its steps. */
  public static final int STEPS = 400;

  private LateStudy() {}

  /**
   * Without seeds and without a stop.
   *
   * @param within the factor of gradient descent's loss that is learnt
   * @param lasting for so many steps
   */
  public static String text(double within, int lasting) {
    return """
        study = stopped
        model.init { kind = standard-deviation, scale = 0.05 }
        task { dim = 3, context = 7, input-range = 1 }
        training { steps = %s, batch = 64, optimizer.learning-rate = 0.01 }
        measure { every = 20, eval-tasks = 500, alpha.tasks = 64, against = [gd] }
        measure { learnt-within = %s, learnt-for = %s }
        """
        .formatted(STEPS, within, lasting);
  }
}
