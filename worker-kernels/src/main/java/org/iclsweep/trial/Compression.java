package org.iclsweep.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.LossRatio;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.ModelCost;
import org.iclsweep.model.ModelMemory;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.spec.Labelled;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.Compression.CompressedPoint;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * What a network loses where its weights are the means of blocks, of its own and halfway to those
 * of its final weights.
 *
 * <p>All is evaluated at the end: until then the weights of every point are kept.
 *
 * <p><b>Cost</b> a point: three evaluations, two of them of a network whose products are its
 * weights.
 *
 * @param at at which steps
 * @see CompressedNetwork
 */
public record Compression(When at) implements Taking<CompressedPoint> {

  /** What is made of a trained network. */
  public enum Made implements Labelled {
    /** The means of its own blocks. */
    COMPRESSED,
    /** Halfway between it and what the final weights are compressed to. */
    INTERPOLATED
  }

  /**
   * A network that is made of the weights of a step.
   *
   * @param step optimizer steps done
   * @param network which
   * @param loss mean over the evaluation tasks
   * @param lossStandardError of that mean
   * @param ratio of this loss to that of the weights themselves
   * @param ratioStandardError of that ratio, on the same tasks
   */
  public record CompressedPoint(
      int step,
      Made network,
      double loss,
      double lossStandardError,
      double ratio,
      double ratioStandardError)
      implements Serializable {}

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    CompressedNetwork.refuse(model, task);
  }

  @Override
  public boolean isOverSteps() {
    return at == When.EVERY;
  }

  @Override
  public AtPoints<CompressedPoint> atPoints(MeasuredModel model) {
    return new InTraining(model);
  }

  private double points(TrialSpec trial) {
    return at == When.EVERY ? trial.points() : 1;
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    ModelSpec products = CompressedNetwork.model(trial.model());
    double made = prices.draw() + 2 * ModelCost.of(products, trial.task()).forward();
    return points(trial) * trial.measure().evalTasks() * (prices.network() + 2 * made);
  }

  @Override
  public double bytes(TrialSpec trial) {
    ModelMemory own = ModelMemory.of(trial.model(), trial.task());
    ModelSpec products = CompressedNetwork.model(trial.model());
    return own.bytes()
        + 3 * ModelMemory.of(products, trial.task()).bytes()
        + points(trial) * Float.BYTES * own.parameters()
        + 2.0 * Double.BYTES * trial.measure().evalTasks();
  }

  /** The weights of a step. */
  private record Kept(int step, float[] parameters) {}

  private final class InTraining implements AtPoints<CompressedPoint> {
    private final MeasuredModel model;
    private final List<Kept> kept = new ArrayList<>();

    InTraining(MeasuredModel model) {
      this.model = model;
    }

    @Override
    public List<CompressedPoint> at(CurvePoint point) {
      if (at == When.EVERY) {
        kept.add(new Kept(point.step(), model.network().parameters().clone()));
      }
      return List.of();
    }

    @Override
    public List<CompressedPoint> atEnd(MeasuredModel ended) {
      if (at == When.LAST) {
        kept.add(new Kept(ended.steps(), ended.network().parameters()));
      }
      AtWork work = new AtWork(ended);
      List<CompressedPoint> points = new ArrayList<>();
      for (Kept each : kept) {
        points.addAll(work.of(each));
      }
      return points;
    }
  }

  /** A model's weights and what is made of them. */
  private static final class AtWork {
    private final EvaluationSet evaluation;
    private final Network trained;
    private final CompressedNetwork compressed;
    private final CompressedNetwork last;
    private final CompressedNetwork interpolated;

    AtWork(MeasuredModel model) {
      ModelSpec spec = model.spec().model();
      TaskSpec task = model.spec().task();
      evaluation = model.evaluation();
      trained = new Network(spec, task);
      compressed = new CompressedNetwork(spec, task);
      interpolated = new CompressedNetwork(spec, task);
      last = new CompressedNetwork(spec, task);
      last.compress(model.network());
    }

    List<CompressedPoint> of(Kept kept) {
      System.arraycopy(kept.parameters(), 0, trained.parameters(), 0, kept.parameters().length);
      trained.prepare();
      compressed.compress(trained);
      interpolated.average(trained, last.network());
      double[] own = losses(trained);
      return List.of(
          point(kept.step(), Made.COMPRESSED, losses(compressed.network()), own),
          point(kept.step(), Made.INTERPOLATED, losses(interpolated.network()), own));
    }

    private double[] losses(Network network) {
      return Evaluator.losses(new NetworkPredictor(network), evaluation);
    }

    private static CompressedPoint point(int step, Made network, double[] losses, double[] own) {
      Loss loss = Evaluator.mean(losses);
      LossRatio ratio = LossRatio.of(losses, own);
      return new CompressedPoint(
          step, network, loss.mean(), loss.standardError(), ratio.ratio(), ratio.standardError());
    }
  }
}
