package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.trial.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldingsTest {
  private static final Storage STORAGE = new Storage(Map.of());
  @TempDir Path directory;

  @Test
  void ofTheSameStudyFootersTellAllAndNoRowIsRead() throws Exception {
    Study study = SampleTrials.study(50);
    SampleTable sample = SampleTable.write(directory, study, 7);
    for (FileStatus file : sample.table().files()) {
      eraseRows(Path.of(file.getPath().toUri().getPath()));
    }

    Outlook outlook = outlook(study);
    assertThat(outlook.present()).isEqualTo(outlook.planned()).isEqualTo(100);
    assertThat(outlook.failed()).isEqualTo(2);
    assertThat(outlook.diverged()).isEqualTo(2);
    assertThat(outlook.learnersPresent()).isEqualTo(3);
    assertThat(outlook.others()).isZero();
    assertThatThrownBy(() -> outlook(SampleTrials.study(51)))
        .as("of another study identities are read")
        .isInstanceOf(DamagedTableException.class);
  }

  @Test
  void ofAnotherStudyIdentitiesTellWhichTrialsAreThere() throws Exception {
    SampleTable.write(directory, SampleTrials.study(10), 7);
    Outlook outlook = outlook(SampleTrials.study(16, "model.depth = [2, 3]"));

    assertThat(outlook.planned()).isEqualTo(32);
    assertThat(outlook.present()).isEqualTo(10);
    assertThat(outlook.failed()).isEqualTo(1);
    assertThat(outlook.diverged()).isEqualTo(1);
    assertThat(outlook.learnersPresent()).isEqualTo(2);
    assertThat(outlook.others()).isEqualTo(11);
  }

  @Test
  void filesOfSeveralStudiesAddUp() throws Exception {
    Study large = SampleTrials.study(12);
    SampleTable.write(directory, SampleTrials.study(4), 3);
    SampleTable others = SampleTable.write(directory.resolve("other"), large, 2);
    for (FileStatus file : others.table().files().subList(0, 6)) {
      Path from = Path.of(file.getPath().toUri().getPath());
      Path to = directory.resolve("trials").resolve(from.getFileName());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING); // both have the same learners
    }

    assertThat(outlook(large).present()).isEqualTo(distinctTrials());
    assertThat(missing(large))
        .doesNotContainAnyElementsOf(identities())
        .hasSize((int) outlook(large).missing());
  }

  @Test
  void aFileThatTellsNothingIsReadByItsIdentities() throws Exception {
    Study study = SampleTrials.study(6);
    SampleTable sample = SampleTable.write(directory, study, 100);
    List<TrialRow> rows = sample.rows();
    for (FileStatus file : sample.table().files()) {
      STORAGE.delete(file.getPath());
    }
    try (RowWriter writer = new RowWriter(STORAGE, sample.table().file("old"))) {
      for (TrialRow row : rows) {
        writer.write(row);
      }
    }

    assertThat(sample.table().contents()).allMatch(file -> file.shares().isEmpty());
    Outlook outlook = outlook(study);
    assertThat(outlook.present()).isEqualTo(12);
    assertThat(outlook.failed()).isEqualTo(2);
    assertThat(outlook.learnersPresent()).isEqualTo(3);
  }

  @Test
  void withoutFailedRowsFootersTellOfTheOthers() throws Exception {
    Study study = SampleTrials.study(8);
    SampleTable sample = SampleTable.write(directory, study, 5);
    List<Trials> asked = List.of(Trials.of(study.plan().learners()), Trials.of(study));
    Holdings before = Holdings.of(sample.table(), sample.table().contents(), asked);

    StudyFolder folder = new StudyFolder(sample.table());
    try (Lease lease = Lease.take(folder)) {
      assertThat(FailedRows.remove(folder, lease, before, asked, Outcome::isFailure)).isTrue();
    }

    List<TrialFile> files = sample.table().sound();
    Holdings after = Holdings.of(sample.table(), files, asked);
    assertThat(after.others().size()).isZero();
    assertThat(rows(after)).isEqualTo(rows(before) - 2).isEqualTo(sample.rows().size());
    assertThat(after.unknown(asked.get(1))).hasSize(2);
    try (Lease lease = Lease.take(folder)) {
      assertThat(FailedRows.remove(folder, lease, after, asked, Outcome::isFailure)).isFalse();
    }
  }

  private static long rows(Holdings held) {
    return held.files().stream().mapToLong(TrialFile::rows).sum();
  }

  private Outlook outlook(Study study) {
    return Outlook.of(study, STORAGE, directory.toString());
  }

  private List<String> missing(Study study) {
    List<Trials> asked = List.of(Trials.of(study));
    StudyFolder folder = StudyFolder.at(STORAGE, directory.toString());
    Holdings held = Holdings.of(folder.table(), folder.table().contents(), asked);
    return Inventory.of(asked.get(0), held, () -> false).backlog().chunks(1, 0).stream()
        .flatMap(chunk -> chunk.runs().stream())
        .map(run -> study.plan().trial(run.from()).id())
        .toList();
  }

  private List<String> identities() {
    try (Stream<TrialRow> rows = StudyFolder.at(STORAGE, directory.toString()).table().rows()) {
      return rows.filter(row -> row.kind().equals(TrialRow.TRANSFORMER))
          .map(TrialRow::trialId)
          .toList();
    }
  }

  private long distinctTrials() throws StudyException {
    return identities().stream().distinct().count();
  }

  /** Leaves nothing but the footer, which begins where the file's last eight bytes tell. */
  static void eraseRows(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
    Arrays.fill(bytes, 4, bytes.length - 8 - footer, (byte) 0);
    Files.write(file, bytes);
  }
}
