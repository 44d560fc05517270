package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.BatchLoss;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.Network;
import org.iclsweep.optim.GradientClip;
import org.iclsweep.optim.Optimizer;
import org.iclsweep.optim.ParameterRange;
import org.iclsweep.random.Stream;
import org.iclsweep.trial.TrialRecord.CurvePoint;

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

  /**
   * Measures a transformer by the weights that its training has left, without training it.
   *
   * @param learners the records of the learners that it is to be held against
   * @param trained what it was trained by, measured otherwise
   * @param left the record of that; what hangs on the steps is taken over from it
   * @return what {@link #run(TrialSpec, List)} returns, to the bit
   * @throws IllegalArgumentException if {@link TrialSpec#isToldBy} does not hold, or the weights
   *     are none of the model, or do not give the loss that the record has
   */
  public static TrialRecord measure(
      TrialSpec spec, List<TrialRecord> learners, TrialSpec trained, TrialRecord left) {
    return new MeasuredLater(spec, learners, trained, left).record();
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
    return new Ending(model, zeroLoss, lastLoss, kept.step())
        .record(record -> measured.forEach(series -> series.end(model, record)));
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
