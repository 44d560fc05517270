package org.iclsweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.results.Provenance;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;

/** Results directories as something other than a run leaves them. */
final class Tables {
  private static final Storage STORAGE = new Storage(Map.of());

  private Tables() {}

  /** A copy of a results directory. */
  static Path copy(Path results, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(results)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(results.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }

  /** The rows of trained models. */
  static List<TrialRow> models(Path results) {
    try (ResultTable table = ResultTable.open(results.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.filter(row -> row.kind().equals(TrialRow.TRANSFORMER)).toList();
    }
  }

  /** Adds a file whose footer tells nothing of a plan. */
  static Path write(Path results, String name, List<TrialRow> rows) throws IOException {
    TrialTable table = TrialTable.at(STORAGE, results.toString());
    try (RowWriter writer = new RowWriter(STORAGE, table.file(name))) {
      for (TrialRow row : rows) {
        writer.write(row);
      }
    }
    return results.resolve("trials").resolve(name + ".parquet");
  }

  /** The same row as one of another version of the numerics, whose trial is another. */
  static TrialRow ofNumerics(int version, TrialRow row) {
    Provenance of = row.provenance();
    return new TrialRow(
        new StringBuilder(row.trialId()).reverse().toString(),
        row.kind(),
        row.learner(),
        row.parameters(),
        row.record(),
        new Provenance(
            of.study(),
            of.seconds(),
            of.finishedAt(),
            of.host(),
            of.javaVersion(),
            of.kernel(),
            version,
            of.codeVersion(),
            of.chunk(),
            of.stackTrace()));
  }
}
