package org.iclsweep.engine;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.Outcome;

/**
 * Takes the rows of trials that failed or timed out out of a table, so that they can be run again.
 */
final class FailedRows {

  private FailedRows() {}

  /** Removes those of these trials; each file is replaced at once by what is left of it. */
  static void remove(StudyFolder folder, OutcomesById outcomes, Trials... plans)
      throws IOException {
    Set<String> failed = new HashSet<>();
    for (Trials trials : plans) {
      for (long index = 0; index < trials.size(); index++) {
        Trial trial = trials.trial(index);
        outcomes.get(trial.id()).filter(Outcome::isFailure).ifPresent(o -> failed.add(trial.id()));
      }
    }
    if (!failed.isEmpty()) {
      rewrite(folder, failed::contains);
    }
  }

  private static void rewrite(StudyFolder folder, Predicate<String> isFailed) throws IOException {
    TrialTable table = folder.table();
    Map<FileStatus, Boolean> keepsRows = new LinkedHashMap<>();
    Set<FileStatus> hasFailed = new HashSet<>();
    table.forEachHead(
        (file, head) -> {
          boolean failed = isFailed.test(head.trialId());
          keepsRows.merge(file, !failed, Boolean::logicalOr);
          if (failed) {
            hasFailed.add(file);
          }
        });
    for (FileStatus file : hasFailed) {
      if (keepsRows.get(file)) {
        keepOthers(folder, file, isFailed);
      } else {
        folder.storage().delete(file.getPath());
      }
    }
  }

  private static void keepOthers(StudyFolder folder, FileStatus file, Predicate<String> isFailed)
      throws IOException {
    Path draft = new Path(folder.staging(), UUID.randomUUID() + ".staged");
    try (RowWriter writer = new RowWriter(folder.storage(), draft);
        Stream<TrialRow> rows = folder.table().rows(file)) {
      for (TrialRow row : (Iterable<TrialRow>) rows::iterator) {
        if (!isFailed.test(row.trialId())) {
          writer.write(row);
        }
      }
    }
    folder.storage().replace(draft, file.getPath());
  }
}
