package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.LearnerSpec;
import org.iclsweep.measure.Agreement;
import org.iclsweep.measure.Answers;
import org.iclsweep.measure.CopySensitivity;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.Predictor;
import org.iclsweep.measure.Transition;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.Network;
import org.iclsweep.optim.GradientClip;
import org.iclsweep.optim.Optimizer;
import org.iclsweep.optim.ParameterRange;
import org.iclsweep.random.Stream;
import org.iclsweep.trial.Functions.FunctionPoint;
import org.iclsweep.trial.Sensitivities.Sensitivity;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.OodPoint;

/**
 * Trains one transformer and measures it: from a description to a record, with the same bits
 * everywhere.
 */
public final class TrialRunner {

  private final TrialSpec spec;
  private final List<TrialRecord> rows;
  private final List<FittedLearner> learners;
  private final Network network;
  private final NetworkPredictor predictor;
  private final EvaluationSet evaluation;
  private final List<LearnerKind> alignedWith = new ArrayList<>();
  private final List<Answers> answers = new ArrayList<>();
  private final List<CurvePoint> curve = new ArrayList<>();
  private final List<Alignment> alignments = new ArrayList<>();
  private final CopySensitivity sensitivity;
  private final List<Sensitivity> sensitivities = new ArrayList<>();
  private Loss lastLoss;

  private TrialRunner(TrialSpec spec, List<TrialRecord> rows) {
    this.spec = spec;
    this.rows = List.copyOf(rows);
    learners = rows.stream().map(row -> row.learners().get(0)).toList();
    network = new Network(spec.model(), spec.task());
    predictor = new NetworkPredictor(network);
    MeasureSpec measure = spec.measure();
    evaluation =
        new EvaluationSet(spec.task(), Stream.EVAL, measure.evalSeed(), measure.evalTasks());
    sensitivity =
        measure.sensitivityTasks() == 0
            ? null
            : new CopySensitivity(network, evaluation.first(measure.sensitivityTasks()));
  }

  /** Fits and measures a learner. */
  public static TrialRecord run(LearnerSpec spec) {
    return LearnerRunner.run(spec);
  }

  /**
   * Trains and measures a transformer.
   *
   * @param learners the records of the learners that it is to be held against
   */
  public static TrialRecord run(TrialSpec spec, List<TrialRecord> learners) {
    return new TrialRunner(spec, learners).run();
  }

  private TrialRecord run() {
    for (TrialRecord row : rows) {
      LearnerKind kind = row.learners().get(0).kind();
      if (isAlignedWith(kind)) {
        alignedWith.add(kind);
        answers.add(KnownAnswers.of(spec.learner(kind), row, evaluation));
      }
    }
    Loss zeroLoss = Evaluator.zeroLoss(predictor, evaluation);
    Initialiser.initialise(network, spec.seed());
    measure(0, null, null);
    Integer divergedAt = train();
    return divergedAt == null ? completed(zeroLoss) : diverged(zeroLoss, divergedAt);
  }

  /**
   * At depth 1 one step of GD, and GD++, is GD, and the closed form is GD up to the search's error.
   */
  private boolean isAlignedWith(LearnerKind kind) {
    return switch (kind) {
      case GD, LEAST_SQUARES, RIDGE, KERNEL_SMOOTHING, MLP_GD -> true;
      case GD_ONE_STEP, GD_PER_STEP, GD_PLUS_PLUS -> spec.model().depth() > 1;
      case GD_CLOSED_FORM -> false;
    };
  }

