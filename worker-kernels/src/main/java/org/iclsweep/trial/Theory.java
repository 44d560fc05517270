package org.iclsweep.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.iclsweep.learner.GdClosedForm;
import org.iclsweep.learner.Learner;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.TrialSettings;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.spec.Column;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;

/**
 * What theory says of the loss of a trial, expected over all tasks and exactly: a function of its
 * description alone. A formula that does not apply to its model and task says nothing.
 */
public final class Theory {

  /** Levels of models that learn with so many heads swapped. */
  private static final String SWAPPED = "swapped-heads-";

  private Theory() {}

  /**
   * A formula that applies.
   *
   * @param name the learner's label, or {@code swapped-heads-} with the number of these heads
   * @param loss what it says
   */
  public record Formula(String name, double loss) {}

  /**
   * A formula beside what was trained.
   *
   * @param formula its name
   * @param loss what it says
   * @param finalLoss the trial's; {@code null} where it has none
   * @param residual final loss less that
   * @param z the residual in standard errors of the final loss; {@code null} where these are not
   *     known
   */
  public record Prediction(
      String formula,
      @Column(inView = "value") double loss,
      Double finalLoss,
      Double residual,
      Double z)
      implements Serializable {}

  /** All formulas that apply to a trial, learners in their order, then levels of swapped heads. */
  public static List<Formula> of(TrialSpec spec) {
    InContext task = spec.task().inContext().map(InContext::ofAllTrials).orElse(null);
    List<Formula> formulas = new ArrayList<>();
    if (task != null) {
      for (LearnerKind kind : LearnerKind.values()) {
        addLearner(formulas, kind.learner(), spec.model(), task);
      }
    }
    if (spec.hasSwapLevels()) {
      LinearRegression regression = (LinearRegression) spec.task();
      double zero = GdClosedForm.zeroLoss(regression);
      double descent = new GdClosedForm(1, 0).expectedLoss(regression).orElseThrow();
      List<Double> levels =
          swapLevels(zero, descent, regression.dim(), spec.model().attention().heads());
      for (int j = 0; j < levels.size(); j++) {
        formulas.add(new Formula(SWAPPED + j, levels.get(j)));
      }
    }
    return List.copyOf(formulas);
  }

  private static void addLearner(
      List<Formula> formulas, Learner learner, ModelSpec model, InContext task) {
    if (learner.isTheoryOf(model, task) && learner.unknownBeside(model, task).isEmpty()) {
      learner
          .beside(new TrialSettings(model, task, 0, 0, 0))
          .expectedLoss(task)
          .ifPresent(loss -> formulas.add(new Formula(learner.label(), loss)));
    }
  }

  /**
   * Losses at which one-layer models get stuck: each role-swapped head does gradient descent in one
   * of the {@code d} directions only.
   *
   * <pre>  level(j) = L0 - j (L0 - L_gd) / d,   j = 0 .. heads  </pre>
   */
  public static List<Double> swapLevels(double zeroLoss, double gdLoss, int dim, int heads) {
    return IntStream.rangeClosed(0, Math.min(heads, dim))
        .mapToObj(j -> zeroLoss - j * (zeroLoss - gdLoss) / dim)
        .toList();
  }

  /** Formulas beside a trial's final loss. */
  public static List<Prediction> beside(
      Double finalLoss, Double standardError, List<Formula> formulas) {
    return formulas.stream().map(each -> beside(finalLoss, standardError, each)).toList();
  }

  private static Prediction beside(Double finalLoss, Double standardError, Formula formula) {
    Double residual = finalLoss == null ? null : (Double) (finalLoss - formula.loss);
    Double z =
        residual == null || standardError == null || standardError == 0
            ? null
            : (Double) (residual / standardError);
    return new Prediction(formula.name, formula.loss, finalLoss, residual, z);
  }
}
