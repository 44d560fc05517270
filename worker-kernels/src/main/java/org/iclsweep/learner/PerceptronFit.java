package org.iclsweep.learner;

import java.util.Arrays;
import java.util.List;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.Network;
import org.iclsweep.model.ParameterSlice;
import org.iclsweep.optim.GradientClip;
import org.iclsweep.optim.Optimizer;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InContext;

/**
 * Trains an embedding and a perceptron so that gradient descent on the perceptron's output layer
 * does best: what a transformer with a perceptron before its attention is held against.
 *
 * <pre>
 *   φ = the perceptron's output but for its last feature, which holds the label
 *   W ← W - (η/N) Σ_i (W φ_i - y_i) φ_iᵀ   with η = 0.1, as many times as the model has layers
 * </pre>
 *
 * <p>The steps run through the layers of the model with constructed weights, which stay as they
 * are; a better rate is found by training, as a factor of φ. By Adam at rate 3e-4, the gradient's
 * norm clipped at 100, as the released code does.
 *
 * <p>Departure: the start is the model's own initialisation, as the paper's text has it; the
 * released code drew from another distribution than for the transformer.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 4</a>
 */
final class PerceptronFit {

  /** η. */
  static final double RATE = 0.1;

  private static final OptimizerSpec ADAM = new OptimizerSpec.Adam(3e-4, 0.9, 0.999, 1e-8);
  private static final double CLIP_NORM = 100;

  private PerceptronFit() {}

  /** The network with attention constructed and all else zero. */
  static Network network(MlpGd learner, InContext task) {
    Network network = new Network(learner.model(), task);
    Construction.write(network, List.of(RATE), List.of(), task.context());
    return network;
  }

  static Network train(MlpGd learner, InContext task, long seed) {
    Network network = network(learner, task);
    int frozen = firstOfLayers(network);
    float[] constructed =
        Arrays.copyOfRange(network.parameters(), frozen, network.parameters().length);
    Initialiser.initialise(network, seed);
    System.arraycopy(constructed, 0, network.parameters(), frozen, constructed.length);
    BatchGradient batch = new BatchGradient(network, task.sampler(network.block()));
    Optimizer adam = ADAM.optimizer(network.parameters().length);
    float[] gradient = network.gradient();
    for (int step = 1; step <= learner.steps(); step++) {
      batch.compute(seed, Stream.SEARCH, step, 0, learner.batch());
      // a gradient that is always zero leaves Adam's parameters where they are
      Arrays.fill(gradient, frozen, gradient.length, 0f);
      double norm = GradientClip.norm(gradient);
      if (!Double.isFinite(norm)) {
        throw new IllegalStateException(
            "training of the perceptron diverged at step " + step + " of " + learner.steps());
      }
      GradientClip.clip(gradient, norm, CLIP_NORM);
      adam.step(network.parameters(), gradient, 1f);
    }
    network.prepare();
    return network;
  }

  /** Where the parameters of the layers start, behind embedding and perceptron. */
  private static int firstOfLayers(Network network) {
    return network.slices().stream()
        .filter(slice -> slice.layer() != ParameterSlice.BEFORE_LAYERS)
        .mapToInt(ParameterSlice::offset)
        .min()
        .orElseThrow();
  }
}
