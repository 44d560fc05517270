package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import org.iclsweep.layer.Scores;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.LagShares;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.AttentionLags.AttentionLag;

/**
 * How far back the first layer looks, over the steps: what share of a token's look each of its
 * heads gives to the token itself and to those before it, {@link LagShares}.
 *
 * <p>Of a softmax, whose shares sum to 1; scores of linear attention are no shares.
 *
 * <p><b>Cost.</b> The first layer on the tasks, and the scores of all pairs again, at every point.
 *
 * @param lags the largest one
 * @param tasks over which it is measured, the first of the evaluation set
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), figure 3</a>
 */
public record AttentionLags(int lags, int tasks) implements Taking<AttentionLag> {

  /**
   * A lag of a head.
   *
   * @param step optimizer steps done
   * @param layer 0, the first
   * @param head from 0
   * @param lag tokens back, 0 for the token itself
   * @param share mean over sequences and positions that have so many tokens before them
   * @param deviation standard deviation, over sequences, of a sequence's mean over positions
   */
  public record AttentionLag(int step, int layer, int head, int lag, double share, double deviation)
      implements Serializable {}

  public AttentionLags {
    require(lags >= 0, "lags", lags, "0 or more");
    atLeastOne("tasks", tasks);
  }

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    requireLags(lags, Dynamics.of(task).length());
    requireShares(model.attention().kind(), model.attention().weights().kind());
  }

  /** Refuses more lags than tokens have before them. */
  public static void requireLags(int lags, int length) {
    require(
        lags < length, "lags", lags, "at most " + (length - 1) + ", the tokens before the last");
  }

  /** Refuses first layers whose scores are no shares, or are formed without queries and keys. */
  public static void requireShares(AttentionSpec.Kind attention, WeightsSpec.Kind weights) {
    AttentionSpec one = new AttentionSpec(attention, 1, 0, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO);
    if (one.scores(0) != Scores.SOFTMAX) {
      throw new IllegalArgumentException(
          "shares of looks are of a first layer of softmax, but attention is " + attention.label());
    }
    if (weights == WeightsSpec.Kind.MERGED) {
      throw new IllegalArgumentException(
          "shares of looks are formed of queries and keys, but weights are merged");
    }
  }

  @Override
  public boolean isOverSteps() {
    return true;
  }

  @Override
  public AtPoints<AttentionLag> atPoints(MeasuredModel model) {
    LagShares shares = new LagShares(model.network(), model.evaluation().first(tasks), lags);
    return point ->
        shares.measure().stream()
            .map(
                each ->
                    new AttentionLag(
                        point.step(), 0, each.head(), each.lag(), each.share(), each.deviation()))
            .toList();
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    double layer = (prices.network() - prices.draw()) / trial.model().depth();
    return trial.points() * tasks * (prices.draw() + 2 * layer);
  }
}
