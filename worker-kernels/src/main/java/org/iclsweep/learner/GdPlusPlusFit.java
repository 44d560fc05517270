package org.iclsweep.learner;

import java.util.ArrayList;
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

/**
 * Trains η and γ of GD++ on fresh tasks, as the released code of the paper does: the value and
 * projection matrices of each distinct layer are diagonal with one entry for all inputs and one for
 * the label, and Adam moves these four.
 *
 * <pre>  η/N = -v_label p_label,   γ = -v_input p_input  </pre>
 *
 * <p>Departure: the learning rate falls linearly to zero over the last half of the steps, so that
 * the result does not carry Adam's noise.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), appendix A.10</a>
 */
final class GdPlusPlusFit {

  /** Tasks of a step. */
  static final int BATCH = 512;

  private static final double CLIP_NORM = 10;
  private static final int SCALARS = 4;

  private final Network network;
  private final int context;
  private final float[] scalars;
  private final float[] gradient;

  /**
   * @param network made by {@link Construction#network}
   * @param context N
   */
  GdPlusPlusFit(Network network, int context) {
    this.network = network;
    this.context = context;
    scalars = new float[SCALARS * network.weights().size()];
    gradient = new float[scalars.length];
  }

  /** Optimizer steps: few for two shared scalars, many for two a layer. */
  static int steps(boolean tied) {
    return tied ? 4_000 : 30_000;
  }

  /** Trains from the given η and γ of every layer and leaves the result in the network. */
  void train(LearnerSpec spec, double learningRate, double gamma) {
    for (int at = 0; at < scalars.length; at += SCALARS) {
      scalars[at] = 1f;
      scalars[at + 1] = (float) -gamma;
      scalars[at + 2] = 1f;
      scalars[at + 3] = (float) (-learningRate / context);
    }
    int steps = steps(spec.tied());
    double rate = spec.depth() > 3 ? 5e-4 : 1e-3;
    Optimizer adam = new OptimizerSpec.Adam(rate, 0.9, 0.999, 1e-8).optimizer(scalars.length);
    BatchGradient batch = new BatchGradient(network, spec.task().sampler(network.block()));
    for (int step = 0; step < steps; step++) {
      write();
      batch.compute(spec.evalSeed(), Stream.SEARCH, step + 1, 0, BATCH);
      readGradient();
      GradientClip.clip(gradient, GradientClip.norm(gradient), CLIP_NORM);
      adam.step(scalars, gradient, (float) Math.min(1, 2.0 * (steps - step) / steps));
    }
    write();
    network.prepare();
  }

  /** η of every distinct layer. */
  List<Double> learningRates() {
    List<Double> rates = new ArrayList<>();
    for (int at = 0; at < scalars.length; at += SCALARS) {
      rates.add(-(double) scalars[at + 2] * scalars[at + 3] * context);
    }
    return rates;
  }

  /** γ of every distinct layer; that of the last of several has no effect. */
  List<Double> gammas() {
    List<Double> gammas = new ArrayList<>();
    for (int at = 0; at < scalars.length; at += SCALARS) {
      gammas.add(-(double) scalars[at] * scalars[at + 1]);
    }
    return gammas;
  }

  private void write() {
    for (int l = 0; l < network.weights().size(); l++) {
      AttentionWeights layer = network.weights().get(l);
      int at = SCALARS * l;
      diagonal(layer.weight(Name.VALUE, 0), scalars[at], scalars[at + 2]);
      diagonal(layer.weight(Name.PROJECTION, 0), scalars[at + 1], scalars[at + 3]);
    }
  }

  private void readGradient() {
    for (int l = 0; l < network.weights().size(); l++) {
      AttentionWeights layer = network.weights().get(l);
      int at = SCALARS * l;
      gradient[at] = inputTrace(layer.gradient(Name.VALUE, 0));
      gradient[at + 1] = inputTrace(layer.gradient(Name.PROJECTION, 0));
      gradient[at + 2] = labelEntry(layer.gradient(Name.VALUE, 0));
      gradient[at + 3] = labelEntry(layer.gradient(Name.PROJECTION, 0));
    }
  }

  private static void diagonal(SharedMatrix matrix, float input, float label) {
    int last = matrix.rows() - 1;
    for (int k = 0; k < last; k++) {
      matrix.set(k, k, input);
    }
    matrix.set(last, last, label);
  }

  private static float inputTrace(SharedMatrix matrix) {
    float trace = 0f;
    for (int k = 0; k < matrix.rows() - 1; k++) {
      trace += matrix.get(k, k);
    }
    return trace;
  }

  private static float labelEntry(SharedMatrix matrix) {
    return matrix.get(matrix.rows() - 1, matrix.cols() - 1);
  }
}
