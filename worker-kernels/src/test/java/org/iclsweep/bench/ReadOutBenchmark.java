package org.iclsweep.bench;

import java.util.concurrent.TimeUnit;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.optim.GradientClip;
import org.iclsweep.optim.Optimizer;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.task.LinearRegression;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of a depth-1 step: per block of 16 tasks, and (the last three) per step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ReadOutBenchmark {

  private final LaneKernels kernels = Lanes.kernels();
  private final LaneMatrix context = LaneMatrix.zeros(10, 11);
  private final LaneMatrix query = LaneMatrix.zeros(1, 11);
  private final LaneMatrix mapped = LaneMatrix.zeros(1, 11);
  private final LaneMatrix scores = LaneMatrix.zeros(1, 10);
  private final LaneMatrix label = LaneMatrix.zeros(1, 1);
  private final SharedMatrix weights = SharedMatrix.zeros(11, 11);
  private final PartialSums sums = PartialSums.zeros(11, 11);
  private final Operation queries = kernels.product(mapped, weights, query, false);
  private final Operation scoring = kernels.contract(scores, mapped, context.transposed(), false);
  private final Operation mix = kernels.contract(mapped, scores, context, false);
  private final Operation weightGradient = kernels.accumulate(sums, mapped, query);
  private final Operation labelGradient = kernels.accumulate(sums.col(10), mapped, label);
  private final Network network =
      new Network(
          new ModelSpec(
              1, true, 1, 0, 0, new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.002)),
          new LinearRegression(10, 10, 0.5, 1));
  private final Optimizer optimizer =
      new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8).optimizer(network.parameters().length);

  public ReadOutBenchmark() {
    Initialiser.initialise(network, 1);
  }

  /** 121 multiply-adds a task. */
  @Benchmark
  public void queries() {
    queries.run();
  }

  /** 110 multiply-adds a task. */
  @Benchmark
  public void scores() {
    scoring.run();
  }

  /** 110 multiply-adds a task. */
  @Benchmark
  public void mix() {
    mix.run();
  }

  /** 121 multiply-adds a task. */
  @Benchmark
  public void weightGradient() {
    weightGradient.run();
  }

  /** 11 multiply-adds a task. */
  @Benchmark
  public void labelGradient() {
    labelGradient.run();
  }

  /** Weight products, once a step. */
  @Benchmark
  public void prepare() {
    network.prepare();
  }

  /** Sums to gradients, once a step. */
  @Benchmark
  public void closeGradient() {
    network.closeGradient(1f);
  }

  /** Norm and Adam, once a step. */
  @Benchmark
  public double update() {
    double norm = GradientClip.norm(network.gradient());
    optimizer.step(network.parameters(), network.gradient(), 1f);
    return norm;
  }
}
