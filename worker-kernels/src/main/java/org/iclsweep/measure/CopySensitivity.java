package org.iclsweep.measure;

import java.util.Arrays;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.Network;
import org.iclsweep.model.Stack;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TokenLayout;

/**
 * Whether the first layer copies: how its outputs depend on the tokens, where inputs and labels
 * take turns.
 *
 * <pre>
 *   J_k[j] = mean over tasks of ∂(Σ_c out[k, c]) / ∂token[j],   n_kj = ‖J_k[j]‖
 *   own = mean_k n_kk,   next = mean_k n_k,k+1,   other = mean_k mean_{j ≠ k, k+1} n_kj
 * </pre>
 *
 * <p>k runs over the context but for its last label, which has no next token that is looked at; j
 * over all tokens, the query among them; the derivative is by a token's own features, not by the
 * code of its position, and c runs over all channels of the stream. With d features the residual
 * connection alone makes own √d.
 *
 * <p>Departure: the paper's text has other as here; its released code has next among them, as
 * {@link Measured#otherWithNext}.
 *
 * <p><b>Error.</b> Derivatives are of single precision; sums over tasks are of double, in the order
 * of the tasks.
 *
 * <p><b>Cost.</b> A task is drawn and goes once through the first layer, and once backward for each
 * k. Nothing is allocated after construction.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 5</a>
 */
public final class CopySensitivity {

  /**
   * What was measured.
   *
   * @param own of a token on itself
   * @param next on the one behind it
   * @param other on the remaining tokens, a mean
   * @param otherWithNext the sum over all but itself, divided by the number of the remaining
   */
  public record Measured(double own, double next, double other, double otherWithNext) {}

  private final TaskBlock block;
  private final EvaluationSet set;
  private final Stack layer;
  private final int tokens;
  private final int features;
  private final LaneMatrix[] outputGradients;
  private final LaneMatrix ones;
  private final double[] sums;
  private final float[] values = new float[LaneMatrix.LANES];

  /**
   * Of a network, on a set of tasks; the network's block is drawn into.
   *
   * @throws IllegalArgumentException if tokens are not interleaved or there is one layer only
   */
  public CopySensitivity(Network network, EvaluationSet set) {
    TokenLayout layout = set.inContext().layout();
    if (layout != TokenLayout.INTERLEAVED) {
      throw new IllegalArgumentException(
          "layout is " + layout.label() + ", must be " + TokenLayout.INTERLEAVED.label());
    }
    this.set = set;
    block = network.block();
    layer = network.firstLayers(1);
    tokens = set.task().tokens();
    features = set.task().tokenWidth();
    outputGradients = new LaneMatrix[tokens - 2];
    Arrays.setAll(outputGradients, k -> layer.outputGradient().row(k));
    ones = LaneMatrix.ones(1, layer.outputGradient().cols());
    sums = new double[outputGradients.length * tokens * features];
  }

  /** Measures the network at its present parameters. */
  public Measured measure() {
    layer.prepare();
    Arrays.fill(sums, 0);
    Evaluator.forEachBlock(block, set, (number, tasks) -> addBlock(tasks));
    return norms();
  }

  private void addBlock(int tasks) {
    layer.forward();
    for (int k = 0; k < outputGradients.length; k++) {
      layer.outputGradient().clear();
      outputGradients[k].copyFrom(ones);
      layer.inputBackward();
      for (int j = 0; j < tokens; j++) {
        for (int i = 0; i < features; i++) {
          add(tasks, j, i, at(k, j) + i);
        }
      }
    }
  }

  private void add(int tasks, int j, int i, int at) {
    layer.inputGradient().copyTo(j, i, values, 0);
    double sum = sums[at];
    for (int lane = 0; lane < tasks; lane++) {
      sum += values[lane];
    }
    sums[at] = sum;
  }

  private int at(int k, int j) {
    return (k * tokens + j) * features;
  }

  private Measured norms() {
    double own = 0;
    double next = 0;
    double other = 0;
    for (int k = 0; k < outputGradients.length; k++) {
      for (int j = 0; j < tokens; j++) {
        double norm = norm(at(k, j));
        if (j == k) {
          own += norm;
        } else if (j == k + 1) {
          next += norm;
        } else {
          other += norm;
        }
      }
    }
    int count = outputGradients.length;
    int remaining = tokens - 2;
    return new Measured(
        own / count, next / count, other / count / remaining, (other + next) / count / remaining);
  }

  private double norm(int from) {
    double squares = 0;
    for (int i = 0; i < features; i++) {
      double mean = sums[from + i] / set.tasks();
      squares += mean * mean;
    }
    return Math.sqrt(squares);
  }
}
