package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.trial.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMergeTest {
  private static final TrialRow ONE = Samples.full("a1", 3);
  private static final TrialRow TWO = Samples.learner("b2");
  private static final TrialRow THREE = Samples.transformer("c3", 4, Samples.diverged());

  @TempDir Path directory;
  private TrialTable table;
  private org.apache.hadoop.fs.Path target;

  @BeforeEach
  void openTable() throws IOException {
    table =
        TrialTable.at(new Storage(FaultyFileSystem.settings()), FaultyFileSystem.path(directory));
    target = new org.apache.hadoop.fs.Path(table.root(), "fresh/all.parquet.new");
    table.storage().makeFolder(target.getParent());
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @Test
  void allRowsAreInItInTheOrderOfTheFiles() throws IOException {
    write("one", List.of(), ONE, TWO);
    write("two", List.of(), THREE);
    merge();

    assertThat(read()).containsExactly(ONE, TWO, THREE);
  }

  @Test
  void ofAPlanThatAllFilesTellItTellsTheSum() throws IOException {
    write("one", List.of(share("p", 0, 1), share("q", 5, 6)), ONE, TWO);
    write("two", List.of(share("p", 7)), THREE);
    merge();

    assertThat(merged().shareOf("p")).contains(share("p", 0, 1, 7));
    assertThat(merged().shares()).hasSize(1);
  }

  @Test
  void aFileThatTellsOfAPartOfItsRowsCountsAsOneThatTellsNothing() throws IOException {
    write("one", List.of(share("p", 0)), ONE, TWO);
    write("two", List.of(share("p", 7)), THREE);
    merge();

    assertThat(merged().shares()).isEmpty();
  }

  @Test
  void itTellsTheTimeOfAllTrialsOfAKind() throws IOException {
    Pace quick = Pace.of(1e9, 1);
    Pace slow = Pace.of(1e9, 3);
    write("one", quick, ONE);
    write("two", slow, THREE);
    write("zero", List.of(), TWO);
    merge();

    assertThat(merged().paces()).isEqualTo(Map.of(TrialRow.TRANSFORMER, quick.plus(slow)));
  }

  private void write(String name, Pace pace, TrialRow row) throws IOException {
    try (RowWriter writer = new RowWriter(table.storage(), table.file(name))) {
      writer.write(row);
      writer.declare(TrialRow.TRANSFORMER, pace);
    }
  }

  @Test
  void aSingleFileIsCopiedBitForBit() throws IOException {
    write("one", List.of(share("p", 3)), ONE);
    merge();

    assertThat(directory.resolve("fresh/all.parquet.new"))
        .hasSameBinaryContentAs(directory.resolve("trials/one.parquet"));
  }

  @Test
  void whatTheDiskHasChangedIsNoticed() throws IOException {
    write("one", List.of(), ONE, TWO);
    write("two", List.of(), THREE);
    FaultyFileSystem.changedAt = 1000;

    assertThatThrownBy(this::merge)
        .isInstanceOf(DamagedTableException.class)
        .hasMessageContaining("all.parquet.new: bits of it have changed");
  }

  @Test
  void whatTheDiskHasChangedInACopyIsNoticed() throws IOException {
    write("one", List.of(), ONE, TWO);
    FaultyFileSystem.changedAt = 1000;

    assertThatThrownBy(this::merge)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("what was written does not read as it should")
        .hasMessageContaining("bits of it have changed");
  }

  private void merge() {
    FileMerge.writeAll(List.of(new FileMerge(table, table.contents(), target)));
  }

  private TrialFile merged() throws IOException {
    return TrialFile.read(table.storage(), table.storage().status(target));
  }

  private List<TrialRow> read() throws IOException {
    try (Stream<TrialRow> rows = table.rows(table.storage().status(target))) {
      return rows.toList();
    }
  }

  private void write(String name, List<PlanShare> shares, TrialRow... rows) throws IOException {
    try (RowWriter writer = new RowWriter(table.storage(), table.file(name))) {
      for (TrialRow row : rows) {
        writer.write(row);
      }
      shares.forEach(writer::declare);
    }
  }

  private static PlanShare share(String plan, int... indices) {
    PlanShare share = new PlanShare(plan);
    for (int index : indices) {
      share.add(index, Outcome.COMPLETED);
    }
    return share;
  }
}
