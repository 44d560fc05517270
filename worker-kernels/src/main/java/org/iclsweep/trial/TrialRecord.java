package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.measure.Level;
import org.iclsweep.spec.Column;
import org.iclsweep.task.Shift;

/**
 * All that a trial leaves. {@code null} means not measured; NaN and infinities come from
 * divergence.
 *
 * @param outcome how it ended
 * @param outcomeStep the step at which it diverged or failed
 * @param failureClass class of the exception that ended it
 * @param failureMessage message of that exception, or what a trial that timed out was allowed
 * @param zeroLoss evaluation loss of the predictor that answers 0: the level of the first plateau
 * @param finalLoss evaluation loss at the end
 * @param finalLossStandardError standard error of that mean over the evaluation tasks
 * @param interpolatedLoss evaluation loss of the mean of the model's and GD's (GD++'s at depth
 *     above 1) weight products, after correction of the scale; tied models of one head only
 * @param transitionStep step at which the evaluation loss first fell to the middle between {@code
 *     zeroLoss} and the loss of GD, linear between two points of the curve; {@code null} if it did
 *     not within the budget
 * @param curve losses over the steps
 * @param alignments agreement with learners over the steps
 * @param ood losses on shifted tasks
 * @param learners what the model was held against; for a learner, itself
 * @param weights final weights; for a learner, those that were trained
 * @param further what is measured only where it is asked for
 * @param zeroLossStandardError standard error of {@code zeroLoss} over the evaluation tasks
 * @param interpolatedLossStandardError standard error of {@code interpolatedLoss}
 */
