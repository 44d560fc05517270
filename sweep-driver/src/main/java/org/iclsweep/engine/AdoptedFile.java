package org.iclsweep.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.PlanShare;
import org.iclsweep.results.RowHeads.Described;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.Trial;

/** Rows of one file of another table that are trials that are missing here. */
final class AdoptedFile {

  private final TrialTable source;
  private final TrialFile file;
  private final MissingTrials missing;

  /** Indices by identity, in the order of the file. */
  private final Map<String, Long> indices = new LinkedHashMap<>();

  private final List<String> refused = new ArrayList<>();
  private long otherNumerics;

  /** Finds those that are what they say. */
  AdoptedFile(TrialTable source, TrialFile file, MissingTrials missing) {
    this.source = source;
    this.file = file;
    this.missing = missing;
    source.heads(List.of(file)).forEachDescribed((same, row) -> look(row));
    if (!indices.isEmpty()) {
      file.requireAllColumnsKnown();
      refuseWhatIsNotAsWritten();
    }
  }

  private void look(Described row) {
    if (!missing.isOfKind(row) || row.outcome().isFailure()) {
      return;
    }
    if (ForeignRow.isOfOtherNumerics(row)) {
      otherNumerics++;
      return;
    }
    Optional<String> problem = missing.problem(row);
    if (problem.isPresent()) {
      refuse(row.trialId(), problem.get());
    } else {
      missing.index(row).ifPresent(index -> indices.put(row.trialId(), index));
    }
  }

  private void refuse(String trialId, String problem) {
    refused.add("trial %s in %s: %s".formatted(trialId, file.status().getPath(), problem));
  }

  private void refuseWhatIsNotAsWritten() {
    Map<String, String> problems = new LinkedHashMap<>();
    try (Stream<TrialRow> rows = rows()) {
      rows.forEach(
          row ->
              ForeignRow.problem(row, trial(row))
                  .ifPresent(problem -> problems.put(row.trialId(), problem)));
    }
    problems.forEach(this::refuse);
    indices.keySet().removeAll(problems.keySet());
  }

  private Trial trial(TrialRow row) {
    return missing.trials().trial(indices.get(row.trialId()));
  }

  private Stream<TrialRow> rows() {
    return source.rows(file.status(), List.copyOf(indices.keySet()));
  }

  List<String> refused() {
    return refused;
  }

  long otherNumerics() {
    return otherNumerics;
  }

  int size() {
    return indices.size();
  }

  /**
   * Writes them as a chunk of this table.
   *
   * @param folder where it is staged
   * @param number tells files of one driver apart
   */
  StagedChunk stage(StudyFolder folder, Path staging, int number) throws IOException {
    String key = StagedChunk.key(indices.keySet().iterator());
    Path staged = new Path(staging, StagedChunk.fileName(key, 0, number));
    PlanShare share = new PlanShare(missing.trials().fingerprint());
    try (RowWriter writer = RowWriter.inFolder(folder.storage(), staged);
        Stream<TrialRow> rows = rows()) {
      Iterator<TrialRow> each = rows.iterator();
      while (each.hasNext()) {
        TrialRow row = each.next();
        share.add(indices.get(row.trialId()), row.record().outcome());
        writer.write(ForeignRow.withOwnDerived(row));
      }
      writer.declare(share);
    }
    if (share.size() != indices.size()) {
      throw new SweepException(file.status().getPath() + " was changed while it was read");
    }
    missing.take(share);
    return new StagedChunk(key, staged.toString(), size(), 0, 0, 0, 0);
  }
}
