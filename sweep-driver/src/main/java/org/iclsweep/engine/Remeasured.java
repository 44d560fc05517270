package org.iclsweep.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Study;

/**
 * A study whose trials are to be measured by the weights that trainings have left in a results
 * directory.
 *
 * @param function measures them
 * @param told trials of the study that the weights and rows there tell
 * @param untold the measures of others that need the trajectory of a training
 * @param untrained trials that are not trained there, or not to the end
 */
public record Remeasured(
    TrialFunction function, long told, Set<Parameter<?>> untold, long untrained) {

  /** Trials for which it is worked out which measures are to blame. */
  private static final int BLAMED = 100;

  public Remeasured {
    untold = new LinkedHashSet<>(untold);
  }

  /**
   * Looks which of a study's trials can be measured.
   *
   * <p><b>Cost.</b> Every file there is read once for its checksum, of its rows the parameters;
   * every trial of the plan is made.
   *
   * @throws SweepException if the table there is damaged
   */
  public static Remeasured of(Study study, Storage storage, String directory) {
    TrialTable table = TrialTable.at(storage, directory);
    table.requireFiles(directory);
    StoredTrainings trained = trained(table, directory);
    StoredWeights function = new StoredWeights(directory, trained);
    long[] counts = new long[2];
    List<TransformerTrial> untold = new ArrayList<>();
    LongStream.range(0, study.plan().size())
        .mapToObj(study.plan()::trial)
        .filter(trial -> !function.canRun(trial))
        .forEach(
            trial -> {
              boolean isTrained = !trained.alike(trial).isEmpty();
              counts[isTrained ? 0 : 1]++;
              if (isTrained && untold.size() < BLAMED) {
                untold.add(trial);
              }
            });
    Set<Parameter<?>> blamed = new LinkedHashSet<>();
    for (TransformerTrial trial : untold) {
      blamed.addAll(trial.untoldBy(trained.alike(trial).get(0)));
    }
    long told = study.plan().size() - counts[0] - counts[1];
    return new Remeasured(function, told, blamed, counts[1]);
  }

  private static StoredTrainings trained(TrialTable table, String directory) {
    try {
      return StoredTrainings.of(table);
    } catch (DamagedTableException e) {
      throw new SweepException(
          "nothing is measured of %s, which is not as a run leaves it: %s"
              .formatted(directory, e.getMessage()),
          e);
    }
  }
}
