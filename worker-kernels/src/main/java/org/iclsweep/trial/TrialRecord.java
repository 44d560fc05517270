package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.learner.LearnerKind;
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
 * @param rollouts losses of the one layer, applied again and again
 * @param sensitivities how the first layer's outputs depend on the tokens, over the steps
 * @param spectra how the contexts' eigenvalues are distributed
 * @param functions of some tasks of sines, what is answered over the whole range of inputs
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
    List<RolloutPoint> rollouts,
    List<Sensitivity> sensitivities,
    List<SpectrumPoint> spectra,
    List<FunctionPoint> functions)
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
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The same with these roll-outs. */
  public TrialRecord withRollouts(List<RolloutPoint> measured) {
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
        sensitivities,
        spectra,
        functions);
  }

  /** The same with these sensitivities. */
  public TrialRecord withSensitivities(List<Sensitivity> measured) {
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
        rollouts,
        measured,
        spectra,
        functions);
  }

  /** The same with these spectra. */
  public TrialRecord withSpectra(List<SpectrumPoint> measured) {
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
        rollouts,
        sensitivities,
        measured,
        functions);
  }

  /** The same with these functions. */
  public TrialRecord withFunctions(List<FunctionPoint> measured) {
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
        rollouts,
        sensitivities,
        spectra,
        measured);
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
   */
  public record OodPoint(Shift shift, double alpha, String predictor, double loss)
      implements Serializable {}

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
      LearnerKind kind,
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

  /**
   * Loss after one more application of a layer to its own outputs, labels alone updated.
   *
   * @param predictor {@code transformer}, or the label of the learner whose layer it is
   * @param factor λ, by which updates are multiplied
   * @param step applications of the layer, from 1
   * @param loss mean over the evaluation tasks
   * @param stableLoss mean over those on which gradient descent is stable at λ times the rate of
   *     the closed form; {@code null} where there is no closed form
   * @param stableTasks their number; {@code null} where there is no closed form
   */
  public record RolloutPoint(
      String predictor,
      double factor,
      int step,
      double loss,
      Double stableLoss,
      Integer stableTasks)
      implements Serializable {}

  /**
   * How the first layer's outputs depend on the tokens, where inputs and labels take turns: norms
   * of the mean derivative, over tasks, of the sum of a token's outputs by a token's own features.
   *
   * @param step optimizer steps done
   * @param own by the token itself
   * @param next by the one behind it
   * @param other by the remaining tokens, a mean
   * @param otherWithNext by all but itself, their sum divided by the number of the remaining
   */
  public record Sensitivity(int step, double own, double next, double other, double otherWithNext)
      implements Serializable {}

  /**
   * How a quantity of the contexts' Gram matrices is distributed over the evaluation tasks.
   *
   * @param gamma γ of GD++; {@code null} for the eigenvalues themselves
   * @param quantity what it is
   * @param probability whose quantile it is; {@code null} for the mean
   * @param value the quantile, or the mean
   */
  public record SpectrumPoint(
      Double gamma, SpectrumQuantity quantity, Double probability, double value)
      implements Serializable {}

  /**
   * A point of a function of one input: with a task's context held, the query is at {@code x}.
   *
   * @param task number of the evaluation task
   * @param series {@code context}, the pairs that are shown; {@code target}; {@code
   *     before-attention}, what the model would answer ahead of its first layer of attention;
   *     {@code transformer}, or a learner's label
   * @param x input
   * @param y label or answer
   */
  public record FunctionPoint(int task, String series, double x, double y)
      implements Serializable {}

  public TrialRecord {
    curve = List.copyOf(curve);
    alignments = List.copyOf(alignments);
    ood = List.copyOf(ood);
    learners = List.copyOf(learners);
    weights = List.copyOf(weights);
    rollouts = List.copyOf(rollouts);
    sensitivities = List.copyOf(sensitivities);
    spectra = List.copyOf(spectra);
    functions = List.copyOf(functions);
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
