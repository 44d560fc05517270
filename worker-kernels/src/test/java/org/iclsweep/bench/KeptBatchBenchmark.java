package org.iclsweep.bench;

import java.util.concurrent.TimeUnit;
import org.iclsweep.model.Architecture;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
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

/**
 * The gradient of 20,000 tasks that come back at every step, drawn each time or kept: what {@code
 * training.redraw-every} saves. Ahn et al. (2023), section 4: d = 5, n = 20, three layers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KeptBatchBenchmark {

  private static final int BATCH = 20_000;

  /** See {@link StepModels}. */
  @Param({"3u1-d5-n20", "3u1-d5-n20-blocks", "3u1-d5-n20-sparse", "3u1-d5-n20-tokens"})
  public String model;

  @Param({"0", "20000"})
  public int kept;

  private BatchGradient gradient;

  @Setup
  public void setUp() {
    Architecture architecture = StepModels.of(model);
    Network network = new Network(architecture.model(), architecture.task());
    Initialiser.initialise(network, 1);
    gradient = new BatchGradient(network, architecture.task().sampler(network.block()), kept);
  }

  /** The tasks if they are not there, forward and backward. */
  @Benchmark
  public double gradient() {
    return gradient.compute(1, Stream.TRAIN, 1, 0, BATCH);
  }
}