public record TrialRecord(
    Outcome outcome,
    Integer outcomeStep,
    String failureClass,
    String failureMessage,
    Double zeroLoss,
    Double finalLoss,
    Double finalLossStandardError,
    Double interpolatedLoss,
    Double transitionStep,
    List<CurvePoint> curve,
    List<Alignment> alignments,
    List<OodPoint> ood,
    List<FittedLearner> learners,
    List<WeightMatrix> weights,
    FurtherMeasures further,
    Double zeroLossStandardError,
    Double interpolatedLossStandardError)
    implements Serializable {

  /** Without what is measured only where it is asked for. */
  public TrialRecord(
      Outcome outcome,
      Integer outcomeStep,
      String failureClass,
      String failureMessage,
      Double zeroLoss,
      Double finalLoss,
      Double finalLossStandardError,
      Double interpolatedLoss,
      Double transitionStep,
      List<CurvePoint> curve,
      List<Alignment> alignments,
      List<OodPoint> ood,
      List<FittedLearner> learners,
      List<WeightMatrix> weights) {
    this(
        outcome,
        outcomeStep,
        failureClass,
        failureMessage,
        zeroLoss,
        finalLoss,
        finalLossStandardError,
        interpolatedLoss,
        transitionStep,
        curve,
        alignments,
        ood,
        learners,
        weights,
        FurtherMeasures.NONE,
        null,
        null);
  }

  /** The same with these measures. */
  public TrialRecord with(FurtherMeasures measured) {
    return new TrialRecord(
        outcome,
        outcomeStep,
        failureClass,
        failureMessage,
        zeroLoss,
        finalLoss,
        finalLossStandardError,
        interpolatedLoss,
        transitionStep,
        curve,
        alignments,
        ood,
        learners,
        weights,
        measured,
        zeroLossStandardError,
        interpolatedLossStandardError);
  }

  /** The same with these standard errors of {@code zeroLoss} and {@code interpolatedLoss}. */
  public TrialRecord withStandardErrors(Double ofZeroLoss, Double ofInterpolatedLoss) {
    return new TrialRecord(
        outcome,
        outcomeStep,
        failureClass,
        failureMessage,
        zeroLoss,
        finalLoss,
        finalLossStandardError,
        interpolatedLoss,
        transitionStep,
        curve,
        alignments,
        ood,
        learners,
        weights,
        further,
        ofZeroLoss,
        ofInterpolatedLoss);
  }

  /**
   * What befell its loss on the way to gradient descent's; empty where that cannot be told: it was
   * not held against gradient descent, or that is not clearly better than answering 0, or nothing
   * is left of its curve.
   */
  public Optional<LearningEvents> events(LearntRule rule) {
    if (zeroLoss == null || curve.isEmpty()) {
      return Optional.empty();
    }
    return learners.stream()
        .filter(learner -> learner.kind() == LearnerKind.GD)
        .findFirst()
        .flatMap(gd -> Level.of(zeroLoss, gd.loss(), gd.lossStandardError()))
        .map(
            level ->
                LearningEvents.of(
                    curve.stream().mapToInt(CurvePoint::step).toArray(),
                    curve.stream().mapToDouble(CurvePoint::evalLoss).toArray(),
                    level,
                    rule,
                    outcome == Outcome.DIVERGED ? outcomeStep : null));
  }

  /**
   * One point of a training curve.
   *
   * @param step optimizer steps done
   * @param trainLoss mean loss over the training tasks since the point before; {@code null} at step
   *     0
   * @param evalLoss mean loss over the evaluation tasks
   * @param gradientNorm global norm of the last step's gradient, before clipping; {@code null} at
   *     step 0
   */
  public record CurvePoint(int step, Double trainLoss, double evalLoss, Double gradientNorm)
      implements Serializable {}

  /**
   * Agreement of the model with a learner on the evaluation tasks.
   *
   * @param step optimizer steps done
   * @param learner held against
   * @param predictionDifference mean over tasks of |f_model - f_learner|
   * @param modelDifference mean over tasks of the Euclidean norm of the difference of ∂f/∂x_query
   * @param cosine mean over tasks of the cosine between the two ∂f/∂x_query
   */
  public record Alignment(
      int step,
      LearnerKind learner,
      double predictionDifference,
      double modelDifference,
      double cosine)
      implements Serializable {}

  /**
   * Loss on shifted tasks.
   *
   * @param shift what is shifted
   * @param alpha by how much
   * @param predictor {@code transformer}, {@code interpolated}, or a learner's label
   * @param loss mean loss over the tasks
   * @param standardError of that mean; {@code null} in rows of before it was measured
   */
  public record OodPoint(
      Shift shift,
      double alpha,
      String predictor,
      double loss,
      @Column("loss_standard_error") Double standardError)
      implements Serializable {

    /** A loss whose error is not known. */
    public OodPoint(Shift shift, double alpha, String predictor, double loss) {
      this(shift, alpha, predictor, loss, null);
    }
  }

  /**
   * A learner, fitted.
   *
   * @param kind the learner
   * @param loss mean loss over the evaluation tasks
   * @param lossStandardError standard error of that mean
   * @param learningRates η of every layer (the rate of the mean squared error, not divided by the
   *     context length); one value if shared; empty unless the learner is gradient descent
   * @param gammas γ of every layer, one value if shared; empty unless the learner is GD++
   * @param penalty λ of ridge regression; {@code null} for other learners
   * @param bandwidth h of kernel smoothing; {@code null} for other learners
   */
  public record FittedLearner(
      @Column("learner") LearnerKind kind,
      double loss,
      double lossStandardError,
      List<Double> learningRates,
      List<Double> gammas,
      Double penalty,
      Double bandwidth)
      implements Serializable {
    public FittedLearner {
      learningRates = List.copyOf(learningRates);
      gammas = List.copyOf(gammas);
    }

    /** A learner that has rates or nothing to fit. */
    public FittedLearner(
        LearnerKind kind,
        double loss,
        double lossStandardError,
        List<Double> learningRates,
        List<Double> gammas) {
      this(kind, loss, lossStandardError, learningRates, gammas, null, null);
    }
  }

  /**
   * A final weight matrix.
   *
   * @param layer from 0; a tied model has layer 0 only; {@code null} before all layers
   * @param head from 0; {@code null} where it is of no head
   * @param name {@code query}, {@code key}, {@code value}, {@code projection}; {@code embedding},
   *     {@code mlp-in}, {@code mlp-in-bias}, {@code mlp-out}, {@code mlp-out-bias}, {@code
   *     norm-scale}, {@code norm-offset}, {@code mlp-norm-scale} or {@code mlp-norm-offset}
   * @param rows number of rows: inputs, in the convention of row vectors times matrix
   * @param cols number of columns
   * @param values row by row
   */
  public record WeightMatrix(
      Integer layer, Integer head, String name, int rows, int cols, List<Float> values)
      implements Serializable {
    public WeightMatrix {
      values = List.copyOf(values);
    }
  }

  public TrialRecord {
    curve = List.copyOf(curve);
    alignments = List.copyOf(alignments);
    ood = List.copyOf(ood);
    learners = List.copyOf(learners);
    weights = List.copyOf(weights);
  }

  /** The record of a trial that an exception ended. */
  public static TrialRecord failed(Throwable cause) {
    return empty(Outcome.FAILED, cause.getClass().getName(), String.valueOf(cause.getMessage()));
  }

  /**
   * The record of a trial that took longer than it was allowed to.
   *
   * @param message what it was allowed
   */
  public static TrialRecord timedOut(String message) {
    return empty(Outcome.TIMED_OUT, null, message);
  }

  /**
   * The record of a trial for which there was not enough memory.
   *
   * @param message how much there was, and what it takes
   */
  public static TrialRecord noMemory(String message) {
    return empty(Outcome.NO_MEMORY, null, message);
  }

  private static TrialRecord empty(Outcome outcome, String failureClass, String failureMessage) {
    return new TrialRecord(
        outcome,
        null,
        failureClass,
        failureMessage,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
