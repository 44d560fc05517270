package org.iclsweep.bench;

import java.util.concurrent.TimeUnit;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of drawing one block of 16 tasks with 11 inputs of 10 features. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DrawBenchmark {

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];
  private final LaneMatrix tokens = LaneMatrix.zeros(11, 11);
  private final LaneMatrix inputs = tokens.cols(0, 10);
  private final LaneMatrix labels = tokens.col(10);
  private final LaneMatrix teacher = LaneMatrix.zeros(1, 10);
  private final Operation labelling = kernels.contract(labels, inputs, teacher.transposed(), false);
  private int step;

  /** Seeds the 16 generators. */
  @Benchmark
  public int[] seed() {
    kernels.seed(state, 1, 2, step++, 0);
    return state;
  }

  /** 110 uniform draws a task. */
  @Benchmark
  public LaneMatrix uniform() {
    kernels.fillUniform(inputs, state, 0.5f);
    return inputs;
  }

  /** 10 normal draws a task. */
  @Benchmark
  public LaneMatrix normal() {
    kernels.fillNormal(teacher, state, 1f);
    return teacher;
  }

  /** 11 inner products of 10 features a task. */
  @Benchmark
  public LaneMatrix labels() {
    labelling.run();
    return labels;
  }
}
