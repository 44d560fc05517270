package org.iclsweep.measure;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.model.LayerCut;
import org.iclsweep.model.Network;
import org.iclsweep.task.TaskBlock;

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
    List<double[][]> inputs = new ArrayList<>();
    List<double[][]> outputs = new ArrayList<>();
    Evaluator.forEachBlock(
        network.block(),
        sequences,
        (block, tasks) -> {
          cut.forward();
          cut.attend();
          for (int lane = 0; lane < tasks; lane++) {
            double[][] before = read(cut.stream(), lane);
            inputs.add(before);
            outputs.add(minus(read(cut.attended(), lane), before));
          }
        });
    AttentionWeights weights = network.weights().get(network.spec().tied() ? 0 : layer);
    fit = new CausalFit(inputs, outputs, weights.heads(), scores(weights), ITERATIONS);
    for (int turn = 0; turn < turns; turn++) {
      fit.turn();
    }
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
  private static double[] scores(AttentionWeights weights) {
    int width = weights.keyQuery(0).rows();
    double[] scores = new double[weights.heads() * width * width];
    for (int h = 0; h < weights.heads(); h++) {
      SharedMatrix product = weights.keyQuery(h);
      for (int r = 0; r < width; r++) {
        for (int c = 0; c < width; c++) {
          scores[(h * width + r) * width + c] = product.get(r, c);
        }
      }
    }
    return scores;
  }

  /** Share of the squares of what the layer adds, on the sequences of the fit. */
  public double unexplained() {
    return fit.unexplained();
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
