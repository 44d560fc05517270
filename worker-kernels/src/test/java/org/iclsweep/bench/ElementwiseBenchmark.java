package org.iclsweep.bench;

import java.util.concurrent.TimeUnit;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;
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
 * What softmax attention, a multi-layer perceptron and layer normalisation add to the products, on
 * one block of 16 tasks with 11 tokens: scores of 10 keys, 160 hidden features, 11 features a
 * token. {@code lanes} is the choice of {@link Lanes#PROPERTY}: empty is the vector twin.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ElementwiseBenchmark {

  @Param({"", "scalar"})
  public String lanes;

  private LaneKernels kernels;
  private final LaneMatrix scores = LaneMatrix.zeros(11, 10);
  private final LaneMatrix weights = LaneMatrix.zeros(11, 10);
  private final LaneMatrix dWeights = LaneMatrix.zeros(11, 10);
  private final LaneMatrix dScores = LaneMatrix.zeros(11, 10);
  private final LaneMatrix hidden = LaneMatrix.zeros(11, 160);
  private final LaneMatrix active = LaneMatrix.zeros(11, 160);
  private final LaneMatrix slope = LaneMatrix.zeros(11, 160);
  private final LaneMatrix dHidden = LaneMatrix.zeros(11, 160);
  private final PartialSums biasSums = PartialSums.zeros(1, 160);
  private final LaneMatrix tokens = LaneMatrix.zeros(11, 11);
  private final LaneMatrix normal = LaneMatrix.zeros(11, 11);
  private final LaneMatrix inverse = LaneMatrix.zeros(11, 1);
  private final LaneMatrix scaled = LaneMatrix.zeros(11, 11);
  private final LaneMatrix dTokens = LaneMatrix.zeros(11, 11);
  private final SharedMatrix scale = SharedMatrix.zeros(1, 11);
  private final SharedMatrix offset = SharedMatrix.zeros(1, 11);

  /** Chooses the kernels, which each process does once, and draws inputs of a usual size. */
  @Setup
  public void draw() {
    System.setProperty(Lanes.PROPERTY, lanes);
    kernels = Lanes.kernels();
    int[] state = new int[LaneKernels.STATE_WORDS];
    kernels.seed(state, 1, 2, 3, 0);
    for (LaneMatrix m : new LaneMatrix[] {scores, dWeights, hidden, dHidden, tokens}) {
      kernels.fillNormal(m, state, 2f);
    }
    for (int j = 0; j < 11; j++) {
      scale.set(0, j, 1f + 0.1f * j);
    }
    softmax();
    gelu();
    layerNorm();
  }

  /** 110 elements a task. */
  @Benchmark
  public LaneMatrix softmax() {
    kernels.softmax(weights, scores);
    return weights;
  }

  /** 110 elements a task. */
  @Benchmark
  public LaneMatrix softmaxGradient() {
    kernels.softmaxGradient(dScores, weights, dWeights);
    return dScores;
  }

  /** 1760 elements a task. */
  @Benchmark
  public LaneMatrix gelu() {
    kernels.gelu(active, slope, hidden);
    return active;
  }

  /** 1760 elements a task. */
  @Benchmark
  public LaneMatrix relu() {
    kernels.relu(active, slope, hidden);
    return active;
  }

  /** The gradient of gelu or relu: 1760 elements a task. */
  @Benchmark
  public LaneMatrix multiply() {
    kernels.multiply(active, dHidden, slope);
    return active;
  }

  /** 1760 elements a task. */
  @Benchmark
  public PartialSums accumulateRows() {
    kernels.accumulateRows(biasSums, dHidden);
    return biasSums;
  }

  /** 121 elements a task. */
  @Benchmark
  public LaneMatrix layerNorm() {
    kernels.layerNorm(scaled, normal, inverse, tokens, scale, offset, 1e-5f);
    return scaled;
  }

  /** 121 elements a task. */
  @Benchmark
  public LaneMatrix layerNormGradient() {
    kernels.layerNormGradient(dTokens, tokens, normal, inverse, scale);
    return dTokens;
  }
}
