package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
  private static final Storage STORAGE = new Storage(Map.of());
  @TempDir Path folder;
  private Path directory;

  @BeforeEach
  void nameDirectory() {
    directory = folder.resolve("study");
  }

  @Test
  void rowsAndDigestStayAndFilesGetFew() throws Exception {
    SampleTable sample = SampleTable.write(directory, SampleTrials.study(60), 5);
    List<TrialRow> rows = sample.rows();
    String digest = sample.digest();

    Compaction.Result result = compact(SampleTable.TARGET_BYTES);

    assertThat(result.filesBefore()).isEqualTo(25);
    assertThat(result.filesAfter()).isEqualTo(2).isEqualTo(files().size());
    assertThat(result.rows()).isEqualTo(123);
    assertThat(result.bytesAfter()).isLessThan(result.bytesBefore());
    assertThat(sample.rows()).isEqualTo(rows);
    assertThat(sample.digest()).isEqualTo(digest);
    assertThat(everythingElse()).containsExactly("_study/study.conf");
  }

  @Test
  void rowsAreInTheOrderOfThePlanWhateverTheNamesOfFiles() throws Exception {
    Study study = SampleTrials.study(60);
    SampleTable sample = SampleTable.write(directory, study, 5);
    compact(SampleTable.TARGET_BYTES);

    List<String> planned =
        Stream.iterate(0L, index -> index < study.plan().size(), index -> index + 1)
            .map(index -> study.plan().trial(index).id())
            .toList();
    try (Stream<TrialRow> rows = sample.table().rows()) {
      assertThat(rows.filter(row -> row.kind().equals(TrialRow.TRANSFORMER)))
          .extracting(TrialRow::trialId)
          .containsExactlyElementsOf(planned);
    }
  }

  @Test
  void aFileIsAboutAsLargeAsItShouldBe() throws Exception {
    SampleTable sample = SampleTable.write(directory, SampleTrials.study(60), 5);
    long one = sample.table().bytes() / 25;
    compact(5 * one);

    assertThat(files()).hasSizeBetween(5, 9);
    assertThat(sample.table().files()).allMatch(file -> file.getLen() <= 5 * one);
  }

  @Test
  void aSecondTimeThereIsNothingToDo() throws Exception {
    SampleTable.write(directory, SampleTrials.study(10), 5);
    compact(SampleTable.TARGET_BYTES);
    List<String> files = files();
    Compaction.Result again = compact(SampleTable.TARGET_BYTES);

    assertThat(again.filesAfter()).isEqualTo(again.filesBefore()).isEqualTo(2);
    assertThat(files()).isEqualTo(files);
  }

  @Test
  void theStudyIsResumedFromFootersAsBefore() throws Exception {
    Study study = SampleTrials.study(20);
    SampleTable sample = SampleTable.write(directory, study, 4);
    compact(SampleTable.TARGET_BYTES);
    List<Trials> asked = List.of(Trials.of(study.plan().learners()), Trials.of(study));
    List<TrialFile> files = sample.table().contents();

    assertThat(Holdings.of(sample.table(), files, asked).filesOfOthers()).isEmpty();
    assertThat(Outlook.of(study, STORAGE, directory.toString()).present()).isEqualTo(40);
  }

  @Test
  void aStudyGoesOnInACompactTableAndThatIsCompactedAgain() throws Exception {
    SampleTable sample = SampleTable.write(directory, SampleTrials.study(10), 4);
    compact(SampleTable.TARGET_BYTES);
    Study more = SampleTrials.study(30);
    SweepResult rest =
        new Sweep(new SampleTrials(0), SweepOptions.on(SharedSpark.settings()))
            .run(more, directory.toString(), Progress.NONE);
    compact(SampleTable.TARGET_BYTES);

    assertThat(rest.present()).isEqualTo(20);
    assertThat(rest.run()).isEqualTo(40);
    assertThat(files()).hasSizeLessThan(5);
    Path atOnce = folder.resolve("at-once");
    assertThat(sample.digest()).isEqualTo(SampleTable.write(atOnce, more, 100).digest());
  }

  @Test
  void itIsRefusedWhileSomebodyWritesToTheTable() throws Exception {
    SampleTable sample = SampleTable.write(directory, SampleTrials.study(4), 2);
    List<String> before = files();
    try (Lease lease = Lease.take(new StudyFolder(sample.table()))) {
      assertThatThrownBy(() -> compact(SampleTable.TARGET_BYTES))
          .isInstanceOf(SweepException.class)
          .hasMessageContaining("is being written by process " + ProcessHandle.current().pid());
      lease.check();
    }
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void itIsRefusedWhereAFolderIsNotRenamedAtOnce() {
    assertThatThrownBy(() -> Compaction.run(STORAGE, "http://localhost/study", 1))
        .isInstanceOf(SweepException.class)
        .hasMessage(
            "http://localhost/study is on a file system that cannot rename a folder at once, so"
                + " readers could find rows twice or not at all; copy it to a disk or to HDFS,"
                + " compact it there, and put it into a new directory");
  }

  @Test
  void aDamagedFileIsNamedAndNothingIsReplaced() throws Exception {
    SampleTable.write(directory, SampleTrials.study(4), 2);
    List<String> before = files();
    Path file = directory.resolve("trials").resolve(before.get(1));
    byte[] bytes = Files.readAllBytes(file);
    bytes[2000] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> compact(SampleTable.TARGET_BYTES))
        .isInstanceOf(DamagedTableException.class)
        .hasMessageContaining(before.get(1));
    assertThat(files()).isEqualTo(before);
    assertThat(everythingElse()).containsExactly("_study/study.conf");
  }

  @Test
  void aFileOfSomebodyElseInTheFolderIsNotLostWithTheOldFiles() throws Exception {
    SampleTable.write(directory, SampleTrials.study(4), 2);
    Files.writeString(directory.resolve("trials/notes.txt"), "mine");

    assertThatThrownBy(() -> compact(SampleTable.TARGET_BYTES))
        .isInstanceOf(SweepException.class)
        .hasMessage(
            "file:%s/trials/notes.txt is no file of the table; move it out of there, then compact"
                    .formatted(directory)
                + " again");
    assertThat(directory.resolve("trials/notes.txt")).hasContent("mine");
  }

  @Test
  void whereThereIsNoTableThereIsNothingToCompact() {
    assertThatThrownBy(() -> compact(SampleTable.TARGET_BYTES))
        .isInstanceOf(ResultException.class)
        .hasMessageStartingWith("no results in " + directory);
    assertThat(folder).isEmptyDirectory();
  }

  /** Counts by our own reader, by one that knows the folder, and by one that looks everywhere. */
  @Test
  void whoeverReadsMeanwhileFindsAllRowsOnceOrAnError() throws Exception {
    SampleTable sample = SampleTable.write(directory, SampleTrials.study(80), 4);
    long one = sample.table().bytes() / 41;
    AtomicBoolean done = new AtomicBoolean();
    Set<Long> counts = ConcurrentHashMap.newKeySet();
    List<Thread> readers =
        Stream.<Count>of(
                this::ourCount,
                () -> countBelow(directory.resolve("trials"), 1),
                () -> countBelow(directory, Integer.MAX_VALUE))
            .map(count -> new Thread(() -> countUntil(done, count, counts)))
            .toList();
    readers.forEach(Thread::start);
    for (int files : new int[] {3, 8, 20, 100}) {
      assertThat(compact(files * one).filesAfter()).isLessThan(41);
    }
    done.set(true);
    for (Thread reader : readers) {
      reader.join();
    }

    assertThat(files()).hasSize(2);
    assertThat(counts).containsExactly(163L);
  }

  private interface Count {
    long rows() throws IOException;
  }

  private static void countUntil(AtomicBoolean done, Count count, Set<Long> counts) {
    boolean last;
    do {
      last = done.get();
      try {
        counts.add(count.rows());
      } catch (IOException | RuntimeException loud) {
        if (last) {
          throw new IllegalStateException("nothing disturbs this reader any more", loud);
        }
      }
    } while (!last);
  }

  private long ourCount() {
    try (ResultTable table = ResultTable.open(directory.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.count();
    }
  }

  /** As a pattern for {@code *.parquet} does it: first all names, then all files. */
  private static long countBelow(Path folder, int depth) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.walk(folder, depth)) {
      found = files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    if (found.isEmpty()) {
      throw new IOException("no file matches");
    }
    long rows = 0;
    for (Path file : found) {
      try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
        rows += reader.getRecordCount();
      }
    }
    return rows;
  }

  private Compaction.Result compact(long targetBytes) {
    return Compaction.run(STORAGE, directory.toString(), targetBytes);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("trials"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> everythingElse() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .filter(name -> !name.startsWith("trials/") && !name.startsWith("_study/lease"))
          .toList();
    }
  }
}
