package org.iclsweep.measure;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.CausalShares;
import org.iclsweep.model.Network;
import org.iclsweep.model.Stack;
import org.iclsweep.task.TaskBlock;

/**
 * What share of their looks the tokens of a sequence give to themselves and to those before them,
 * in the first layer of causal attention, head by head.
 *
 * <pre>  share_l = mean over sequences of a_l,   a_l = mean over t > L of P[t, t-l],   l ≤ L
 * </pre>
 *
 * <p>All lags are of the same positions, those with L tokens before them.
 *
 * <p><b>Error.</b> P is that of the layer by queries and keys, to the bit; sums are of double, in
 * the order of positions and tasks.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), figure 3</a>
 */
public final class LagShares {

  /**
   * A lag of a head.
   *
   * @param head from 0
   * @param lag l
   * @param share mean over the sequences
   * @param deviation their standard deviation
   */
  public record Share(int head, int lag, double share, double deviation) {}

  private final TaskBlock block;
  private final EvaluationSet set;
  private final Stack layer;
  private final CausalShares shares;
  private final int lags;
  private final double[][] sums;
  private final double[][] squares;

  /** Of a network, on a set of tasks; the network's block is drawn into. */
  public LagShares(Network network, EvaluationSet set, int lags) {
    this.set = set;
    this.lags = lags;
    block = network.block();
    layer = network.firstLayer();
    shares = layer.shares();
    sums = new double[shares.heads()][lags + 1];
    squares = new double[shares.heads()][lags + 1];
  }

  /** Measures the network at its present parameters. */
  public List<Share> measure() {
    layer.prepare();
    for (int h = 0; h < shares.heads(); h++) {
      sums[h] = new double[lags + 1];
      squares[h] = new double[lags + 1];
    }
    Evaluator.forEachBlock(block, set, (number, tasks) -> add(tasks));
    List<Share> measured = new ArrayList<>();
    for (int h = 0; h < shares.heads(); h++) {
      for (int lag = 0; lag <= lags; lag++) {
        measured.add(share(h, lag));
      }
    }
    return measured;
  }

  private void add(int tasks) {
    layer.forward();
    for (int h = 0; h < shares.heads(); h++) {
      LaneMatrix looks = shares.of(h);
      for (int lane = 0; lane < tasks; lane++) {
        for (int lag = 0; lag <= lags; lag++) {
          double mean = mean(looks, lag, lane);
          sums[h][lag] += mean;
          squares[h][lag] += mean * mean;
        }
      }
    }
  }

  private double mean(LaneMatrix looks, int lag, int lane) {
    double sum = 0;
    for (int t = lags; t < looks.rows(); t++) {
      sum += looks.get(t, t - lag, lane);
    }
    return sum / (looks.rows() - lags);
  }

  private Share share(int head, int lag) {
    double mean = sums[head][lag] / set.tasks();
    double variance = squares[head][lag] / set.tasks() - mean * mean;
    return new Share(head, lag, mean, Math.sqrt(Math.max(variance, 0)));
  }
}
