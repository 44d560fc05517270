package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.Network;
import org.iclsweep.optim.GradientClip;
import org.iclsweep.optim.Optimizer;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InContext;

/**
 * Trains η and γ of gradient descent or GD++ on fresh tasks, by the gradient of the network that
 * they are written into.
 *
 * <pre>
 *   η_k = η_k⁰ a_k,  γ_k = γ_k⁰ b_k,   a = b = 1 at the start;   Adam moves a and b
 *   ∂L/∂η_k = -(1/N) ∂L/∂W_O[label, label],   ∂L/∂γ_k = -Σ_i ∂L/∂W_O[i, i]
 * </pre>
 *
 * <p>Fresh tasks, because three layers or more fit a fixed set beyond what its eigenvalues say of
 * others: such rates lose by orders of magnitude on new tasks.
 *
 * <p>Departures from the released code: rates move relative to their start, since good ones differ
 * by three orders of magnitude between layers; and the learning rate falls linearly to zero over
 * the last half of the steps, so that the result does not carry Adam's noise.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), appendix A.10</a>
 */
final class RateTraining {

  /** Tasks of a step. */
  static final int BATCH = 512;

  private static final double LEARNING_RATE = 3e-3;
  private static final double CLIP_NORM = 10;

  private final Network network;
  private final int context;
  private final long seed;
  private final BatchGradient batch;
  private int drawn;

  /**
   * @param network made by {@link Construction#network}; the result is left in it
   */
  RateTraining(Network network, InContext task, long seed) {
    this.network = network;
    context = task.context();
    this.seed = seed;
    batch = new BatchGradient(network, task.sampler(network.block()));
  }

  /** Trains for so many steps, none of whose tasks were seen before. */
  Rates train(Rates start, int steps) {
    int layers = start.learningRates().size();
    float[] factors = new float[layers + start.gammas().size()];
    float[] gradient = new float[factors.length];
    Arrays.fill(factors, 1f);
    Optimizer adam =
        new OptimizerSpec.Adam(LEARNING_RATE, 0.9, 0.999, 1e-8).optimizer(factors.length);
    for (int step = 0; step < steps; step++) {
      Construction.write(network, times(start, factors), context);
      // step 0 of the stream is the set on which losses are compared
      batch.compute(seed, Stream.SEARCH, ++drawn, 0, BATCH);
      readGradient(start, gradient);
      double norm = GradientClip.norm(gradient);
      // a task beyond the range of floats says no direction
      if (Double.isFinite(norm)) {
        GradientClip.clip(gradient, norm, CLIP_NORM);
        adam.step(factors, gradient, (float) Math.min(1, 2.0 * (steps - step) / steps));
      }
    }
    Rates trained = times(start, factors);
    Construction.write(network, trained, context);
    return trained;
  }

  private static Rates times(Rates start, float[] factors) {
    int layers = start.learningRates().size();
    List<Double> learningRates = new ArrayList<>(layers);
    List<Double> gammas = new ArrayList<>(layers);
    for (int l = 0; l < layers; l++) {
      learningRates.add(start.learningRates().get(l) * factors[l]);
    }
    for (int l = 0; l < start.gammas().size(); l++) {
      gammas.add(start.gammas().get(l) * factors[layers + l]);
    }
    return new Rates(learningRates, gammas);
  }

  private void readGradient(Rates start, float[] gradient) {
    int layers = start.learningRates().size();
    for (int l = 0; l < layers; l++) {
      AttentionWeights weights = network.weights().get(l);
      SharedMatrix projection = weights.gradient(Name.PROJECTION, 0);
      int last = projection.rows() - 1;
      gradient[l] = (float) (-start.learningRates().get(l) / context) * projection.get(last, last);
      if (!start.gammas().isEmpty()) {
        gradient[layers + l] = (float) -start.gammas().get(l) * inputTrace(projection);
      }
    }
  }

  private static float inputTrace(SharedMatrix matrix) {
    float trace = 0f;
    for (int k = 0; k < matrix.rows() - 1; k++) {
      trace += matrix.get(k, k);
    }
    return trace;
  }
}
