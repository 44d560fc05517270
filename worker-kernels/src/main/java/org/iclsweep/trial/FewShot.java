package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.learner.PairRegression;
import org.iclsweep.learner.Prices;
import org.iclsweep.model.ModelCost;
import org.iclsweep.model.ModelMemory;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.Observations;
import org.iclsweep.task.PairSampler;
import org.iclsweep.task.PairTokens;
import org.iclsweep.task.SequenceLayout;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TransitionLaw;
import org.iclsweep.trial.FewShot.FewShotLoss;

/**
 * What a model that was trained on sequences makes of pairs of inputs and labels: how its loss
 * falls with the pairs that it has seen, as they are and with tokens that are tuned beside it.
 *
 * <p>Contexts are of one system, or also of two, one after the other; nothing says where the second
 * one begins. Tokens are tuned on contexts of one.
 *
 * <p>Departure from the released code of the paper: there the prefix stands before the pairs of the
 * second system, too, which gives the switch away.
 *
 * @param pairs N, of a context
 * @param firstPairs of these, of the first system where there are two; 0 for contexts of one alone
 * @param ridge λ of the regression on the pairs
 * @param separator how the token behind every label is tuned
 * @param prefixTokens tokens before the first pair
 * @param prefix how these are tuned, the other one as it has been
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), section 5</a>
 */
public record FewShot(
    int pairs,
    int firstPairs,
    double ridge,
    TokenTuning separator,
    int prefixTokens,
    TokenTuning prefix)
    implements Taking<FewShotLoss> {

  /**
   * A loss at a pair.
   *
   * @param systems that the context is of, 1 or 2
   * @param variant who answers
   * @param system which of them the pair is of, from 1
   * @param pair number of the pair among those of this system, from 1
   * @param loss mean over the contexts
   * @param lossStandardError standard error of that mean
   */
  public record FewShotLoss(
      int systems,
      FewShotVariant variant,
      int system,
      int pair,
      double loss,
      double lossStandardError)
      implements Serializable {}

  public FewShot {
    require(pairs >= 2, "pairs", pairs, "at least 2");
    requireFirst(firstPairs, pairs);
    positive("ridge", ridge);
    require(prefixTokens >= 1, "prefixTokens", prefixTokens, "at least 1");
    if (prefix.isAsked() && !separator.isAsked()) {
      throw new IllegalArgumentException("a prefix is tuned beside a separator, which is not");
    }
  }

  /** Refuses a first system that has all pairs. */
  public static void requireFirst(int firstPairs, int pairs) {
    require(
        firstPairs >= 0 && firstPairs < pairs,
        "firstPairs",
        firstPairs,
        "less than the " + pairs + " pairs of a context, or 0 for one system");
  }

  /** Refuses systems that leave nothing to be learnt of pairs. */
  public static void requireLaw(TransitionLaw law) {
    if (law == TransitionLaw.FIXED) {
      throw new IllegalArgumentException(
          "W is the same in all sequences, so that pairs tell nothing new of it");
    }
  }

  /** Refuses sequences that do not show their states. */
  public static void requireStates(Observations observations) {
    if (observations.observed() > 0 || observations.noise() > 0) {
      throw new IllegalArgumentException(
          "pairs are of states themselves, but sequences show something else of them");
    }
  }

  /** Refuses tokens that are more than one observation. */
  public static void requireTokens(SequenceLayout layout) {
    if (layout != SequenceLayout.RAW) {
      throw new IllegalArgumentException(
          "a pair is two tokens, but tokens are "
              + layout.label()
              + ", which hold several observations each");
    }
  }

  /**
   * Refuses more pairs than a sequence has room for.
   *
   * @param separated whether there is a tuned token behind each
   * @param prefixTokens before them
   * @param length tokens of the sequences that are trained on: no position behind is known
   */
  public static void requireRoom(int pairs, boolean separated, int prefixTokens, int length) {
    int most = PairTokens.fitting(prefixTokens, separated, length);
    require(
        pairs <= most,
        "pairs",
        pairs,
        "at most "
            + most
            + ": so many have room among the "
            + length
            + " tokens of a sequence, with "
            + (separated ? "a tuned token behind each" : "two tokens each")
            + (prefixTokens > 0 ? " and " + prefixTokens + " before them" : ""));
  }

  private int longestPrefix() {
    return prefix.isAsked() ? prefixTokens : 0;
  }

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    if (!(task instanceof Dynamics dynamics)) {
      throw new IllegalArgumentException(
          "pairs are shown to models of sequences, but the task is " + task);
    }
    requireLaw(dynamics.transition().law());
    requireStates(dynamics.observations());
    requireTokens(dynamics.tokensOf().layout());
    requireRoom(pairs, separator.isAsked(), longestPrefix(), dynamics.length());
  }

  @Override
  public List<FewShotLoss> atEnd(MeasuredModel model) {
    return new FewShotLosses(this, model).all();
  }

  /** Of each kind of contexts, the pairs of its systems. */
  List<List<Integer>> contexts() {
    List<Integer> one = List.of(pairs);
    return firstPairs == 0 ? List.of(one) : List.of(one, List.of(firstPairs, pairs - firstPairs));
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    Dynamics task = (Dynamics) trial.task();
    double answered = (double) trial.measure().evalTasks() * contexts().size();
    Price plain = price(trial, prices, 0, false);
    double flops =
        answered * (plain.answer() + plain.draw() + pairs * PairRegression.flops(task.dim()));
    if (separator.isAsked()) {
      Price separated = price(trial, prices, 0, true);
      flops += answered * separated.answer() + separator.tasks() * separated.gradient();
    }
    if (prefix.isAsked()) {
      Price prefixed = price(trial, prices, prefixTokens, true);
      flops += answered * prefixed.answer() + prefix.tasks() * prefixed.gradient();
    }
    return flops;
  }

  /** Flops of a context. */
  private record Price(double draw, double answer, double gradient) {}

  /** As those of the tasks that are trained on, by draws and multiply-adds. */
  private Price price(TrialSpec trial, Prices prices, int ahead, boolean separated) {
    Dynamics task = (Dynamics) trial.task();
    double draw = prices.draw() * PairSampler.draws(task, List.of(pairs)) / task.draws();
    ModelCost trained = ModelCost.of(trial.model(), task);
    ModelCost shown = ModelCost.of(trial.model(), shown(task, ahead, separated));
    double forward = (prices.network() - prices.draw()) * shown.forward() / trained.forward();
    double backward =
        (prices.training() - prices.network()) * shown.backward() / trained.backward();
    // of a layer's gradient, that by its inputs is about one half, and that by its weights is not
    // asked for
    return new Price(draw, draw + forward, draw + forward + backward / 2);
  }

  private Dynamics shown(Dynamics task, int ahead, boolean separated) {
    return task.withLength(new PairTokens(ahead, separated, pairs).tokens());
  }

  /** A network for each kind of tokens is made when those before it are done with. */
  @Override
  public double bytes(TrialSpec trial) {
    Dynamics longest = shown((Dynamics) trial.task(), longestPrefix(), separator.isAsked());
    return ModelMemory.of(trial.model(), longest).bytes();
  }
}
