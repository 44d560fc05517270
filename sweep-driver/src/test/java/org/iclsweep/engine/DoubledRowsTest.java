package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.iclsweep.results.DoubledRows;
import org.iclsweep.results.DoubledRowsException;
import org.iclsweep.results.PlanShare;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoubledRowsTest {
  private static final Storage STORAGE = new Storage(Map.of());
  @TempDir Path directory;

  @Test
  void aRunLeavesNoneAndFootersTellSo() throws Exception {
    SampleTable sample = SampleTable.write(directory, SampleTrials.study(12), 5);
    for (FileStatus file : sample.table().files()) {
      HoldingsTest.eraseRows(Path.of(file.getPath().toUri().getPath()));
    }

    assertThat(doubled().isEmpty()).isTrue();
  }

  @Test
  void ofSeveralPlansNoneAreFoundThatAreNotThere() throws Exception {
    SampleTable.write(directory, SampleTrials.study(4), 3);
    Path other = directory.resolve("other");
    SampleTable.write(other, SampleTrials.study(9, "model.depth = [3]"), 4);
    Files.delete(first(other, TrialRow.LEARNER));
    copyAll(other);

    assertThat(doubled().isEmpty()).isTrue();
  }

  @Test
  void theRowsOfACopiedFileAreNamed() throws Exception {
    SampleTable.write(directory, SampleTrials.study(6), 5);
    Path copied = models();
    Files.copy(copied, copied.resolveSibling("x.parquet"));
    DoubledRows doubled = doubled();

    assertThat(doubled.trials()).isEqualTo(5);
    assertThat(doubled.text())
        .startsWith("5 trials have more than one row in the table:\n")
        .contains("\n  " + copied.getFileName() + ", x.parquet: 5 trials, ")
        .contains(ids("x.parquet").stream().sorted().toList().get(0));
  }

  @Test
  void aMergedFileBesideItsSourcesIsFound() throws Exception {
    SampleTable sample = SampleTable.write(directory.resolve("merged"), SampleTrials.study(6), 5);
    SampleTable.write(directory, SampleTrials.study(6), 5);
    Compaction.run(STORAGE, directory.resolve("merged").toString(), SampleTable.TARGET_BYTES);
    copyAll(directory.resolve("merged"));

    assertThat(doubled().trials()).isEqualTo(sample.rows().size());
  }

  @Test
  void rowsInOneFileAreFound() throws Exception {
    SampleTable sample = SampleTable.write(directory, SampleTrials.study(3), 100);
    List<TrialRow> rows = List.copyOf(sample.rows());
    rewrite("one", Stream.concat(rows.stream(), rows.stream().limit(2)).toList());

    assertThat(doubled().text())
        .startsWith("2 trials have more")
        .contains("\n  one.parquet (x2): 2 trials, " + rows.get(0).trialId());
  }

  @Test
  void aTrialThatIsSaidToHaveEndedTwiceInAFileIsFound() throws Exception {
    Study study = SampleTrials.study(1, "model.depth = [1]");
    SampleTable sample = SampleTable.write(directory, study, 1);
    TrialRow row =
        sample.rows().stream()
            .filter(each -> each.kind().equals(TrialRow.TRANSFORMER))
            .toList()
            .get(0);
    PlanShare share = new PlanShare(Trials.of(study).fingerprint());
    share.add(0, Outcome.COMPLETED);
    share.add(0, Outcome.TIMED_OUT);
    STORAGE.delete(sample.table().folder());
    try (RowWriter writer = new RowWriter(STORAGE, sample.table().file("one"))) {
      writer.write(row);
      writer.write(row);
      writer.declare(share);
    }

    assertThat(doubled().trials()).isEqualTo(1);
    assertThat(Outlook.of(study, STORAGE, directory.toString()).present()).isEqualTo(1);
  }

  @Test
  void trialsThatTwoPlansShareAreFound() throws Exception {
    SampleTable.write(directory, SampleTrials.study(4), 3);
    Path other = directory.resolve("other");
    SampleTable.write(other, SampleTrials.study(12), 4);
    copyAll(other);

    assertThat(doubled().trials()).as("at two depths; the learners' file is the same").isEqualTo(8);
    assertThat(doubled().text()).startsWith("8 trials have ").doesNotContain("(x");
  }

  @Test
  void aFileWithoutFootersIsReadByItsIdentities() throws Exception {
    SampleTable sample = SampleTable.write(directory, SampleTrials.study(4), 3);
    write("plain", sample.rows().subList(2, 4));

    assertThat(doubled().trials()).isEqualTo(2);
  }

  @Test
  void nothingIsRunCompactedOrDigestedOfThemAndNothingChanges() throws Exception {
    Study study = SampleTrials.study(6);
    SampleTable.write(directory, study, 5);
    Path copied = models();
    Files.copy(copied, copied.resolveSibling("x.parquet"));
    List<Path> before = everything();
    Sweep sweep = new Sweep(new SampleTrials(0), SweepOptions.on(SharedSpark.settings()));

    assertThatThrownBy(() -> sweep.run(study, directory.toString(), Progress.NONE))
        .isInstanceOf(DoubledRowsException.class)
        .hasMessageContaining("x.parquet");
    assertThatThrownBy(() -> Compaction.run(STORAGE, directory.toString(), 1 << 20))
        .isInstanceOf(DoubledRowsException.class);
    try (ResultTable table = ResultTable.open(directory.toString())) {
      assertThatThrownBy(table::digest).isInstanceOf(DoubledRowsException.class);
      assertThatThrownBy(table::requireNoneDoubled).isInstanceOf(DoubledRowsException.class);
    }
    assertThat(everything()).isEqualTo(before);
  }

  private DoubledRows doubled() {
    try (ResultTable table = ResultTable.open(directory.toString())) {
      return table.doubled();
    }
  }

  private List<String> ids(String file) {
    StudyFolder folder = StudyFolder.at(STORAGE, directory.toString());
    TrialFile found =
        folder.table().contents().stream().filter(each -> each.name().equals(file)).toList().get(0);
    try (Stream<String> ids = folder.table().trialIds(found.status())) {
      return ids.toList();
    }
  }

  private void rewrite(String name, List<TrialRow> rows) throws IOException {
    StudyFolder folder = StudyFolder.at(STORAGE, directory.toString());
    folder.storage().delete(folder.table().folder());
    write(name, rows);
  }

  private void write(String name, List<TrialRow> rows) throws IOException {
    StudyFolder folder = StudyFolder.at(STORAGE, directory.toString());
    try (RowWriter writer = new RowWriter(STORAGE, folder.table().file(name))) {
      for (TrialRow row : rows) {
        writer.write(row);
      }
    }
  }

  /** The first file of models. */
  private Path models() {
    return first(directory, TrialRow.TRANSFORMER);
  }

  private static Path first(Path directory, String kind) {
    StudyFolder folder = StudyFolder.at(STORAGE, directory.toString());
    return folder.table().contents().stream()
        .filter(file -> file.kind().orElse("").equals(kind))
        .map(file -> Path.of(file.status().getPath().toUri().getPath()))
        .toList()
        .get(0);
  }

  /** Files of one name are of one plan, and the same. */
  private void copyAll(Path other) throws IOException {
    try (Stream<Path> files = Files.list(other.resolve("trials"))) {
      for (Path file : files.toList()) {
        Path target = directory.resolve("trials").resolve(file.getFileName());
        if (!Files.exists(target)) {
          Files.copy(file, target);
        }
      }
    }
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> !file.toString().contains("/_study/lease")).sorted().toList();
    }
  }
}
