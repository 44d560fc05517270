package org.iclsweep.learner;

import java.util.List;
import java.util.function.DoubleFunction;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.random.Stream;
import org.iclsweep.task.TaskSpec;

/** Searches the one number on which a rule depends among some. */
final class PrefixSearch {

  private PrefixSearch() {}

  /**
   * The first of some numbers with the least loss.
   *
   * @param rule of a number
   * @param tasks sequences that each is tried on
   */
  static double best(
      List<Double> tried,
      DoubleFunction<PrefixRule> rule,
      NewestPair newest,
      TaskSpec task,
      long seed,
      int tasks) {
    EvaluationSet set = new EvaluationSet(task, Stream.SEARCH, seed, tasks);
    return RateSearch.bestOf(
        tried,
        each -> Evaluator.loss(new PrefixPredictor(task, newest, rule.apply(each)), set).mean());
  }
}
