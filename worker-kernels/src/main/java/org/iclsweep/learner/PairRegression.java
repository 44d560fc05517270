package org.iclsweep.learner;

import java.util.Arrays;
import org.iclsweep.lanes.LaneMatrix;

/**
 * Ridge regression of labels on inputs by all pairs that came before, in double.
 *
 * <pre>  ŷ = B (A + λ I)⁻¹ x,   A = Σ_i x_i x_iᵀ,   B = Σ_i y_i x_iᵀ  </pre>
 *
 * <p>Sums run in the order of the pairs. Departure from the control of the paper's released code:
 * that takes all neighbours among the tokens of a sequence for pairs, (y_i, x_{i+1}) among them,
 * which are none, so that its loss stays far above this one's.
 *
 * <p><b>Cost.</b> n³/6 + 3 n² multiply-adds an answer, 2 n² a pair.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), figure 8</a>
 */
public final class PairRegression {

  private final int dim;
  private final double[] gram;
  private final double[] cross;
  private final RidgeRule rule;

  /**
   * @param ridge λ, positive
   * @param dim n, features of inputs and of labels
   */
  public PairRegression(double ridge, int dim) {
    this.dim = dim;
    gram = new double[dim * dim];
    cross = new double[dim * dim];
    rule = new RidgeRule(ridge, dim);
  }

  /** Flops of a trained model that an answer and one more pair are worth. */
  public static double flops(int dim) {
    return PrefixLearner.DOUBLE_FLOPS * (RidgeRule.operations(dim) + 6.0 * dim * dim);
  }

  /**
   * Answers the pairs of a block, lane by lane, each by those before it, rounded to float.
   *
   * <p><b>Shapes</b> (N pairs): all [N, n, 16].
   */
  public void answer(LaneMatrix answers, LaneMatrix inputs, LaneMatrix labels) {
    double[] input = new double[dim];
    double[] label = new double[dim];
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      restart();
      for (int pair = 0; pair < inputs.rows(); pair++) {
        read(input, inputs, pair, lane);
        answer(label, input);
        for (int i = 0; i < dim; i++) {
          answers.set(pair, i, lane, (float) label[i]);
        }
        read(label, labels, pair, lane);
        add(input, label);
      }
    }
  }

  private static void read(double[] into, LaneMatrix rows, int row, int lane) {
    for (int i = 0; i < into.length; i++) {
      into[i] = rows.get(row, i, lane);
    }
  }

  /** Forgets all pairs. */
  void restart() {
    Arrays.fill(gram, 0);
    Arrays.fill(cross, 0);
  }

  /** Overwrites {@code label} by ŷ; no two may be the same. */
  void answer(double[] label, double[] input) {
    double[] solution = rule.solve(gram, input);
    for (int i = 0; i < dim; i++) {
      double sum = 0;
      for (int j = 0; j < dim; j++) {
        sum = Math.fma(cross[i * dim + j], solution[j], sum);
      }
      label[i] = sum;
    }
  }

  /** Takes one more pair. */
  void add(double[] input, double[] label) {
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        gram[i * dim + j] = Math.fma(input[i], input[j], gram[i * dim + j]);
        cross[i * dim + j] = Math.fma(label[i], input[j], cross[i * dim + j]);
      }
    }
  }
}
