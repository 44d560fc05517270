package org.iclsweep.engine;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.study.read.Study;

/**
 * A study that refines a boundary, round after round. A round is a function of the trials of those
 * before it, and it is kept before any of its own is run; so whoever goes on from here, whenever,
 * has the same trials.
 */
final class RefinementRun {

  /** Runs what a table lacks of the rounds that a study has so far. */
  interface Trials {

    /**
     * @param isFirst whether this driver has run none before
     */
    SweepResult run(Study known, boolean isFirst) throws IOException;
  }

  private final StudyFolder folder;
  private final KeptRounds rounds;
  private final BooleanSupplier cancelled;
  private final Consumer<RoundResults> kept;

  /**
   * @param cancelled asked before each round
   * @param kept is told of each round, when it is kept and none of its trials is begun, what it
   *     follows from
   */
  RefinementRun(
      StudyFolder folder,
      KeptRounds rounds,
      BooleanSupplier cancelled,
      Consumer<RoundResults> kept) {
    this.folder = folder;
    this.rounds = rounds;
    this.cancelled = cancelled;
    this.kept = kept;
  }

  /** Runs them until there is none to come. */
  SweepResult result(Trials trials) throws IOException {
    rounds.keepFirst();
    SweepResult all = trials.run(rounds.known(), true);
    while (!cancelled.getAsBoolean()) {
      RoundResults results = RoundResults.of(rounds.known(), folder.table());
      if (results.next().isEmpty() || cancelled.getAsBoolean()) {
        break;
      }
      rounds.keep(results.extended());
      kept.accept(results);
      all = trials.run(rounds.known(), false).after(all);
    }
    return all;
  }
}
