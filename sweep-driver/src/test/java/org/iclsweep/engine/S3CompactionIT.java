package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables on S3 that large files stand beside. */
class S3CompactionIT extends S3Case {

  /** {@link SampleTable} has all learners in one file, which is alone in its group. */
  private static final int LEARNER_FILES = 1;

  private static final int SEEDS = 6;
  private static final int SMALL_FILES = LEARNER_FILES + 2 * SEEDS / 4;
  private static final int ROWS = LEARNERS + 2 * SEEDS;

  private Storage storage;
  private TrialTable table;
  private String digest;
  private List<FileStatus> small;

  @BeforeEach
  void makeTable() throws Exception {
    storage = server.spark("local[2]").storage();
    table = TrialTable.at(storage, directory);
    SampleTable.write(directory, storage, SampleTrials.study(SEEDS), 4);
    small = storage.list(table.folder());
    digest = SampleTable.write(disk.resolve("sample"), SampleTrials.study(SEEDS), 4).digest();
    assertThat(small).hasSize(SMALL_FILES);
  }

  @Test
  void oneLargeFileIsReadInPlaceOfSmallOnesWhichStayAsTheyWere() throws Exception {
    Compaction.Result result = compact();

    assertThat(result.filesBefore()).isEqualTo(SMALL_FILES);
    assertThat(result.filesAfter()).isEqualTo(LEARNER_FILES + 1);
    assertThat(result.rows()).isEqualTo(ROWS);
    assertThat(result.beside()).contains(table.largeFolder());
    assertThat(storage.list(table.folder())).isEqualTo(small);
    assertThat(large()).hasSize(1);
    assertThat(table.files()).hasSize(LEARNER_FILES + 1).contains(large().get(0));
    assertWhole();

    List<FileStatus> before = large();
    assertThat(compact().filesBefore()).isEqualTo(LEARNER_FILES + 1);
    assertThat(large()).isEqualTo(before);
  }

  @Test
  void viewsHaveEachRowThatIsAskedOnce() throws Exception {
    compact();
    assertThat(records(SEEDS)).isEqualTo(List.of((long) ROWS, (long) ROWS));

    int fewer = SEEDS - 2; // a part of the large file's
    long asked = LEARNERS + 2 * fewer;
    assertThat(records(fewer)).isEqualTo(List.of(asked, asked));
  }

  /** Of the trials of a study with so many seeds. */
  private List<Object> records(int seeds) throws Exception {
    PlanRows asked = PlanRows.of(SampleTrials.study(seeds));
    try (ResultTable rows = ResultTable.open(directory, server.spark("local[2]"), asked)) {
      return rows.sql("SELECT count(*), count(DISTINCT trial_id) FROM records").rows().get(0);
    }
  }

