package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.PairRegression;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Evaluator.LossSum;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.ShownPairs;
import org.iclsweep.measure.TokenVectors;
import org.iclsweep.spec.TrialInterruptedException;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.PairSampler;
import org.iclsweep.trial.FewShot.FewShotLoss;

/**
 * The losses of a {@link FewShot} at the end of a training, on the draws of the evaluation tasks:
 * all variants answer the same pairs.
 */
final class FewShotLosses {

  private final FewShot asked;
  private final MeasuredModel model;
  private final Dynamics task;
  private final List<FewShotLoss> losses = new ArrayList<>();

  FewShotLosses(FewShot asked, MeasuredModel model) {
    this.asked = asked;
    this.model = model;
    task = (Dynamics) model.spec().task();
  }

  /** Variant by variant, contexts of one system before those of two. */
  List<FewShotLoss> all() {
    TokenVectors none = TokenVectors.none(task.dim());
    add(FewShotVariant.PLAIN, none, none);
    if (asked.separator().isAsked()) {
      TokenVectors eos = drawn(1, 0);
      asked.separator().tune(eos, shown(List.of(asked.pairs()), eos, none), seed(), 0);
      add(FewShotVariant.EOS, eos, none);
      if (asked.prefix().isAsked()) {
        TokenVectors prefix = drawn(asked.prefixTokens(), 1);
        int before = asked.separator().steps();
        asked.prefix().tune(prefix, shown(List.of(asked.pairs()), eos, prefix), seed(), before);
        add(FewShotVariant.EOS_PREFIX, eos, prefix);
      }
    }
    asked.contexts().forEach(this::addRegression);
    return losses;
  }

  private long seed() {
    return model.spec().seed();
  }

  private TokenVectors drawn(int count, int number) {
    return TokenVectors.drawn(count, task.dim(), seed(), number);
  }

  private ShownPairs shown(List<Integer> pairs, TokenVectors separator, TokenVectors prefix) {
    return new ShownPairs(model.network(), task, pairs, separator, prefix);
  }

  private void add(FewShotVariant variant, TokenVectors separator, TokenVectors prefix) {
    for (List<Integer> pairs : asked.contexts()) {
      ShownPairs shown = shown(pairs, separator, prefix);
      EvaluationSet set = model.evaluation();
      add(
          variant,
          pairs,
          shown.labels(),
          shown.answers(),
          first -> shown.answer(set.seed(), set.stream(), 0, first));
    }
  }

  private void addRegression(List<Integer> pairs) {
    PairSampler sampler = new PairSampler(task, pairs);
    PairRegression regression = new PairRegression(asked.ridge(), task.dim());
    LaneMatrix answers = LaneMatrix.zeros(asked.pairs(), task.dim());
    EvaluationSet set = model.evaluation();
    add(
        FewShotVariant.LSQ,
        pairs,
        sampler.labels(),
        answers,
        first -> {
          sampler.draw(set.seed(), set.stream(), 0, first);
          regression.answer(answers, sampler.inputs(), sampler.labels());
        });
  }

  /**
   * @param answer overwrites labels and answers by those of a block from a task on
   */
  private void add(
      FewShotVariant variant,
      List<Integer> pairs,
      LaneMatrix labels,
      LaneMatrix answers,
      IntConsumer answer) {
    List<LossSum> sums = Stream.generate(LossSum::new).limit(labels.rows()).toList();
    int tasks = model.evaluation().tasks();
    for (int first = 0; first < tasks; first += LaneMatrix.LANES) {
      TrialInterruptedException.check();
      answer.accept(first);
      for (int k = 0; k < labels.rows(); k++) {
        for (int lane = 0; lane < Math.min(LaneMatrix.LANES, tasks - first); lane++) {
          sums.get(k).add(Evaluator.loss(labels, answers, k, lane));
        }
      }
    }
    int before = 0;
    for (int system = 0; system < pairs.size(); system++) {
      for (int k = 0; k < pairs.get(system); k++) {
        Loss loss = sums.get(before + k).loss();
        losses.add(
            new FewShotLoss(
                pairs.size(), variant, system + 1, k + 1, loss.mean(), loss.standardError()));
      }
      before += pairs.get(system);
    }
  }
}
