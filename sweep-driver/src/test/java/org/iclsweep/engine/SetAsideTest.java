package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.results.DamagedFile;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetAsideTest {
  private static final Storage STORAGE = new Storage(Map.of());
  @TempDir Path directory;

  @Test
  void aRunDoesNotStartOnADamagedTableAndChangesNothing() throws Exception {
    Study study = SampleTrials.study(10);
    SampleTable.write(directory, study, 4);
    damage(files().get(1));
    List<Path> before = everything();

    assertThatThrownBy(() -> sweep(SampleTrials.study(12)))
        .isInstanceOf(DamagedTableException.class)
        .hasMessageContaining("cannot read file:" + files().get(1) + ": bits of it have changed");
    assertThat(everything()).isEqualTo(before);
    assertThat(directory.resolve("_study/study.conf")).hasContent(study.resolved());
  }

  @Test
  void theTrialsOfFilesThatWereSetAsideAreRunAgain() throws Exception {
    Study study = SampleTrials.study(10);
    SampleTable sample = SampleTable.write(directory, study, 4);
    String digest = sample.digest();
    List<TrialFile> contents = sample.table().contents();
    List<Path> files = files();
    damage(files.get(0));
    Files.write(files.get(2), new byte[0]);
    Files.write(files.get(5), Arrays.copyOf(Files.readAllBytes(files.get(5)), 9000));
    byte[] kept = Files.readAllBytes(files.get(5));

    List<DamagedFile> moved = SetAside.damagedFiles(STORAGE, directory.toString());
    SweepResult result = sweep(study);

    assertThat(moved)
        .extracting(DamagedFile::name)
        .containsExactly(
            corrupt(files.get(0)) + ".corrupt",
            corrupt(files.get(2)) + ".corrupt",
            corrupt(files.get(5)) + ".corrupt");
    assertThat(directory.resolve("_corrupt/" + files.get(5).getFileName() + ".corrupt"))
        .hasBinaryContent(kept);
    assertThat(result.run() + result.learnersRun())
        .isEqualTo(contents.get(0).rows() + contents.get(2).rows() + contents.get(5).rows());
    assertThat(result.missing()).isZero();
    assertThat(SampleTable.digest(directory)).isEqualTo(digest);
  }

  @Test
  void aNameThatIsTakenIsNotUsedAgain() throws Exception {
    SampleTable.write(directory, SampleTrials.study(2), 4);
    Path file = files().get(0);
    for (String content : List.of("first", "second", "third")) {
      Files.writeString(file, content);
      SetAside.damagedFiles(STORAGE, directory.toString());
    }

    Path corrupt = directory.resolve("_corrupt");
    String name = file.getFileName() + ".corrupt";
    assertThat(corrupt.resolve(name)).hasContent("first");
    assertThat(corrupt.resolve(name + "-2")).hasContent("second");
    assertThat(corrupt.resolve(name + "-3")).hasContent("third");
  }

  @Test
  void nothingIsSetAsideOfASoundTable() throws Exception {
    SampleTable.write(directory, SampleTrials.study(2), 4);

    assertThat(SetAside.damagedFiles(STORAGE, directory.toString())).isEmpty();
    assertThat(directory.resolve("_corrupt")).doesNotExist();
  }

  @Test
  void nothingIsSetAsideWhileSomebodyWritesThere() throws Exception {
    SampleTable sample = SampleTable.write(directory, SampleTrials.study(2), 4);
    Files.write(files().get(0), new byte[0]);
    try (Lease lease = Lease.take(new StudyFolder(sample.table()))) {
      assertThatThrownBy(() -> SetAside.damagedFiles(STORAGE, directory.toString()))
          .isInstanceOf(SweepException.class)
          .hasMessageContaining("is being written by process");
      lease.check();
    }
    assertThat(files().get(0)).isEmptyFile();
  }

  @Test
  void whatIsLeftInStagingIsNeverDamage() throws Exception {
    Study study = SampleTrials.study(4);
    String digest = SampleTable.write(directory, study, 4).digest();
    byte[] whole = Files.readAllBytes(files().get(0));
    Path staging = Files.createDirectories(directory.resolve("_staging/dead"));
    Files.write(staging.resolve("chunk-0-0.staged"), Arrays.copyOf(whole, 700));
    Files.write(staging.resolve("chunk-0-1.staged"), new byte[0]);
    Files.write(staging.resolve("chunk-0-2.staged"), whole);

    assertThat(SampleTable.digest(directory)).isEqualTo(digest);
    assertThat(Outlook.of(study, STORAGE, directory.toString()).present()).isEqualTo(8);
    assertThat(sweep(study).run()).isZero();
    assertThat(SampleTable.digest(directory)).isEqualTo(digest);
    assertThat(directory.resolve("_staging")).doesNotExist();
  }

  private SweepResult sweep(Study study) {
    return new Sweep(new SampleTrials(0), SweepOptions.on(SharedSpark.settings()))
        .run(study, directory.toString(), Progress.NONE);
  }

  private String corrupt(Path file) {
    return "file:" + directory.resolve("_corrupt").resolve(file.getFileName());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("trials"))) {
      return files.sorted().toList();
    }
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> !file.toString().contains("/_study/lease")).sorted().toList();
    }
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 1;
    Files.write(file, bytes);
  }
}
