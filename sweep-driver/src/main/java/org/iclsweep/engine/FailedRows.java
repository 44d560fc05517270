package org.iclsweep.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.PlanShare;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.Outcome;

/**
 * Takes rows of trials out of a table by how they ended, so that the trials can be run again: those
 * that failed or timed out, if that is asked for, and those for which there was not the memory.
 */
final class FailedRows {
  private final StudyFolder folder;
  private final Lease lease;
  private final Holdings held;
  private final Predicate<Outcome> which;
  private final OutcomesById failed = new OutcomesById();

  private FailedRows(
      StudyFolder folder,
      Lease lease,
      Holdings held,
      List<Trials> asked,
      Predicate<Outcome> which) {
    this.folder = folder;
    this.lease = lease;
    this.held = held;
    this.which = which;
    asked.forEach(this::addFailed);
  }

  /**
   * Removes those of these trials; each file is replaced at once by what is left of it.
   *
   * @return whether there were any
   */
  static boolean remove(
      StudyFolder folder, Lease lease, Holdings held, List<Trials> asked, Predicate<Outcome> which)
      throws IOException {
    FailedRows rows = new FailedRows(folder, lease, held, asked, which);
    if (rows.failed.size() == 0) {
      return false;
    }
    rows.remove();
    return true;
  }

  private void addFailed(Trials trials) {
    held.known(trials)
        .indices(which)
        .forEach((int index) -> failed.put(trials.trial(index).id(), Outcome.FAILED));
    if (held.others().any(which)) {
      held.unknown(trials)
          .forEach(
              index -> {
                Trial trial = trials.trial(index);
                held.other(trial)
                    .filter(which)
                    .ifPresent(outcome -> failed.put(trial.id(), outcome));
              });
    }
  }

  private void remove() throws IOException {
    Map<TrialFile, Long> counts = new HashMap<>();
    folder
        .table()
        .heads(candidates())
        .forEach(
            (file, head) -> {
              if (isFailed(head.trialId())) {
                counts.merge(file, 1L, Long::sum);
              }
            });
    counts.keySet().forEach(TrialFile::requireAllColumnsKnown);
    for (Map.Entry<TrialFile, Long> file : counts.entrySet()) {
      if (file.getValue() == file.getKey().rows()) {
        lease.remove(file.getKey().status().getPath());
      } else {
        keepOthers(file.getKey(), file.getValue());
      }
    }
  }

  /** Files that may have some. */
  private List<TrialFile> candidates() {
    Set<TrialFile> others = Set.copyOf(held.filesOfOthers());
    return held.files().stream()
        .filter(file -> others.contains(file) || file.shares().stream().anyMatch(this::some))
        .toList();
  }

  private boolean some(PlanShare share) {
    return !share.indices(which).isEmpty();
  }

  private void keepOthers(TrialFile file, long removed) throws IOException {
    Path draft = new Path(lease.staging(), UUID.randomUUID() + ".rewritten");
    try (RowWriter writer = RowWriter.inFolder(folder.storage(), draft);
        Stream<TrialRow> rows = folder.table().rows(file.status())) {
      for (TrialRow row : (Iterable<TrialRow>) rows::iterator) {
        if (!isFailed(row.trialId())) {
          writer.write(row);
        }
      }
      for (PlanShare share : file.shares()) {
        boolean all = share.indices(which).getLongCardinality() == removed;
        if (all && share.size() == file.rows()) {
          writer.declare(share.without(which));
        }
      }
      file.paces().forEach(writer::declare);
    }
    lease.replace(draft, file.status().getPath());
  }

  private boolean isFailed(String trialId) {
    return failed.get(trialId).isPresent();
  }
}