  /** Returns the step at which the loss stopped being finite, or null. */
  private Integer train() {
    TrainingSpec training = spec.training();
    BatchGradient batch = new BatchGradient(network, spec.task().sampler(network.block()));
    Optimizer optimizer = training.optimizer().optimizer(network.parameters().length);
    List<ParameterRange> matrices =
        network.slices().stream().map(s -> new ParameterRange(s.offset(), s.count())).toList();
    double lossSum = 0;
    int lossCount = 0;
    for (int step = 1; step <= training.steps(); step++) {
      double loss =
          batch.compute(
              spec.seed(),
              Stream.TRAIN,
              training.drawStep(step),
              training.firstTask(step),
              training.effectiveBatch());
      double norm = GradientClip.norm(network.gradient());
      if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
        return step;
      }
      lossSum += loss;
      lossCount++;
      training.clip().clip(network.gradient(), norm, matrices);
      optimizer.step(network.parameters(), network.gradient(), training.rateFactor(step));
      if (spec.measure().isPoint(step, training.steps())) {
        network.prepare();
        measure(step, lossSum / lossCount, norm);
        lossSum = 0;
        lossCount = 0;
      }
    }
    return Double.isFinite(lastLoss.mean()) ? null : (Integer) training.steps();
  }

  private void measure(int step, Double trainLoss, Double gradientNorm) {
    Agreement.Measured measured = Agreement.measure(predictor, evaluation, answers);
    lastLoss = measured.loss();
    curve.add(new CurvePoint(step, trainLoss, lastLoss.mean(), gradientNorm));
    for (int k = 0; k < alignedWith.size(); k++) {
      Agreement agreement = measured.agreements().get(k);
      alignments.add(
          new Alignment(
              step,
              alignedWith.get(k),
              agreement.predictionDifference(),
              agreement.modelDifference(),
              agreement.cosine()));
    }
    if (sensitivity != null) {
      CopySensitivity.Measured norms = sensitivity.measure();
      sensitivities.add(
          new Sensitivity(step, norms.own(), norms.next(), norms.other(), norms.otherWithNext()));
    }
  }

  private TrialRecord completed(Loss zeroLoss) {
    MeasureSpec measure = spec.measure();
    OodCurves curves = new OodCurves(spec.task(), measure.evalSeed(), measure.ood());
    List<OodPoint> ood = new ArrayList<>(curves.points("transformer", predictor));
    Loss interpolatedLoss = null;
    Network interpolated = InterpolatedNetwork.of(network, spec, learners);
    if (interpolated != null) {
      NetworkPredictor mean = new NetworkPredictor(interpolated);
      interpolatedLoss = Evaluator.loss(mean, evaluation);
      ood.addAll(curves.points("interpolated", mean));
    }
    return record(Outcome.COMPLETED, null, zeroLoss, lastLoss)
        .interpolatedLoss(mean(interpolatedLoss), standardError(interpolatedLoss))
        .with(Measures.OOD, ood)
        .with(
            Measures.ROLLOUTS,
            new Rollouts(evaluation, measure.rollout()).points("transformer", network))
        .with(Measures.FUNCTIONS, functions(measure.functions()))
        .build();
  }

  private List<FunctionPoint> functions(int tasks) {
    if (tasks == 0) {
      return List.of();
    }
    Functions functions = new Functions(evaluation.first(tasks));
    List<FunctionPoint> points = new ArrayList<>(functions.tasks(network.block()));
    points.addAll(functions.beforeAttention(network));
    points.addAll(functions.answers("transformer", predictor));
    for (TrialRecord row : rows) {
      FittedLearner fitted = row.learners().get(0);
      Predictor learner =
          KnownAnswers.predictor(spec.learner(fitted.kind()), fitted, row.weights());
      points.addAll(functions.answers(fitted.kind().label(), learner));
    }
    return points;
  }

  private TrialRecord diverged(Loss zeroLoss, int step) {
    Loss none = new Loss(Double.NaN, Double.NaN);
    return record(Outcome.DIVERGED, step, zeroLoss, none).build();
  }

  private TrialRecord.Builder record(Outcome outcome, Integer step, Loss zeroLoss, Loss finalLoss) {
    return TrialRecord.ended(outcome, step)
        .zeroLoss(zeroLoss.mean(), zeroLoss.standardError())
        .finalLoss(finalLoss.mean(), finalLoss.standardError())
        .transitionStep(transitionStep(zeroLoss.mean()))
        .with(Measures.CURVE, curve)
        .with(Measures.ALIGNMENTS, alignments)
        .with(Measures.LEARNERS, learners)
        .with(Measures.WEIGHTS, FinalWeights.of(network))
        .with(Measures.SENSITIVITIES, sensitivities);
  }

  private static Double mean(Loss loss) {
    return loss == null ? null : (Double) loss.mean();
  }

  private static Double standardError(Loss loss) {
    return loss == null ? null : (Double) loss.standardError();
  }

  private Double transitionStep(double zeroLoss) {
    for (FittedLearner learner : learners) {
      if (learner.kind() == LearnerKind.GD) {
        return Transition.step(
            curve.stream().mapToInt(CurvePoint::step).toArray(),
            curve.stream().mapToDouble(CurvePoint::evalLoss).toArray(),
            (zeroLoss + learner.loss()) / 2);
      }
    }
    return null;
  }
}
