package org.iclsweep.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of sample trials into a directory, and what is in it then. */
abstract class SweepCase {
  static final TrialFunction QUICK = new SampleTrials(0);
  @TempDir Path directory;

  SweepResult sweep(Study study) {
    return sweep(QUICK, study);
  }

  SweepResult sweep(TrialFunction function, Study study) {
    return sweep(function, study, options(), Progress.NONE);
  }

  SweepResult sweep(TrialFunction function, Study study, SweepOptions options, Progress progress) {
    return new Sweep(function, options).run(study, directory.toString(), progress);
  }

  static SweepOptions options() {
    return SweepOptions.on(SharedSpark.settings());
  }

  static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }

  static String digestOf(Path directory, Study study, Duration chunkTime) {
    new Sweep(QUICK, options().withChunkTime(chunkTime))
        .run(study, directory.toString(), Progress.NONE);
    try (ResultTable table = ResultTable.open(directory.toString())) {
      return table.digest();
    }
  }

  String digest() {
    try (ResultTable table = ResultTable.open(directory.toString())) {
      return table.digest();
    }
  }

  List<TrialRow> rows() {
    try (ResultTable table = ResultTable.open(directory.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.toList();
    }
  }

  List<TrialRow> rows(Outcome outcome) {
    return rows().stream().filter(row -> row.record().outcome() == outcome).toList();
  }
}
