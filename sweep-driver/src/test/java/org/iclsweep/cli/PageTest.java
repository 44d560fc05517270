package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static final Storage STORAGE = new Storage(Map.of());

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"page.html", "new/er/page.html", "a:b *?[x]{y}%41#.html", "-\n.html"})
  void aFileIsReplacedAndNothingIsLeftBesideIt(String name) throws IOException {
    Path file = folder.resolve(name);

    assertThat(write(file, "old")).isTrue();
    assertThat(write(file, "new")).isTrue();
    assertThat(file).hasContent("new");
    assertThat(names(file.getParent())).containsExactly(file.getFileName().toString());
  }

  @Test
  void whoReadsTheOldFileReadsItToItsEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("page.html"), "old");
    try (var reader = Files.newBufferedReader(file)) {
      write(file, "new");
      assertThat(reader.readLine()).isEqualTo("old");
    }
  }

  @Test
  void aLinkStaysALinkAndItsFileIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("page.html"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("page.html"));
    Path further = Files.createSymbolicLink(folder.resolve("further"), link);
    write(further, "new");

    assertThat(further).isSymbolicLink();
    assertThat(link).isSymbolicLink();
    assertThat(file).isRegularFile().hasContent("new");
  }

  @Test
  void aLinkToWhereNothingIsYetMakesTheFileThere() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("there/page.html"));
    write(link, "new");

    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("there/page.html")).hasContent("new");
  }

  @Test
  void linksInACircleAreToldOf() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));

    assertThatThrownBy(() -> write(link, "new"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(link.toString());
    assertThat(link).isSymbolicLink();
  }

  @Test
  void aPipeIsWrittenIntoAndStaysAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                return e.toString();
              }
            });

    assertThat(write(pipe, "new")).isFalse();
    assertThat(read.get()).isEqualTo("new");
    assertThat(Files.isRegularFile(pipe)).isFalse();
    assertThat(names(folder)).containsExactly("pipe");
  }

  @Test
  void aDeviceIsWrittenIntoAndWhatItSaysIsTold() throws IOException {
    assumeThat(Path.of("/dev/full")).exists();
    assertThat(write(Path.of("/dev/null"), "new")).isFalse();
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/full"));

    assertThatThrownBy(() -> write(link, "new"))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + link + ": No space left on device");
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void aFolderIsRefused() throws IOException {
    assertThatThrownBy(() -> write(folder, "new"))
        .isInstanceOf(ResultException.class)
        .hasMessage(folder + " is a folder; name a file in it");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    assertThatThrownBy(() -> write(link, "new")).isInstanceOf(ResultException.class);
  }

  @Test
  void aFolderThatIsAFileIsToldOf() throws IOException {
    Path file = Files.writeString(folder.resolve("figures"), "mine");

    assertThatThrownBy(() -> write(file.resolve("a.svg"), "new"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write " + file + "/a.svg: ");
    assertThat(file).hasContent("mine");
  }

  private static boolean write(Path file, String text) throws IOException {
    return Page.write(STORAGE, file.toString(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
