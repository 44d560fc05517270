package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver on a disk that is really full: a small one in memory, which Linux lets anybody mount who
 * sees it alone. Where that is forbidden there is {@link FullDiskTest}.
 */
@EnabledOnOs(OS.LINUX)
class RealFullDiskTest {
  private static final int SEEDS = 20;

  /** The disk is gone with the shell that has mounted it, so what is on it at the end is copied. */
  private static final String SCRIPT =
      """
      set -e
      cd "$1"
      mount -t tmpfs -o size=400k tmpfs disk
      shift
      "$@" >first.log 2>&1 && exit 9
      mount -o remount,size=64m disk
      "$@" >second.log 2>&1
      cp -r disk/study copy
      """;

  @TempDir Path folder;

  @Test
  void aRunOnAFullDiskSaysSoAndGoesOnWhenThereIsRoom() throws Exception {
    Files.createDirectory(folder.resolve("disk"));
    assumeTrue(exitCode(inOwnMounts("mount -t tmpfs tmpfs \"$1/disk\"")) == 0, "may not mount");
    List<String> command = inOwnMounts(SCRIPT);
    command.addAll(driver());

    assertThat(exitCode(command)).as(log("first.log") + log("second.log")).isZero();
    assertThat(Files.readString(folder.resolve("first.log")))
        .containsPattern(
            "SweepException: the disk is full: cannot write file:.*/disk/study/_staging/.*:"
                + " No space left on device")
        .containsPattern(
            "What is committed is safe: \\d+ of 40 trials are in file:.*/study/trials");
    Study study = SampleTrials.study(SEEDS);
    SampleTable undisturbed = SampleTable.write(folder.resolve("undisturbed"), study, 100);
    assertThat(SampleTable.digest(folder.resolve("copy"))).isEqualTo(undisturbed.digest());
  }

  private List<String> inOwnMounts(String script) {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount"));
    command.addAll(List.of("sh", "-c", script, "sh", folder.toString()));
    return command;
  }

  private List<String> driver() {
    List<String> command = OwnJvm.ofLauncher("512m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SampleDriver.class.getName());
    command.addAll(List.of("disk/study", "local[2]", String.valueOf(SEEDS), "1", "0"));
    return command;
  }

  private static int exitCode(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // there is no such command
    }
  }

  private String log(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file) : name + " is not there";
  }
}
