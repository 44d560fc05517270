package org.iclsweep.bench;

import java.util.concurrent.TimeUnit;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.Architecture;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.Network;
import org.iclsweep.optim.GradientClip;
import org.iclsweep.optim.Optimizer;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.TaskSampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One training step, batch 2048 or of 256 sequences, and its part that draws the tasks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 25, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StepBenchmark {

  /** See {@link StepModels}. */
  @Param({
    "1t1",
    "1t2",
    "2t1",
    "5u1",
    "5u1-gram",
    "2u2-softmax",
    "copy",
    "sine",
    "norm",
    "lsa-1",
    "lsa-4",
    "mesa-1",
    "causal-3"
  })
  public String model;

  private BatchGradient batchGradient;
  private Network network;
  private Optimizer optimizer;
  private TaskSampler sampler;
  private int batch;
  private int step;

  @Setup
  public void setUp() {
    Architecture architecture = StepModels.of(model);
    batch = StepModels.batch(model);
    network = new Network(architecture.model(), architecture.task());
    Initialiser.initialise(network, 1);
    sampler = architecture.task().sampler(network.block());
    batchGradient = new BatchGradient(network, sampler);
    optimizer =
        new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8).optimizer(network.parameters().length);
  }

  /** Draws the tasks, forward, backward, clipping, and the update. */
  @Benchmark
  public double step() {
    double loss = batchGradient.compute(1, Stream.TRAIN, step++, 0, batch);
    GradientClip.clip(network.gradient(), GradientClip.norm(network.gradient()), 10);
    optimizer.step(network.parameters(), network.gradient(), 1f);
    return loss;
  }

  /** Draws the tasks only. */
  @Benchmark
  public float draw() {
    for (int task = 0; task < batch; task += LaneMatrix.LANES) {
      sampler.draw(1, Stream.TRAIN, step, task);
    }
    step++;
    return sampler.block().targets().get(0, 0, 0);
  }
}
