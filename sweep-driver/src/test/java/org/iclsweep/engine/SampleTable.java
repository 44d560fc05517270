package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.lanes.Numerics;
import org.iclsweep.results.PlanShare;
import org.iclsweep.results.Provenance;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.TrialRecord;

/** The table that a finished run of a sample study leaves, written without Spark. */
record SampleTable(TrialTable table, Study study) {

  /** How large files get by default. */
  static final long TARGET_BYTES = 128L << 20;

  private static final SampleTrials FUNCTION = new SampleTrials(0);

  /** Writes one, of so many rows a file. */
  static SampleTable write(String directory, Storage storage, Study study, int rows)
      throws IOException {
    SampleTable sample = new SampleTable(TrialTable.at(storage, directory), study);
    storage.write(sample.table.studyFile(), study.resolved());
    FittedLearners fitted = new FittedLearners();
    Trials learners = Trials.of(study.plan().learners());
    sample.write(learners, 0, (int) learners.size(), new FittedLearners(), fitted);
    Trials trials = Trials.of(study);
    for (int from = 0; from < trials.size(); from += rows) {
      sample.write(trials, from, (int) Math.min(from + rows, trials.size()), fitted, null);
    }
    return sample;
  }

  static SampleTable write(Path directory, Study study, int rows) throws IOException {
    return write(directory.toString(), new Storage(Map.of()), study, rows);
  }

  private void write(Trials trials, int from, int to, FittedLearners learners, FittedLearners into)
      throws IOException {
    PlanShare share = new PlanShare(trials.fingerprint());
    String name = trials.fingerprint().substring(0, 8) + "-" + from;
    try (RowWriter writer = new RowWriter(table.storage(), table.file(name))) {
      for (int index = from; index < to; index++) {
        Trial trial = trials.trial(index);
        TrialRecord record = record(trial, learners);
        writer.write(row(trial, record, name));
        share.add(index, record.outcome());
        if (into != null) {
          into.add((LearnerTrial) trial, record);
        }
      }
      writer.declare(share);
    }
  }

  private static TrialRecord record(Trial trial, FittedLearners learners) {
    try {
      return FUNCTION.run(trial, learners.of(trial));
    } catch (RuntimeException e) {
      return TrialRecord.failed(e);
    }
  }

  /** A row as a run leaves it. */
  static TrialRow row(Trial trial, TrialRecord record, String chunk) {
    String learner = trial instanceof LearnerTrial fitted ? fitted.spec().kind().label() : null;
    Provenance provenance =
        new Provenance(
            "sample",
            0.5,
            Instant.EPOCH,
            "h",
            "17",
            "sample",
            Numerics.VERSION,
            "dev",
            chunk,
            null);
    String kind = learner == null ? TrialRow.TRANSFORMER : TrialRow.LEARNER;
    return new TrialRow(trial.id(), kind, learner, trial.parameters(), record, provenance);
  }

  /** Its rows, provenance and all, by identity. */
  List<TrialRow> rows() {
    List<TrialRow> all = new ArrayList<>();
    try (Stream<TrialRow> rows = table.rows()) {
      rows.sorted((a, b) -> a.trialId().compareTo(b.trialId())).forEach(all::add);
    }
    return all;
  }

  String digest() {
    return digest(Path.of(table.root().toUri().getPath()));
  }

  static String digest(Path directory) {
    try (ResultTable results = ResultTable.open(directory.toString())) {
      return results.digest();
    }
  }
}
