package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir java.nio.file.Path directory;
  private final Storage storage = new Storage(Map.of());

  @Test
  void ofManyCreatorsOneWins() throws Exception {
    Path file = path("lease");
    for (int i = 0; i < 8; i++) {
      storage.write(path("draft-" + i), "creator " + i);
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> creators =
          IntStream.range(0, 8)
              .<Callable<Boolean>>mapToObj(
                  i -> () -> Moves.claim(storage, path("draft-" + i), file))
              .toList();
      int winners = 0;
      for (Future<Boolean> created : threads.invokeAll(creators)) {
        winners += created.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void writingReplacesAndLeavesNothingBeside() throws IOException {
    storage.write(path("study.conf"), "one");
    storage.write(path("study.conf"), "two");

    assertThat(storage.read(path("study.conf"))).isEqualTo("two");
    assertThat(names()).containsExactly("study.conf");
  }

  @Test
  void aNameThatIsTakenIsNotRenamedOver() throws IOException {
    storage.write(path("staged"), "new");
    storage.write(path("committed"), "old");

    assertThat(Moves.renameNew(storage, path("staged"), path("committed"))).isFalse();
    assertThat(storage.read(path("committed"))).isEqualTo("old");
  }

  @Test
  void aFolderIsNotRenamedIntoOrOverOneThatHasSomething() throws IOException {
    storage.write(path("old/file"), "old");
    storage.write(path("new/file"), "new");

    assertThatThrownBy(() -> Moves.rename(storage, path("new"), path("old")))
        .isInstanceOf(IOException.class);
    Moves.rename(storage, path("new"), path("free"));
    assertThat(storage.read(path("old/file"))).isEqualTo("old");
    assertThat(storage.read(path("free/file"))).isEqualTo("new");
  }

  @Test
  void nothingIsWrittenRenamedOrMadeWhereTheFolderIsGone() throws IOException {
    storage.write(path("file"), "text");
    Path gone = path("gone/file");

    assertThatThrownBy(() -> storage.create(gone, "text")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RowWriter.inFolder(storage, gone)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> storage.copy(path("file"), gone)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> storage.makeFolderIn(gone)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Moves.rename(storage, path("file"), gone))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Moves.replace(storage, path("file"), gone))
        .isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("file");
  }

  @Test
  void ofALinkTheLinkIsDeletedAndNothingBehindIt() throws IOException {
    java.nio.file.Path outside = Files.createDirectories(directory.resolve("outside"));
    Files.writeString(outside.resolve("file"), "mine");
    java.nio.file.Path inside = Files.createDirectories(directory.resolve("inside"));
    Files.createSymbolicLink(inside.resolve("link"), outside);
    Files.createSymbolicLink(inside.resolve("nowhere"), directory.resolve("none"));

    assertThat(storage.names(path("inside"))).containsExactly("link", "nowhere");
    assertThat(storage.names(path("inside/link"))).isEmpty();
    storage.delete(path("inside"));

    assertThat(outside.resolve("file")).hasContent("mine");
    assertThat(inside).doesNotExist();
  }

  @Test
  void onAFullDiskNothingIsLeftOfWhatWasBegun() throws IOException {
    Storage faulty = new Storage(FaultyFileSystem.settings());
    Path file = new Path(FaultyFileSystem.path(directory), "study.conf");
    faulty.write(file, "old");
    FaultyFileSystem.ROOM.set(2);
    try {
      assertThatThrownBy(() -> faulty.write(file, "new and longer"))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("cannot write faulty:.*study\\.conf.*: No space left on device");
    } finally {
      FaultyFileSystem.heal();
    }
    assertThat(faulty.read(file)).isEqualTo("old");
    assertThat(names()).containsExactly("study.conf");
  }

  @Test
  void aFolderThatIsNotThereIsEmpty() throws IOException {
    assertThat(storage.list(path("nowhere"))).isEmpty();
    storage.delete(path("nowhere"));
  }

  private Path path(String name) {
    return new Path(directory.toUri().toString(), name);
  }

  private List<String> names() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void classesThatAreMissingAreNamedAndWhereToAddThem() {
    assertThatThrownBy(() -> new Storage(Map.of()).qualified("abfs://box@account/results"))
        .isInstanceOf(ResultException.class)
        .hasMessageStartingWith(
            "abfs://box@account/results: no classes for abfs:// on the class path (")
        .hasMessageContaining("AzureBlobFileSystem")
        .hasMessageEndingWith(
            "with SPARK_HOME, add the library that has them as --conf"
                + " spark.jars.packages=GROUP:NAME:VERSION; without, name its jars in"
                + " ICL_SWEEP_CLASS_PATH");
  }

  @Test
  void withoutHadoopsS3TheLibraryIsNamed() {
    Storage without = new Storage(Map.of("fs.s3a.impl", "org.example.NoSuchFileSystem"));

    assertThatThrownBy(() -> without.qualified("s3a://bucket/results"))
        .isInstanceOf(ResultException.class)
        .hasMessageStartingWith("s3a://bucket/results: no classes for s3a:// on the class path (")
        .hasMessageContaining("spark.jars.packages=org.apache.hadoop:hadoop-aws:3.")
        .hasMessageEndingWith("see docs/object-stores.md");
  }
}
