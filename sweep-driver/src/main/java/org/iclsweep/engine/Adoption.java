package org.iclsweep.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.TrialFile;

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
 * are read twice, of others their parameters. Where rounds ask again, only files that may have
 * their trials are read.
 */
final class Adoption {

  private final StudyFolder folder;
  private final Lease lease;
  private final List<AdoptedDirectory> directories;
  private final BooleanSupplier cancelled;
  private int staged;

  /**
   * @param directories in the words of the one who asked
   * @param cancelled asked before each file
   * @throws SweepException if one of them is this directory itself
   */
  Adoption(StudyFolder folder, Lease lease, List<String> directories, BooleanSupplier cancelled) {
    this.folder = folder;
    this.lease = lease;
    this.cancelled = cancelled;
    this.directories =
        directories.stream().map(each -> new AdoptedDirectory(folder, each)).toList();
  }

  /** Whether there is any directory to take from. */
  boolean isAsked() {
    return !directories.isEmpty();
  }

  /**
   * Takes over what the directories have, one after the other.
   *
   * @throws SweepException if one is not as it was written
   */
  List<Adopted> of(MissingTrials learners, MissingTrials trials) throws IOException {
    List<Adopted> adopted = new ArrayList<>();
    for (AdoptedDirectory directory : directories) {
      adopted.add(of(directory, learners, trials));
    }
    return adopted;
  }

  private Adopted of(AdoptedDirectory directory, MissingTrials learners, MissingTrials trials)
      throws IOException {
    Supplier<List<String>> missing = () -> Stream.concat(learners.ids(), trials.ids()).toList();
    Adopted adopted = new Adopted(directory.name(), 0, 0, 0, List.of());
    for (TrialFile file : directory.files(missing)) {
      if (!cancelled.getAsBoolean()) {
        AdoptedFile ofLearners = commit(new AdoptedFile(directory.table(), file, learners));
        AdoptedFile ofTrials = commit(new AdoptedFile(directory.table(), file, trials));
        adopted =
            adopted
                .plus(0, ofLearners.size(), ofLearners.otherNumerics(), ofLearners.refused())
                .plus(ofTrials.size(), 0, ofTrials.otherNumerics(), ofTrials.refused());
      }
    }
    return adopted;
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
