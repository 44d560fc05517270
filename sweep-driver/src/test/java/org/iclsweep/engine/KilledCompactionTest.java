package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.Storage;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compactions in processes of their own that are killed. */
class KilledCompactionTest {
  private static final Storage STORAGE = new Storage(Map.of());
  @TempDir static Path prepared;
  private static Study study;
  private static String digest;
  @TempDir Path folder;
  private Path directory;

  @BeforeAll
  static void writeTable() throws Exception {
    study = SampleTrials.study(100);
    digest = SampleTable.write(prepared, study, 2).digest();
  }

  @BeforeEach
  void copyTable() throws IOException {
    directory = folder.resolve("study");
    try (Stream<Path> all = Files.walk(prepared)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, directory.resolve(prepared.relativize(each).toString()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 300, 600, 1000})
  void killedAtAnyTimeItLosesNothingAndTheNextOneEndsIt(int millis) throws Exception {
    Process compaction = SampleCompaction.start(directory, folder.resolve("log"));
    try {
      awaitFirstFile(compaction);
      compaction.waitFor(new Random(millis).nextInt(millis + 1), TimeUnit.MILLISECONDS);
    } finally {
      compaction.destroyForcibly().waitFor();
    }
    assertTableOrAdvice();

    Compaction.run(STORAGE, directory.toString(), SampleTable.TARGET_BYTES);

    assertThat(SampleTable.digest(directory)).isEqualTo(digest);
    assertThat(names("trials")).hasSize(2);
    assertThat(names("")).containsExactly("_study", "trials");
    assertThat(Outlook.of(study, STORAGE, directory.toString()).missing()).isZero();
  }

  @Test
  void anUndisturbedProcessLeavesTheSameAsOneThatWasKilled() throws Exception {
    Process compaction = SampleCompaction.start(directory, folder.resolve("log"));

    assertThat(compaction.waitFor()).as(Files.readString(folder.resolve("log"))).isZero();
    assertThat(SampleTable.digest(directory)).isEqualTo(digest);
    assertThat(names("trials")).hasSize(2);
    assertThat(names("")).containsExactly("_study", "trials");
  }

  private void awaitFirstFile(Process compaction) throws InterruptedException {
    while (compaction.isAlive() && Files.notExists(directory.resolve("_staging"))) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** All rows, or a word on how to get them: never another table. */
  private void assertTableOrAdvice() {
    try {
      assertThat(SampleTable.digest(directory)).isEqualTo(digest);
    } catch (ResultException advice) {
      assertThat(advice).hasMessageContaining("icl-sweep compact");
    }
  }

  private List<String> names(String below) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(below))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
