package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.Transition;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.BatchLoss;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.Network;
import org.iclsweep.optim.GradientClip;
import org.iclsweep.optim.Optimizer;
import org.iclsweep.optim.ParameterRange;
import org.iclsweep.random.Stream;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * Trains one transformer and measures it: from a description to a record, with the same bits
 * everywhere.
 */
public final class TrialRunner {

  private final TrialSpec spec;
  private final Network network;
  private final List<Series<?>> measured = new ArrayList<>();
  private final KeptWeights kept;
  private MeasuredModel model;
  private Optional<LearntSoFar> learnt;
  private Loss lastLoss;

  private TrialRunner(TrialSpec spec, List<TrialRecord> rows) {
    this.spec = spec;
    model = MeasuredModel.of(spec, List.copyOf(rows));
    network = model.network();
    kept = new KeptWeights(model);
    Measures.ALL.forEach(measure -> measured.add(new Series<>(measure, model)));
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
    Loss zeroLoss = Evaluator.zeroLoss(model.predictor(), model.evaluation());
    learnt = LearntSoFar.of(model, zeroLoss);
    Initialiser.initialise(network, spec.seed());
    measure(0, null, null);
    End end = train();
    if (!end.diverged) {
      lastLoss = kept.put(lastLoss);
    }
    model = model.ended(end.step, end.diverged);
    return end.diverged ? diverged(zeroLoss, end.step) : completed(zeroLoss, end.step);
  }

  /**
   * How a training ended.
   *
   * @param diverged whether the loss stopped being finite or meaning anything at that step
   */
  private record End(int step, boolean diverged) {}

  private End train() {
    TrainingSpec training = spec.training();
    BatchGradient batch = batch();
    Optimizer optimizer = training.optimizer().optimizer(network.parameters().length);
    List<ParameterRange> matrices = ClippedMatrices.of(network.slices(), training.clip());
    int lastBlock = 1 + (training.effectiveBatch() - 1) % LaneMatrix.LANES;
    double lossSum = 0;
    int lossCount = 0;
    for (int step = 1; step <= training.steps(); step++) {
      float rate = training.rateFactor(step);
      double loss;
      double norm;
      do {
        loss =
            batch.compute(
                spec.seed(),
                Stream.TRAIN,
                training.drawStep(step),
                training.firstTask(step),
                training.effectiveBatch());
        norm = GradientClip.norm(network.gradient());
        if (!Double.isFinite(loss) || !Double.isFinite(norm) || network.isBroken(lastBlock)) {
          return new End(step, true);
        }
        lossSum += loss;
        lossCount++;
        training.clip().clip(network.gradient(), norm, matrices);
      } while (optimizer.iterate(network.parameters(), network.gradient(), loss, rate));
      if (spec.measure().isPoint(step, training.steps())) {
        network.prepare();
        if (measure(step, lossSum / lossCount, norm) && !isBroken()) {
          return new End(step, false);
        }
        lossSum = 0;
        lossCount = 0;
      }
    }
    return new End(training.steps(), isBroken());
  }

  private boolean isBroken() {
    return !Double.isFinite(lastLoss.mean()) || network.isBroken(1);
  }

  private BatchGradient batch() {
    BatchLoss loss = spec.training().integrate() ? network.integrated() : network;
    return spec.roots()
        .map(roots -> new BatchGradient(network, roots, spec.keptTasks()))
        .orElseGet(
            () -> new BatchGradient(loss, spec.task().sampler(network.block()), spec.keptTasks()));
  }

  /** Measures at a point of the curve, and returns whether training may stop there. */
  private boolean measure(int step, Double trainLoss, Double gradientNorm) {
    lastLoss = Evaluator.loss(model.predictor(), model.evaluation(), measured);
    CurvePoint point = new CurvePoint(step, trainLoss, lastLoss.mean(), gradientNorm);
    measured.forEach(series -> series.add(point));
    kept.see(step, lastLoss);
    return learnt.isPresent() && learnt.get().see(step, lastLoss.mean());
  }

  private TrialRecord completed(Loss zeroLoss, int step) {
    Loss interpolatedLoss =
        model.interpolated() == null
            ? null
            : Evaluator.loss(model.interpolated(), model.evaluation());
    return record(
        TrialRecord.ended(Outcome.COMPLETED)
            .keptStep(kept.step())
            .stoppedStep(step < spec.training().steps() ? (Integer) step : null)
            .interpolatedLoss(mean(interpolatedLoss), standardError(interpolatedLoss)),
        zeroLoss,
        lastLoss);
  }

  private TrialRecord diverged(Loss zeroLoss, int step) {
    Loss none = new Loss(Double.NaN, Double.NaN);
    return record(TrialRecord.ended(Outcome.DIVERGED, step), zeroLoss, none);
  }

  private TrialRecord record(TrialRecord.Builder ended, Loss zeroLoss, Loss finalLoss) {
    measured.forEach(series -> series.end(model, ended));
    TrialRecord record =
        ended
            .zeroLoss(zeroLoss.mean(), zeroLoss.standardError())
            .finalLoss(finalLoss.mean(), finalLoss.standardError())
            .build();
    return record.changed().transitionStep(transitionStep(record)).build();
  }

  private static Double mean(Loss loss) {
    return loss == null ? null : (Double) loss.mean();
  }

  private static Double standardError(Loss loss) {
    return loss == null ? null : (Double) loss.standardError();
  }

  private static Double transitionStep(TrialRecord record) {
    for (FittedLearner learner : record.learners()) {
      if (learner.kind() == LearnerKind.GD) {
        return Transition.step(
            record.curve().stream().mapToInt(CurvePoint::step).toArray(),
            record.curve().stream().mapToDouble(CurvePoint::evalLoss).toArray(),
            (record.zeroLoss() + learner.loss()) / 2);
      }
    }
    return null;
  }

  /** What a measure leaves of the model. */
  private static final class Series<R extends Record> implements Evaluator.Observer {
    private final Measure<R> measure;
    private final Taking<R> taking;
    private final AtPoints<R> atPoints;
    private final List<R> left = new ArrayList<>();

    Series(Measure<R> measure, MeasuredModel model) {
      this.measure = measure;
      taking = measure.in(model.spec().measure().asked());
      atPoints = taking.atPoints(model);
    }

    @Override
    public void see(int block, int tasks, LaneMatrix predictions) {
      atPoints.see(block, tasks, predictions);
    }

    void add(CurvePoint point) {
      left.addAll(atPoints.at(point));
    }

    void end(MeasuredModel model, TrialRecord.Builder record) {
      left.addAll(taking.atAnyEnd(model));
      if (!model.diverged()) {
        left.addAll(atPoints.atEnd(model));
      }
      record.with(measure, left);
    }
  }
}
