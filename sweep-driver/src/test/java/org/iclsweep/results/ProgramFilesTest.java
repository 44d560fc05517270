package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFilesTest {

  @TempDir Path folder;

  @Test
  void aJarIsFoundWhateverItsFolderIsCalled() throws IOException {
    Path jar =
        Files.writeString(
            Files.createDirectory(folder.resolve("a b%41#?ü")).resolve("x.jar"), "12345");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(7000));

    assertThat(ProgramFiles.stamp(jar.toUri().getRawPath())).isEqualTo("5@7000");
  }

  @Test
  void oneThatIsGoneIsLikeNoOther() {
    String gone = folder.resolve("gone.jar").toUri().getRawPath();

    assertThat(ProgramFiles.stamp(gone)).isNotEqualTo(ProgramFiles.stamp(gone));
  }
}
