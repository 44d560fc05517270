package org.iclsweep.study.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRunner;

/**
 * Trials run by the thread that asks for them, without Spark and without a table: the same bits
 * that a sweep has of them. What is to last, to use all cores or to go on after a kill is for a
 * sweep.
 */
public final class Trials {

  private final Map<String, TrialRecord> fitted = new HashMap<>();

  private Trials() {}

  /**
   * Fits what a trial is held against, trains it and measures it.
   *
   * @throws org.iclsweep.spi.ProviderException if it takes something from outside that this
   *     thread's context class loader does not see, or that fails
   */
  public static TrialRecord run(TransformerTrial trial) {
    return new Trials().record(trial);
  }

  /**
   * The records of all trials of a plan, in its order, each when it is asked for; a learner is
   * fitted once for all that share it.
   *
   * @return sequential; an exception of a trial ends it
   */
  public static Stream<TrialRecord> run(Plan plan) {
    Trials trials = new Trials();
    return LongStream.range(0, plan.size()).mapToObj(plan::trial).map(trials::record);
  }

  private TrialRecord record(TransformerTrial trial) {
    List<TrialRecord> learners = trial.learners().stream().map(this::learner).toList();
    return TrialRunner.run(trial.spec(), learners);
  }

  private TrialRecord learner(LearnerTrial learner) {
    return fitted.computeIfAbsent(learner.id(), id -> TrialRunner.run(learner.spec()));
  }
}
