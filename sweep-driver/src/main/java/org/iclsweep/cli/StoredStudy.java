package org.iclsweep.cli;

import java.util.List;
import java.util.Optional;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;

/** The study that ran last in a results directory, as it is kept there. */
final class StoredStudy {

  private StoredStudy() {}

  /** Where it is kept. */
  static String file(String directory) {
    return directory + "/_study/study.conf";
  }

  /** The study; empty if none is kept. */
  static Optional<Study> read(Storage storage, String directory) throws StudyException {
    Optional<String> resolved = TrialTable.at(storage, directory).study();
    return resolved.isEmpty()
        ? Optional.empty()
        : Optional.of(Study.parse(resolved.get(), file(directory), List.of()));
  }
}
