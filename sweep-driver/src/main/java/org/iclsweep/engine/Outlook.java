package org.iclsweep.engine;

import java.time.Duration;
import java.util.List;
import org.iclsweep.results.Storage;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.Study;

/**
 * What running a study would mean, without starting anything.
 *
 * @param planned trials of the plan
 * @param present of which are in the table
 * @param failed of which failed
 * @param learnersPlanned learners that they are held against
 * @param learnersPresent of which are in the table
 * @param coreTime estimated time of one core for what is missing
 */
public record Outlook(
    long planned,
    long present,
    long failed,
    long learnersPlanned,
    long learnersPresent,
    Duration coreTime) {

  /** Compares a study with a results directory, which need not be there. */
  public static Outlook of(Study study, Storage storage, String directory) {
    OutcomesById outcomes = Inventory.outcomes(StudyFolder.at(storage, directory).table());
    List<LearnerTrial> plan =
        study.plan().learners().stream().map(LearnerTrial.class::cast).toList();
    Inventory learners = Inventory.of(Trials.of(plan), outcomes, () -> false);
    Inventory trials = Inventory.of(Trials.of(study.plan()), outcomes, () -> false);
    double flops = learners.backlog().cost() + trials.backlog().cost();
    return new Outlook(
        trials.total(),
        trials.present(),
        trials.failed(),
        learners.total(),
        learners.present(),
        Duration.ofMillis((long) (1000 * flops / CostModel.FLOPS_A_SECOND)));
  }
}
