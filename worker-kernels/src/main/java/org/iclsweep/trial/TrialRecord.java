package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.measure.Level;
import org.iclsweep.measure.Loss;
import org.iclsweep.model.Network;
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
 * @param zeroLossStandardError standard error of that mean over the evaluation tasks
 * @param finalLoss evaluation loss at the end
 * @param finalLossStandardError standard error of that mean
 * @param interpolatedLoss evaluation loss of the mean of the model's and GD's (GD++'s at depth
 *     above 1) weight products, after correction of the scale; tied models of one head only
 * @param interpolatedLossStandardError standard error of that mean
 * @param transitionStep step at which the evaluation loss first fell to the middle between {@code
 *     zeroLoss} and the loss of GD, linear between two points of the curve; {@code null} if it did
 *     not within the budget
 * @param keptStep step after which the model had the weights that are kept, where these are the
 *     best of some; {@code finalLoss} and all that is measured at the end is of them
 * @param stoppedStep step at which it had learnt and was trained no further, before its last one;
 *     {@code finalLoss} and all that is measured at the end is of the weights there
 * @param measured what measures left
 */
public record TrialRecord(
    Outcome outcome,
    Integer outcomeStep,
    @Column(optional = true) String failureClass,
    @Column(optional = true) String failureMessage,
    Double zeroLoss,
    Double zeroLossStandardError,
    Double finalLoss,
    Double finalLossStandardError,
    Double interpolatedLoss,
    Double interpolatedLossStandardError,
    Double transitionStep,
    Integer keptStep,
    Integer stoppedStep,
    Measured measured)
    implements Serializable {

  /** The record of a trial that ended so, to be filled. */
  public static Builder ended(Outcome outcome) {
    return ended(outcome, null);
  }

  /**
   * The record of a trial that ended so, to be filled.
   *
   * @param step at which it diverged or failed
   */
  public static Builder ended(Outcome outcome, Integer step) {
    return new Builder().outcome(outcome, step);
  }

  /** The record of a trial that an exception ended. */
  public static TrialRecord failed(Throwable cause) {
    return ended(Outcome.FAILED)
        .failure(cause.getClass().getName(), String.valueOf(cause.getMessage()))
        .build();
  }

  /**
   * The record of a trial that took longer than it was allowed to.
   *
   * @param message what it was allowed
   */
  public static TrialRecord timedOut(String message) {
    return ended(Outcome.TIMED_OUT).failure(null, message).build();
  }

  /**
   * The record of a trial for which there was not enough memory.
   *
   * @param message how much there was, and what it takes
   */
  public static TrialRecord noMemory(String message) {
    return ended(Outcome.NO_MEMORY).failure(null, message).build();
  }

  /** The same, to be changed. */
  public Builder changed() {
    return new Builder()
        .outcome(outcome, outcomeStep)
        .failure(failureClass, failureMessage)
        .zeroLoss(zeroLoss, zeroLossStandardError)
        .finalLoss(finalLoss, finalLossStandardError)
        .interpolatedLoss(interpolatedLoss, interpolatedLossStandardError)
        .transitionStep(transitionStep)
        .keptStep(keptStep)
        .stoppedStep(stoppedStep)
        .measured(measured);
  }

  /** The same with what a measure left, in place of what it left before. */
  public <R extends Record> TrialRecord with(Measure<R> measure, List<R> left) {
    return changed().with(measure, left).build();
  }

  /** What a measure left; empty where it was not asked for. */
  public <R extends Record> List<R> measured(Measure<R> measure) {
    return measured.of(measure);
  }

  /** Losses over the steps. */
  public List<CurvePoint> curve() {
    return measured(Measures.CURVE);
  }

  /** Agreement with learners over the steps. */
  public List<Alignment> alignments() {
    return measured(Measures.ALIGNMENTS);
  }

  /** Losses on shifted tasks. */
  public List<OodPoint> ood() {
    return measured(Measures.OOD);
  }

  /** What the model was held against; for a learner, itself. */
  public List<FittedLearner> learners() {
    return measured(Measures.LEARNERS);
  }

  /** Final weights; for a learner, those that were trained. */
  public List<WeightMatrix> weights() {
    return measured(Measures.WEIGHTS);
  }

  /** The loss that its own has to come to; empty where it was not held against that learner. */
  public Optional<Loss> goal(Goal goal) {
    return goal.among(
        word ->
            learners().stream()
                .filter(learner -> learner.kind().label().equals(word))
                .findFirst()
                .map(learner -> new Loss(learner.loss(), learner.lossStandardError())));
  }

  /** The losses between which it learns; empty where the goal is not known, or no better than 0. */
  Optional<Level> level(Goal goal) {
    return zeroLoss == null
        ? Optional.empty()
        : goal(goal).flatMap(loss -> Level.of(zeroLoss, loss.mean(), loss.standardError()));
  }

  /**
   * What befell its loss on the way to the rule's goal; empty where that cannot be told: it was not
   * held against that learner, or the goal is not clearly better than answering 0, or nothing is
   * left of its curve, or it was stopped by another rule before it had learnt by this one.
   */
  public Optional<LearningEvents> events(LearntRule rule) {
    if (curve().isEmpty()) {
      return Optional.empty();
    }
    return level(rule.goal())
        .map(
            level ->
                LearningEvents.of(
                    curve().stream().mapToInt(CurvePoint::step).toArray(),
                    curve().stream().mapToDouble(CurvePoint::evalLoss).toArray(),
                    level,
                    rule,
                    outcome == Outcome.DIVERGED ? outcomeStep : null))
        .filter(events -> stoppedStep == null || events.learnt() != null);
  }

  /** A record in the making: nothing is measured but what it is told. */
  public static final class Builder {
    private Outcome outcome;
    private Integer outcomeStep;
    private String failureClass;
    private String failureMessage;
    private Double zeroLoss;
    private Double zeroLossStandardError;
    private Double finalLoss;
    private Double finalLossStandardError;
    private Double interpolatedLoss;
    private Double interpolatedLossStandardError;
    private Double transitionStep;
    private Integer keptStep;
    private Integer stoppedStep;
    private Measured measured = Measured.NOTHING;

    private Builder() {}

    public Builder outcome(Outcome of, Integer step) {
      outcome = of;
      outcomeStep = step;
      return this;
    }

    public Builder failure(String exception, String message) {
      failureClass = exception;
      failureMessage = message;
      return this;
    }

    public Builder zeroLoss(Double mean, Double standardError) {
      zeroLoss = mean;
      zeroLossStandardError = standardError;
      return this;
    }

    public Builder finalLoss(Double mean, Double standardError) {
      finalLoss = mean;
      finalLossStandardError = standardError;
      return this;
    }

    public Builder interpolatedLoss(Double mean, Double standardError) {
      interpolatedLoss = mean;
      interpolatedLossStandardError = standardError;
      return this;
    }

    public Builder transitionStep(Double step) {
      transitionStep = step;
      return this;
    }

    public Builder keptStep(Integer step) {
      keptStep = step;
      return this;
    }

    public Builder stoppedStep(Integer step) {
      stoppedStep = step;
      return this;
    }

    public Builder measured(Measured all) {
      measured = all;
      return this;
    }

    public <R extends Record> Builder with(Measure<R> measure, List<R> left) {
      return measured(measured.with(measure, left));
    }

    public TrialRecord build() {
      return new TrialRecord(
          outcome,
          outcomeStep,
          failureClass,
          failureMessage,
          zeroLoss,
          zeroLossStandardError,
          finalLoss,
          finalLossStandardError,
          interpolatedLoss,
          interpolatedLossStandardError,
          transitionStep,
          keptStep,
          stoppedStep,
          measured);
    }
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
   *     context length); one value if shared; of learners of sequences, coefficients of the
   *     polynomial, or α of every step of the solver; empty for others
   * @param gammas γ of every layer, one value if shared; β of every step of the solver; empty for
   *     others
   * @param penalty λ of ridge regression or of what the solver solves; {@code null} for others
   * @param bandwidth h of kernel smoothing, or β of the softmax over a sequence; {@code null} for
   *     others
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

    /**
     * What its fit found.
     *
     * @param trained the network whose weights were trained; {@code null} where none was
     */
    LearnerFit fit(Network trained) {
      return new LearnerFit(learningRates, gammas, penalty, bandwidth, trained, List.of());
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
   * @param layer from 0; a tied model has layer 0 only; {@code null} before and behind them all
   * @param head from 0; {@code null} where it is of no head
   * @param name {@code query}, {@code key}, {@code value}, {@code projection}; {@code lambda} and
   *     {@code forget} of mesa layers, a column for each head; {@code embedding}, {@code mlp-in},
   *     {@code mlp-in-bias}, {@code mlp-out}, {@code mlp-out-bias}, {@code norm-scale}, {@code
   *     norm-offset}, {@code mlp-norm-scale}, {@code mlp-norm-offset} or {@code read-out}
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
}
