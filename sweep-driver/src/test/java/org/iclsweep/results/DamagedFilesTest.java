package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedFilesTest {
  private static final MessageType FOREIGN =
      MessageTypeParser.parseMessageType("message m { required int32 a; optional double loss; }");

  /**
   * Files that are looked at together, so that the sound ones beside them are not read each time.
   */
  private static final int AT_ONCE = 100;

  @TempDir Path directory;
  private Path file;
  private TrialTable table;

  @BeforeEach
  void writeTwoFiles() throws IOException {
    table = TrialTable.at(new Storage(FaultyFileSystem.settings()), directory.toString());
    file = directory.resolve("trials/two.parquet");
    write("one", Samples.full("a1", 3));
    write("two", Samples.full("b2", 4), Samples.learner("c3"));
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  private void write(String name, TrialRow... rows) throws IOException {
    try (RowWriter writer = new RowWriter(table.storage(), table.file(name))) {
      for (TrialRow row : rows) {
        writer.write(row);
      }
    }
  }

  @Test
  void aTableThatIsAsItWasWrittenHasNoDamage() {
    assertThat(table.damaged()).isEmpty();
    assertThat(table.sound()).extracting(TrialFile::rows).containsExactly(1L, 2L);
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    Files.write(file, new byte[0]);

    assertDamaged("it has 0 bytes, which is no Parquet file");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 12, 1000, 5000})
  void aFileThatIsCutOffIsNamed(int bytes) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));

    assertDamaged(bytes < 12 ? "it has 5 bytes" : "it is cut off, or none");
  }

  @Test
  void garbageIsNamed() throws IOException {
    Files.writeString(file, "not a table, and has never been one");

    assertDamaged("it does not begin and end as a Parquet file does");
  }

  @Test
  void aFooterOfGarbageIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length - 3000, bytes.length - 8, (byte) 'x');
    Files.write(file, bytes);

    assertDamaged("it cannot be decoded");
  }

  @Test
  void aParquetFileOfSomethingElseIsNamed() throws IOException {
    writeForeign(Map.of());

    assertDamaged("it is a Parquet file, but none of this table: its columns are a, loss");
  }

  @Test
  void aFileWithoutARequiredColumnIsNamed() throws IOException {
    writeForeign(Map.of(FileSchema.VERSION_KEY, "1"));

    assertDamaged("it has no column trial_id");
  }

  @Test
  void aFileOfALaterVersionIsNotDamagedButNeedsALaterProgram() throws IOException {
    writeForeign(Map.of(FileSchema.VERSION_KEY, "2"));

    assertThatThrownBy(table::damaged)
        .isInstanceOf(ResultException.class)
        .hasMessage(
            "the table has schema version 2, this program reads up to 1; use a newer icl-sweep");
    assertThatThrownBy(this::readAll)
        .isInstanceOf(ResultException.class)
        .hasMessageContaining("use a newer icl-sweep");
  }

  @Test
  void anyBitThatHasChangedIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(7);
    List<Path> changed = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += 1 + random.nextInt(30)) {
      byte[] other = bytes.clone();
      other[at] ^= (byte) (1 << random.nextInt(8));
      changed.add(Files.write(file.resolveSibling("byte-%07d.parquet".formatted(at)), other));
      if (changed.size() == AT_ONCE) {
        assertFound(changed);
        changed.clear();
      }
    }
    assertFound(changed);
  }

  /** That these are damaged, and no others; they are deleted. */
  private void assertFound(List<Path> changed) throws IOException {
    assertThat(table.damaged())
        .extracting(DamagedFile::name)
        .containsExactlyElementsOf(changed.stream().map(each -> "file:" + each).toList());
    for (Path each : changed) {
      Files.delete(each);
    }
  }

  @Test
  void aChangedBitIsToldAsSuch() throws IOException {
    change(file, 2000);

    assertThat(table.damaged())
        .extracting(DamagedFile::problem)
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .matches(
                        "bits of it have changed: its checksum is crc32c:[0-9a-f]{8},"
                            + " was crc32c:[0-9a-f]{8}"));
  }

  @Test
  void aReaderChecksThePagesThatItReads() throws IOException {
    Path pages = directory.resolve("trials/one.parquet");
    change(pages, 4 + 40); // in the first page, of identities, behind its header

    assertThatThrownBy(this::readAll)
        .isInstanceOf(DamagedTableException.class)
        .hasMessageContaining("one.parquet: bits of it have changed")
        .hasStackTraceContaining("CRC checksum verification failed");
  }

  @Test
  void aFileWithoutChecksumIsDecodedToFindWhatIsWrong() throws IOException {
    forgetChecksum();
    assertThat(table.sound()).extracting(TrialFile::hasChecksum).containsExactly(true, false);
    change(file, 4 + 40);

    assertDamaged("it cannot be decoded: ", "CRC checksum verification failed");
  }

  @Test
  void allDamagedFilesAreNamedAtOnce() throws IOException {
    Files.write(file, new byte[0]);
    Files.writeString(directory.resolve("trials/three.parquet"), "garbage, garbage");

    assertThatThrownBy(table::contents)
        .isInstanceOf(DamagedTableException.class)
        .hasMessage(
            """
            cannot read 2 files:
              file:%s/trials/three.parquet: it does not begin and end as a Parquet file does: it is \
            cut off, or none
              file:%s/trials/two.parquet: it has 0 bytes, which is no Parquet file"""
                .formatted(directory, directory));
  }

  @Test
  void aFaultOfTheStorageIsNoDamage() {
    TrialTable faulty = TrialTable.at(table.storage(), FaultyFileSystem.path(directory));
    FaultyFileSystem.unreadable = true;

    assertThatThrownBy(faulty::damaged)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot read faulty:" + directory + "/trials/one.parquet")
        .hasMessageContaining("Input/output error");
    FaultyFileSystem.heal();
    assertThat(faulty.damaged()).isEmpty();
  }

  @Test
  void aFileThatIsTakenAwayWhileItIsReadIsNoDamage() throws IOException {
    try (Stream<TrialRow> rows = table.rows()) {
      var each = rows.iterator();
      each.next();
      Files.delete(file);

      assertThatThrownBy(() -> each.forEachRemaining(row -> {}))
          .isInstanceOf(TableChangedException.class)
          .hasMessageContaining("two.parquet was taken away while the table was read");
    }
  }

  @Test
  void aColumnThatThisVersionDoesNotKnowKeepsRowsFromBeingWrittenAgain() throws IOException {
    rename("depth", "dopth");
    TrialFile later = table.contents().get(1);

    assertThat(later.unknownColumns()).containsExactly("dopth");
    assertThatThrownBy(later::requireAllColumnsKnown)
        .isInstanceOf(ResultException.class)
        .hasMessageContaining("does not know and would lose: dopth; use a newer icl-sweep");
  }

  private void assertDamaged(String... problem) {
    assertThat(table.damaged())
        .satisfiesExactly(
            damaged -> {
              assertThat(damaged.name()).isEqualTo("file:" + file);
              assertThat(damaged.problem()).contains(problem);
            });
    assertThatThrownBy(this::readAll)
        .isInstanceOf(DamagedTableException.class)
        .hasMessageContaining("cannot read file:" + file + ": ")
        .hasMessageContaining(problem[0]);
  }

  private List<TrialRow> readAll() {
    try (Stream<TrialRow> rows = table.rows()) {
      return rows.toList();
    }
  }

  private void writeForeign(Map<String, String> metadata) throws IOException {
    Files.delete(file);
    try (ParquetWriter<org.apache.parquet.example.data.Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(FOREIGN)
            .withExtraMetaData(metadata)
            .build()) {
      writer.write(new SimpleGroupFactory(FOREIGN).newGroup().append("a", 1).append("loss", 0.5));
    }
  }

  private static void change(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 16;
    Files.write(file, bytes);
  }

  /** Makes the file one of a version that wrote no checksum. */
  private void forgetChecksum() throws IOException {
    rename(FileChecksum.KEY, "icl-sweep.chucksem");
    rename("crc32c:", "unknown");
  }

  /** Changes a name in the footer into one of the same length, wherever it is. */
  private void rename(String name, String other) throws IOException {
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(name);
    Files.writeString(file, bytes.replace(name, other), StandardCharsets.ISO_8859_1);
  }
}
