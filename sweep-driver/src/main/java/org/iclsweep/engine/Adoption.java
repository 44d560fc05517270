package org.iclsweep.engine;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.DoubledRows;
import org.iclsweep.results.DoubledRowsException;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialTable;

/**
 * Takes rows of other results directories over that are of trials of a study and missing here. They
 * come in as chunks do: a file is staged in the driver's own folder and moved into the table at
 * once, under a name that follows from its trials.
 *
 * <p>What comes from elsewhere is looked at: files are as they were written, rows of these numerics
 * and their parameters such as give the identities that they have. What follows from others is
 * worked out again.
 *
 * <p><b>Cost.</b> Every file is read once for its checksum; of rows that are taken over all columns
 * are read twice, of others their parameters.
 */
final class Adoption {

  private final StudyFolder folder;
  private final Lease lease;
  private final MissingTrials learners;
  private final MissingTrials trials;
  private final BooleanSupplier cancelled;
  private int staged;

  /**
   * @param cancelled asked before each file
   */
  Adoption(
      StudyFolder folder,
      Lease lease,
      MissingTrials learners,
      MissingTrials trials,
      BooleanSupplier cancelled) {
    this.folder = folder;
    this.lease = lease;
    this.learners = learners;
    this.trials = trials;
    this.cancelled = cancelled;
  }

  /**
   * Takes over what a directory has.
   *
   * @throws SweepException if that is this directory itself, or is not as it was written
   */
  Adopted of(String directory) throws IOException {
    TrialTable source = TrialTable.at(folder.storage(), directory);
    if (source.root().equals(folder.table().root())) {
      throw new SweepException(
          "--adopt is %s, which is the results directory itself; name another"
              .formatted(directory));
    }
    source.requireFiles(directory);
    Adopted adopted = new Adopted(directory, 0, 0, 0, List.of());
    for (TrialFile file : sound(source, directory)) {
      if (!cancelled.getAsBoolean()) {
        AdoptedFile ofLearners = commit(new AdoptedFile(source, file, learners));
        AdoptedFile ofTrials = commit(new AdoptedFile(source, file, trials));
        adopted =
            adopted
                .plus(0, ofLearners.size(), ofLearners.otherNumerics(), ofLearners.refused())
                .plus(ofTrials.size(), 0, ofTrials.otherNumerics(), ofTrials.refused());
      }
    }
    return adopted;
  }

  private static List<TrialFile> sound(TrialTable source, String directory) {
    try {
      List<TrialFile> files = source.sound();
      DoubledRows.requireNone(source, files);
      return files;
    } catch (DamagedTableException | DoubledRowsException e) {
      throw new SweepException(
          "nothing is taken over of %s, which is not as a run leaves it: %s"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private AdoptedFile commit(AdoptedFile rows) throws IOException {
    if (rows.size() > 0) {
      StagedChunk chunk = rows.stage(folder, lease.staging(), staged++);
      Path file = new Path(chunk.file());
      if (!lease.commit(file, lease.target(chunk.key()))) {
        folder.storage().delete(file);
      }
    }
    return rows;
  }
}
