package org.iclsweep.bench;

import java.util.concurrent.TimeUnit;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.optim.Optimizer;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
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

/** One training step of the quickstart's model, batch 2048, and its part that draws the tasks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StepBenchmark {

  private static final int BATCH = 2048;

  /** Depth, then t for tied or u for untied, then heads. */
  @Param({"1t1", "1t2", "2t1", "5u1"})
  public String model;

  private BatchGradient batchGradient;
  private Network network;
  private Optimizer optimizer;
  private TaskSampler sampler;
  private int step;

  @Setup
  public void setUp() {
    LinearRegression task = new LinearRegression(10, 10, 0.5, 1);
    int depth = model.charAt(0) - '0';
    ModelSpec spec =
        new ModelSpec(
            depth,
            model.charAt(1) == 't',
            model.charAt(2) - '0',
            0,
            depth > 3 ? 10 : 0,
            new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.002 / depth));
    network = new Network(spec, task);
    Initialiser.initialise(network, 1);
    sampler = task.sampler(network.block());
    batchGradient = new BatchGradient(network, sampler);
    optimizer =
        new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8).optimizer(network.parameters().length);
  }

  /** Draws the tasks, forward, backward, and the update. */
  @Benchmark
  public double step() {
    double loss = batchGradient.compute(1, Stream.TRAIN, step++, 0, BATCH);
    optimizer.step(network.parameters(), network.gradient(), 1f);
    return loss;
  }

  /** Draws the tasks only. */
  @Benchmark
  public float draw() {
    for (int task = 0; task < BATCH; task += 64) {
      sampler.draw(1, Stream.TRAIN, step, task);
    }
    step++;
    return sampler.block().targets().get(0, 0, 0);
  }
}
