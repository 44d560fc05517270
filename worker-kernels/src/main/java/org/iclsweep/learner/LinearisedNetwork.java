package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.LayerCut;
import org.iclsweep.model.Network;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;

/**
 * A network in which causal linear attention stands in the place of one of its layers of attention:
 * the nearest to what that one adds to its inputs on some sequences.
 *
 * <p><b>Shapes</b> (T tokens, width m): answers [P, p, 16].
 *
 * @see CausalFit
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), linearisation</a>
 */
public final class LinearisedNetwork implements Predictor {

  /** Of conjugate gradients in a turn: what is left is for the next one. */
  private static final int ITERATIONS = 20;

  private final Network network;
  private final LayerCut cut;
  private final CausalFit fit;

  /**
   * Fits it.
   *
   * @param layer from 0
   * @param sequences to fit it on
   * @param turns of A and B each
   */
  public LinearisedNetwork(Network network, int layer, EvaluationSet sequences, int turns) {
    this.network = network;
    cut = network.cut(layer);
    Layer seen = new Layer(new ArrayList<>(), new ArrayList<>());
    look(sequences, seen);
    AttentionWeights weights = network.weights().get(network.spec().tied() ? 0 : layer);
    double[] scores = scores(weights, cut.stream().cols());
    fit = new CausalFit(seen.inputs, seen.outputs, weights.heads(), scores, ITERATIONS);
    for (int turn = 0; turn < turns; turn++) {
      fit.turn();
    }
  }

  /** Sequences of a step of {@link #distil}. */
  public static int batch() {
    return LayerDistillation.BATCH;
  }

  /**
   * Trains the linear layer further, on other sequences of the same draws.
   *
   * @param sequences those of its fit
   * @param rate of the first step of Adam
   */
  public void distil(EvaluationSet sequences, int steps, double rate) {
    TaskSampler sampler = sequences.task().sampler(network.block());
    fit.distil(
        new LayerDistillation(cut, sampler, network.spec().heads()), sequences.seed(), steps, rate);
  }

  /** Bytes of what trains a layer further. */
  public static double distillationBytes(int heads, int tokens, int width) {
    return LayerDistillation.bytes(heads, tokens, width);
  }

  /** Floating-point operations in double of a sequence in a turn. */
  public static double turnFlops(int heads, int tokens, int width) {
    return 2 * CausalFit.multiplyAdds(heads, tokens, width, ITERATIONS);
  }

  private static double[][] read(LaneMatrix tokens, int lane) {
    double[][] values = new double[tokens.rows()][tokens.cols()];
    for (int t = 0; t < values.length; t++) {
      for (int i = 0; i < values[t].length; i++) {
        values[t][i] = tokens.get(t, i, lane);
      }
    }
    return values;
  }

  private static double[][] minus(double[][] values, double[][] others) {
    for (int t = 0; t < values.length; t++) {
      for (int i = 0; i < values[t].length; i++) {
        values[t][i] -= others[t][i];
      }
    }
    return values;
  }

  /** A_h as they are, whatever becomes of scores. */
  private static double[] scores(AttentionWeights weights, int width) {
    double[] scores = new double[weights.heads() * width * width];
    for (int h = 0; h < weights.heads(); h++) {
      SharedMatrix ofTokens = weights.keyQuery(h);
      SharedMatrix product = ofTokens.rows() == width ? ofTokens : ofPositions(weights, h);
      for (int r = 0; r < width; r++) {
        for (int c = 0; c < width; c++) {
          scores[(h * width + r) * width + c] = product.get(r, c);
        }
      }
    }
    return scores;
  }

  /** W_K W_Qᵀ of tokens and of positions beside them. */
  private static SharedMatrix ofPositions(AttentionWeights weights, int head) {
    SharedMatrix key = weights.weight(Name.KEY, head);
    SharedMatrix query = weights.weight(Name.QUERY, head);
    SharedMatrix product = SharedMatrix.zeros(key.rows(), query.rows());
    product.setProduct(key, query.transposed());
    return product;
  }

  /**
   * Share of the squares of what the layer adds to its inputs that the linear one does not give.
   */
  public double unexplained(EvaluationSet sequences) {
    Layer seen = new Layer(new ArrayList<>(), new ArrayList<>());
    look(sequences, seen);
    return fit.unexplained(seen.inputs, seen.outputs);
  }

  /** What comes to the layer and what it adds, sequence by sequence: [T, m] each. */
  private record Layer(List<double[][]> inputs, List<double[][]> outputs) {}

  private void look(EvaluationSet sequences, Layer seen) {
    Evaluator.forEachBlock(
        network.block(),
        sequences,
        (block, tasks) -> {
          cut.forward();
          cut.attend();
          for (int lane = 0; lane < tasks; lane++) {
            double[][] before = read(cut.stream(), lane);
            seen.inputs.add(before);
            seen.outputs.add(minus(read(cut.attended(), lane), before));
          }
        });
  }

  /** What scores a head's tokens, in the place of W_K W_Qᵀ. */
  public RealMatrix scores(int head) {
    return fit.scores(head);
  }

  /** What a head adds of its tokens, in the place of W_V W_O. */
  public RealMatrix values(int head) {
    return fit.values(head);
  }

  @Override
  public TaskBlock block() {
    return network.block();
  }

  @Override
  public LaneMatrix predict() {
    cut.forward();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      double[][] before = read(cut.stream(), lane);
      double[][] added = fit.apply(before);
      for (int t = 0; t < before.length; t++) {
        for (int i = 0; i < before[t].length; i++) {
          cut.updated().set(t, i, lane, (float) (before[t][i] + added[t][i]));
        }
      }
    }
    return cut.answer();
  }

  @Override
  public LaneMatrix sensitivity() {
    throw new IllegalStateException("answers of a linearised network are not differentiated");
  }
}