  @Test
  void aStudyGoesOnAndIsCompactedAgain() throws Exception {
    compact();
    SweepResult more = sweep(new SampleTrials(0), SampleTrials.study(SEEDS + 1), Map.of());
    assertThat(more.missing()).isZero();
    assertThat(table.files()).hasSize(LEARNER_FILES + 1 + 2);

    compact();
    assertThat(table.files()).hasSizeLessThan(LEARNER_FILES + 1 + 2);
    assertThat(storage.list(table.folder())).hasSize(SMALL_FILES + 2).containsAll(small);
    assertWholeAndClean(new SampleTrials(0), SampleTrials.study(SEEDS + 1), Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/_compact/", "/_study/compact.json"})
  void aCompactionThatIsCutOffHasChangedNothing(String at) throws Exception {
    fail("PUT", at);
    assertThatThrownBy(this::compact)
        .isInstanceOf(SweepException.class)
        .hasMessageStartingWith("cannot compact " + directory + ": ")
        .hasMessageEndingWith(". Nothing is lost; again with the same command");
    server.reset();
    assertThat(table.files()).isEqualTo(small);

    compact();
    assertThat(large()).as("what was cut off has left nothing").hasSize(1);
    assertWhole();
  }

  @Test
  void oneThatIsCutOffBeforeItDeletesOlderOnesIsDone() throws Exception {
    compact(small.get(1).getLen() + small.get(2).getLen());
    assertThat(table.files()).hasSize(SMALL_FILES - 1).containsAll(large());
    fail("DELETE", "/_compact/");
    assertThatThrownBy(this::compact).isInstanceOf(SweepException.class);
    server.reset();

    assertThat(large()).hasSize(2);
    assertThat(table.files()).hasSize(LEARNER_FILES + 1);
    assertWhole();
    compact();
    assertThat(large()).hasSize(1);
    assertWhole();
  }

  @Test
  void aDamagedLargeFileIsSetAsideAndSmallOnesCountAgain() throws Exception {
    compact();
    flipABit(large().get(0));
    assertThatThrownBy(() -> table.sound())
        .isInstanceOf(DamagedTableException.class)
        .hasMessageContaining(large().get(0).getPath().getName());

    assertThat(SetAside.damagedFiles(storage, directory)).hasSize(1);
    assertThat(large()).isEmpty();
    assertThat(table.files()).isEqualTo(small);
    assertWhole();
  }

  @Test
  void aSourceThatIsSetAsideTakesItsLargeFileOutOfThePlaceOfTheOthers() throws Exception {
    compact();
    storage.delete(small.get(1).getPath());

    assertThat(table.files()).isEqualTo(storage.list(table.folder())).hasSize(SMALL_FILES - 1);
    assertThat(sweep(new SampleTrials(0), SampleTrials.study(SEEDS), Map.of()).missing()).isZero();
    assertWholeAndClean(new SampleTrials(0), SampleTrials.study(SEEDS), Map.of());
  }

  @Test
  void doubledRowsAreTakenOutOfSmallFiles() throws Exception {
    compact();
    storage.copy(small.get(1).getPath(), table.file("copied"));
    assertThat(SetAsideDoubled.mend(storage, directory).trials()).isPositive();

    assertThat(large()).isEmpty();
    assertWhole();
  }

  @Test
  void oneThatHasLostTheLeaseSaysNothing() throws Exception {
    String heir = ObjectEntry.first(DriverProcess.self()).text();
    server.setFate(
        request -> {
          if (isAt(request, "PUT", "/_compact/")) {
            server.reset();
            storage.write(folder(Map.of()).lease(), heir);
          }
          return server.forward(request);
        });
    assertThatThrownBy(this::compact)
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("lost the lease of ");
    assertThat(table.files()).isEqualTo(small);
    assertThat(table.largeFilesText()).isEmpty();
  }

  private void fail(String method, String at) {
    server.setFate(
        request ->
            isAt(request, method, at) ? S3Server.Answer.internalError() : server.forward(request));
  }

  private static boolean isAt(S3Server.Request request, String method, String at) {
    return request.method().equals(method) && request.target().getPath().contains(at);
  }

  private Compaction.Result compact() {
    return compact(SampleTable.TARGET_BYTES);
  }

  private Compaction.Result compact(long targetBytes) {
    return Compaction.run(storage, directory, targetBytes);
  }

  private List<FileStatus> large() throws Exception {
    return storage.list(table.largeFolder());
  }

  private void flipABit(FileStatus file) throws Exception {
    URI key = file.getPath().toUri();
    URI target = URI.create("/" + key.getHost() + key.getRawPath());
    byte[] bytes = server.forward(S3Server.Request.get(target)).body();
    bytes[2000] ^= 1;
    assertThat(server.forward(S3Server.Request.put(target, bytes)).status()).isEqualTo(200);
  }

  private void assertWhole() throws Exception {
    try (Stream<TrialRow> rows = table.rows()) {
      assertThat(rows.map(TrialRow::trialId)).hasSize(ROWS).doesNotHaveDuplicates();
    }
    try (ResultTable all = ResultTable.open(directory, server.spark("local[2]"))) {
      assertThat(all.digest()).isEqualTo(digest);
    }
  }
}
