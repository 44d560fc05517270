package org.iclsweep.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.Network;
import org.iclsweep.model.Stack;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.TaskBlock;

/**
 * How a token behind the first layer depends on the observations before it and its own.
 *
 * <pre>  n_tl = mean over sequences and channels c of ‖∂ out[t, c] / ∂ s_{t-l}‖  </pre>
 *
 * <p>The derivative is by an observation wherever tokens show it, the norm over its features; c
 * runs over all channels of the stream, whose residual connection is part of it. {@link
 * CopySensitivity} has the norm of a mean over sequences, this the mean of norms.
 *
 * <p><b>Error.</b> Derivatives are of single precision; norms and sums are of double, in the order
 * of channels and tasks.
 *
 * <p><b>Cost.</b> A task is drawn and goes once through the first layer, and once backward for each
 * position and channel.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), figure 16</a>
 */
public final class LagSensitivity {

  /**
   * A lag at a position.
   *
   * @param position t, from 1
   * @param lag l; {@code null} for the mean over all larger ones
   * @param sensitivity n_tl
   */
  public record AtLag(int position, Integer lag, double sensitivity) {}

  private final TaskBlock block;
  private final EvaluationSet set;
  private final Stack layer;
  private final int lags;
  private final List<Integer> positions;

  /** Where the gradient by each observation stands. */
  private final LaneMatrix[][] gradients;

  /** By positions and lags. */
  private final double[][] sums;

  /**
   * Of a network, on a set of tasks; the network's block is drawn into.
   *
   * @param lags the largest one that is told alone
   */
  public LagSensitivity(Network network, EvaluationSet set, int lags, List<Integer> positions) {
    this.set = set;
    this.lags = lags;
    this.positions = List.copyOf(positions);
    block = network.block();
    layer = network.firstLayer();
    Dynamics task = Dynamics.of(set.task());
    gradients = new LaneMatrix[task.length()][];
    for (int j = 0; j < gradients.length; j++) {
      gradients[j] = task.shown(j, layer.inputGradient()).toArray(LaneMatrix[]::new);
    }
    sums = new double[positions.size()][];
  }

  /** Measures the network at its present parameters. */
  public List<AtLag> measure() {
    layer.prepare();
    Arrays.setAll(sums, p -> new double[positions.get(p)]);
    Evaluator.forEachBlock(block, set, (number, tasks) -> add(tasks));
    List<AtLag> measured = new ArrayList<>();
    double count = (double) set.tasks() * layer.output().cols();
    for (int p = 0; p < sums.length; p++) {
      int t = positions.get(p);
      for (int lag = 0; lag <= lags; lag++) {
        measured.add(new AtLag(t, lag, sums[p][lag] / count));
      }
      if (t > lags + 1) {
        double rest = Arrays.stream(sums[p]).skip(lags + 1).average().orElseThrow();
        measured.add(new AtLag(t, null, rest / count));
      }
    }
    return measured;
  }

  private void add(int tasks) {
    layer.forward();
    for (int p = 0; p < sums.length; p++) {
      int t = positions.get(p) - 1;
      for (int c = 0; c < layer.output().cols(); c++) {
        layer.outputGradient().clear();
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          layer.outputGradient().set(t, c, lane, 1);
        }
        layer.inputBackward();
        for (int lag = 0; lag <= t; lag++) {
          for (int lane = 0; lane < tasks; lane++) {
            sums[p][lag] += norm(gradients[t - lag], lane);
          }
        }
      }
    }
  }

  private static double norm(LaneMatrix[] parts, int lane) {
    double squares = 0;
    for (int i = 0; i < parts[0].cols(); i++) {
      double sum = 0;
      for (LaneMatrix part : parts) {
        sum += part.get(0, i, lane);
      }
      squares = Math.fma(sum, sum, squares);
    }
    return Math.sqrt(squares);
  }
}
