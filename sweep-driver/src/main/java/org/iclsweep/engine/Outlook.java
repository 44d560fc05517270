package org.iclsweep.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.results.Pace;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;

/**
 * What running a study would mean, without starting anything.
 *
 * @param planned trials of the plan
 * @param present of which are in the table
 * @param failed of which failed
 * @param diverged of which diverged
 * @param learnersPlanned learners that they are held against
 * @param learnersPresent of which are in the table
 * @param others rows of the table that are not of this plan
 * @param coreTime estimated time of one core for what is missing
 * @param pace of the trained models in the table, which the estimate goes by if there are any
 * @param flopsASecond operations a second that a core is taken to do in training
 * @param saving what trials save that stop before their last step
 * @param driver who is writing to the table now, in words; empty if nobody is
 */
public record Outlook(
    long planned,
    long present,
    long failed,
    long diverged,
    long learnersPlanned,
    long learnersPresent,
    long others,
    Duration coreTime,
    Pace pace,
    double flopsASecond,
    EarlyEnds.Saving saving,
    Optional<String> driver) {

  /** Trials that are still to be run. */
  public long missing() {
    return planned - present;
  }

  /** Compares a study with a results directory, which need not be there. */
  public static Outlook of(Study study, Storage storage, String directory) {
    StudyFolder folder = StudyFolder.at(storage, directory);
    Trials learnersAsked = Trials.of(study.plan().learners());
    Trials trialsAsked = Trials.of(study);
    List<Trials> asked = List.of(learnersAsked, trialsAsked);
    TrialTable table = folder.table();
    Holdings held = table.settled(() -> Holdings.of(table, table.contents(), asked));
    Inventory learners = Inventory.of(learnersAsked, held, () -> false);
    EarlyEnds ends = table.settled(() -> earlyEnds(study, table));
    Inventory trials = Inventory.of(trialsAsked, held, () -> false, ends);
    boolean isDone = learners.backlog().size() + trials.backlog().size() == 0;
    CoreSpeed fitting = speed(held, TrialRow.LEARNER, isDone);
    CoreSpeed training = speed(held, TrialRow.TRANSFORMER, isDone);
    Duration fittingTime = fitting.time(learners.backlog().cost());
    Duration trainingTime = training.time(trials.backlog().cost());
    boolean compiles = training.pace().trials() == 0 && !trainingTime.isZero();
    return new Outlook(
        trials.total(),
        trials.present(),
        trials.failed(),
        trials.diverged(),
        learners.total(),
        learners.present(),
        others(held, learners.present() + trials.present(), asked),
        fittingTime
            .plus(trainingTime)
            .plus(compiles ? CompilingTime.of(study.plan(), trainingTime) : Duration.ZERO),
        training.pace(),
        training.flopsASecond(),
        ends.saving(),
        driver(folder));
  }

  /** Of the core that asks only where something is left for it to do: to measure takes a second. */
  private static CoreSpeed speed(Holdings held, String kind, boolean isDone) {
    return isDone ? CoreSpeed.of(held.files(), kind) : CoreSpeed.measured(held.files(), kind);
  }

  /** Curves are read where some trial may stop. */
  private static EarlyEnds earlyEnds(Study study, TrialTable table) {
    boolean stops =
        study
            .plan()
            .distinct(each -> each.path().startsWith("training.stop."))
            .anyMatch(trial -> trial.spec().training().stops().isPresent());
    try (Stream<TrialRow> rows = stops ? table.curveRows() : Stream.empty()) {
      return new EarlyEnds(rows);
    }
  }

  /** Who is writing to a results directory now, in words; empty if nobody is. */
  public static Optional<String> driver(Storage storage, String directory) {
    return driver(StudyFolder.at(storage, directory));
  }

  private static Optional<String> driver(StudyFolder folder) {
    return Lease.holder(folder);
  }

  /** What files of other plans hold beside trials of this one. */
  private static long others(Holdings held, long present, List<Trials> asked) {
    long told =
        asked.stream()
            .mapToLong(trials -> held.known(trials).indices(Outcome::isDone).getLongCardinality())
            .sum();
    long rows = held.filesOfOthers().stream().mapToLong(TrialFile::rows).sum();
    return rows - (present - told);
  }
}
