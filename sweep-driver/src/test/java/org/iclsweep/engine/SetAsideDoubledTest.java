package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.engine.SetAsideDoubled.Aside;
import org.iclsweep.results.Provenance;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetAsideDoubledTest {
  private static final Storage STORAGE = new Storage(Map.of());
  @TempDir Path directory;
  private Study study;
  private SampleTable sample;
  private String digest;

  @BeforeEach
  void writeATable() throws Exception {
    study = SampleTrials.study(8);
    sample = SampleTable.write(directory, study, 5);
    digest = sample.digest();
  }

  @Test
  void aCopyGoesAndTheTableIsAsItWas() throws Exception {
    Path file = models(0);
    byte[] bytes = Files.readAllBytes(file);
    Files.copy(file, file.resolveSibling("x.parquet"));
    SetAsideDoubled.Result result = mend();

    assertThat(result.trials()).isEqualTo(5);
    assertThat(result.differing()).isEmpty();
    assertThat(result.files())
        .containsExactly(new Aside("x.parquet", corrupt("x.parquet.corrupt"), 5, 5));
    assertThat(directory.resolve("_corrupt/x.parquet.corrupt")).hasBinaryContent(bytes);
    assertThat(sample.digest()).isEqualTo(digest);
    assertThat(sweep().run()).isZero();
    assertThat(mend().trials()).isZero();
  }

  @Test
  void ofAMergedFileAndItsSourcesEitherGoes() throws Exception {
    List<TrialRow> rows = sample.rows();
    write("merged", rows);
    mend();

    assertThat(sample.rows()).isEqualTo(rows);
    assertThat(sample.digest()).isEqualTo(digest);
    assertThat(mend().trials()).isZero();
  }

  @Test
  void rowsThatAreNowhereElseStay() throws Exception {
    Path moved = models(1);
    List<TrialRow> all = sample.rows();
    List<TrialRow> lost = rows(moved);
    Files.delete(moved);
    List<TrialRow> mixed = new ArrayList<>(lost);
    mixed.addAll(rows(models(0)).subList(0, 2));
    mixed.add(lost.get(0));
    write("x", mixed);
    SetAsideDoubled.Result result = mend();

    assertThat(result.trials()).isEqualTo(3);
    assertThat(result.files()).extracting(Aside::gone).containsExactlyInAnyOrder(2L, 1L);
    assertThat(sample.rows()).isEqualTo(all);
    assertThat(sample.digest()).isEqualTo(digest);
    for (Aside aside : result.files()) {
      assertThat(aside.rows()).isGreaterThan(aside.gone());
      assertThat(rows(Path.of(aside.kept().substring("file:".length()))))
          .as("the copy of a file that lost rows has all")
          .hasSize((int) aside.rows());
    }
  }

  @Test
  void rowsThatDifferInWhereTheyComeFromAreEqual() throws Exception {
    TrialRow row = sample.rows().get(4);
    Provenance of = row.provenance();
    Provenance elsewhere =
        new Provenance(of.study(), 9, of.finishedAt(), "elsewhere", "25", "k", 2, "1.0", "c", null);
    write("x", List.of(with(row, row.record(), elsewhere)));

    assertThat(mend().differing()).isEmpty();
    assertThat(sample.digest()).isEqualTo(digest);
  }

  @Test
  void ofRowsThatDifferNoneStaysAndTheTrialIsRunAgain() throws Exception {
    TrialRow row =
        sample.rows().stream()
            .filter(each -> each.kind().equals(TrialRow.TRANSFORMER))
            .filter(each -> each.record().outcome() == Outcome.COMPLETED)
            .findFirst()
            .orElseThrow();
    write("x", List.of(with(row, otherLoss(row.record()), row.provenance())));
    SetAsideDoubled.Result result = mend();

    assertThat(result.differing()).containsExactly(row.trialId());
    assertThat(sample.rows()).extracting(TrialRow::trialId).doesNotContain(row.trialId());
    assertThat(sample.rows()).hasSize(18);
    SweepResult again = sweep();
    assertThat(again.run()).isEqualTo(1);
    assertThat(sample.digest()).isEqualTo(digest);
  }

  @Test
  void aRowThatFailedGivesWayToOneThatDidNot() throws Exception {
    TrialRow row = sample.rows().get(0);
    TrialRecord failed = TrialRecord.failed(new IllegalStateException("the disk is gone"));
    for (Path file : files()) {
      Files.move(file, file.resolveSibling("z" + file.getFileName()));
    }
    write("a", List.of(with(row, failed, row.provenance())));
    SetAsideDoubled.Result result = mend();

    assertThat(result.differing()).isEmpty();
    assertThat(result.files()).extracting(Aside::name).containsExactly("a.parquet");
    assertThat(sample.digest()).isEqualTo(digest);
  }

  @Test
  void ofRowsThatFailedInTwoWaysTheFirstStays() throws Exception {
    TrialRow row =
        sample.rows().stream().filter(each -> each.record().outcome().isFailure()).toList().get(0);
    TrialRecord other = TrialRecord.failed(new IllegalStateException("another time"));
    write("x", List.of(with(row, other, row.provenance())));

    assertThat(mend().differing()).isEmpty();
    assertThat(sample.digest()).isEqualTo(digest);
  }

  @Test
  void nothingIsMendedWhileSomebodyWritesThere() throws Exception {
    Path file = models(0);
    Files.copy(file, file.resolveSibling("x.parquet"));
    try (Lease lease = Lease.take(new StudyFolder(sample.table()))) {
      assertThatThrownBy(this::mend)
          .isInstanceOf(SweepException.class)
          .hasMessageContaining("is being written by process");
      lease.check();
    }
    assertThat(file.resolveSibling("x.parquet")).exists();
  }

  private SetAsideDoubled.Result mend() {
    return SetAsideDoubled.mend(STORAGE, directory.toString());
  }

  private SweepResult sweep() {
    return new Sweep(new SampleTrials(0), SweepOptions.on(SharedSpark.settings()))
        .run(study, directory.toString(), Progress.NONE);
  }

  private String corrupt(String name) {
    return "file:" + directory.resolve("_corrupt").resolve(name);
  }

  private static TrialRow with(TrialRow row, TrialRecord record, Provenance provenance) {
    return new TrialRow(
        row.trialId(), row.kind(), row.learner(), row.parameters(), record, provenance);
  }

  private static TrialRecord otherLoss(TrialRecord record) {
    double other = Math.nextUp(record.finalLoss());
    return record.changed().finalLoss(other, record.finalLossStandardError()).build();
  }

  private List<TrialRow> rows(Path file) throws IOException {
    var path = STORAGE.qualified(file.toString());
    var found =
        STORAGE.list(path.getParent()).stream()
            .filter(each -> each.getPath().equals(path))
            .findFirst()
            .orElseThrow();
    try (Stream<TrialRow> rows = sample.table().rows(found)) {
      return rows.toList();
    }
  }

  private void write(String name, List<TrialRow> rows) throws IOException {
    try (RowWriter writer = new RowWriter(STORAGE, sample.table().file(name))) {
      for (TrialRow row : rows) {
        writer.write(row);
      }
    }
  }

  /** One of the files that have five models. */
  private Path models(int number) {
    return sample.table().contents().stream()
        .filter(file -> file.kind().orElse("").equals(TrialRow.TRANSFORMER) && file.rows() == 5)
        .map(file -> Path.of(file.status().getPath().toUri().getPath()))
        .toList()
        .get(number);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("trials"))) {
      return files.sorted().toList();
    }
  }
}
