package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootersTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = directory.resolve("trials/one.parquet");
    write(file, Samples.full("a1", 3));
  }

  @Test
  void aFooterIsReadOnceWhoeverAsks() {
    assertThat(table(directory).contents().get(0)).isSameAs(table(directory).contents().get(0));
  }

  @Test
  void anotherFileOfTheSameNameIsReadAgain() throws IOException {
    assertThat(table(directory).contents()).extracting(TrialFile::rows).containsExactly(1L);
    Files.delete(file);
    write(file, Samples.full("a1", 3), Samples.full("b2", 4));

    assertThat(table(directory).contents()).extracting(TrialFile::rows).containsExactly(2L);
  }

  @Test
  void oneThatDiffersInItsTimeAloneIsReadAgain() throws IOException {
    TrialFile before = table(directory).contents().get(0);
    Files.setLastModifiedTime(file, FileTime.fromMillis(before.status().getModificationTime() - 1));

    assertThat(table(directory).contents().get(0)).isNotSameAs(before);
  }

  @Test
  void aCopyInAnotherFolderIsAnotherFile() throws IOException {
    Path copy = directory.resolve("other/trials/one.parquet");
    Files.createDirectories(copy.getParent());
    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    table(directory).contents();

    TrialFile there = table(directory.resolve("other")).contents().get(0);
    assertThat(there.status().getPath().toUri().getPath()).isEqualTo(copy.toString());
  }

  @Test
  void bitsAreLookedAtHoweverOftenAFooterWasRead() throws IOException {
    TrialTable table = table(directory);
    table.contents();
    FileTime time = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, time);

    assertThat(table.contents()).hasSize(1);
    assertThatThrownBy(table::sound).isInstanceOf(DamagedTableException.class);
  }

  private static TrialTable table(Path directory) {
    return TrialTable.at(new Storage(Map.of()), directory.toString());
  }

  private static void write(Path file, TrialRow... rows) throws IOException {
    Storage storage = new Storage(Map.of());
    try (RowWriter writer = new RowWriter(storage, storage.qualified(file.toString()))) {
      for (TrialRow row : List.of(rows)) {
        writer.write(row);
      }
    }
  }
}
