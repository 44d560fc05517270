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

  /** Of a jar that lies there, and of classes in folders, as those of tests do. */
  @Test
  void eachClassCountsAndNoneInAFolderIsThatOfAnotherProcess() {
    String jar = ProgramFiles.stamp(ProgramFiles.jarsOf(Test.class).findFirst().orElseThrow());
    String folders = ProgramFiles.stamp(ProgramFilesTest.class);

    assertThat(ProgramFiles.stamp(Test.class, TempDir.class)).isEqualTo(jar).contains("@");
    assertThat(ProgramFiles.stamp(Test.class, ProgramFilesTest.class))
        .isEqualTo(jar + " " + folders);
    assertThat(folders).hasSize(36).doesNotContain("@");
    assertThat(ProgramFiles.stamp(ProgramFilesTest.class)).isEqualTo(folders);
    assertThat(ProgramFiles.stamp()).isNotEmpty();
  }
}
