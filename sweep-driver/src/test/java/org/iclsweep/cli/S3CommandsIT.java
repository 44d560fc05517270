package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.iclsweep.engine.OwnJvm;
import org.iclsweep.engine.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs, with the results on S3. */
class S3CommandsIT {
  /** A few trials that take no time. */
  static final String STUDY =
      """
      study = tiny
      task { dim = 3, context = 5 }
      training { steps = 20, batch = 64 }
      measure { every = 10, eval-tasks = 128, alpha.tasks = 64, against = [gd] }
      sweep.grid { seed = "0..5" }
      """;

  @TempDir static Path folder;
  private static final String RESULTS = S3Server.directory("commands");
  private static List<String> settings;
  private static Path study;

  @BeforeAll
  static void runIt() throws Exception {
    settings =
        S3Server.shared().settings().entrySet().stream()
            .map(each -> "spark.hadoop." + each.getKey() + "=" + each.getValue())
            .toList();
    settings.forEach(
        each -> System.setProperty(name(each), each.substring(name(each).length() + 1)));
    study = Files.writeString(folder.resolve("tiny.conf"), STUDY);
    assertThat(program("run", study.toString(), "--out", RESULTS))
        .contains("6 trials: 1 setting of 6 seeds.");
  }

  @AfterAll
  static void forgetSettings() {
    settings.forEach(each -> System.clearProperty(name(each)));
  }

  private static String name(String setting) {
    return setting.substring(0, setting.indexOf('='));
  }

  @Test
  void statusTellsHowFarItIs() {
    Ran status = Ran.of("status", RESULTS);

    assertThat(status.err()).isEmpty();
    assertThat(status.out())
        .containsPattern("trials +6 of 6 done, 0 failed, 0 diverged\n")
        .containsPattern("running +no\nlast run +finished at ");
  }

  @Test
  void theDigestIsThatOfADisk() {
    Path disk = folder.resolve("disk");
    assertThat(Ran.of("run", study.toString(), "--out", disk.toString()).code()).isZero();

    assertThat(Ran.of("digest", RESULTS).out())
        .hasSize(65)
        .isEqualTo(Ran.of("digest", disk.toString()).out());
  }

  @Test
  void sqlAsksTheTable() throws Exception {
    assertThat(program("sql", RESULTS, "--format", "csv", "SELECT count(*) AS n FROM trials"))
        .isEqualTo("n\n6\n");
  }

  @Test
  void compactPutsLargeFilesBesideSmallOnes() throws Exception {
    String digest = Ran.of("digest", RESULTS).out();

    Ran compact = Ran.of("compact", RESULTS);

    assertThat(compact.code()).as(compact.err()).isZero();
    assertThat(compact.out() + compact.err())
        .containsPattern("compacted \\d+ files \\(.*\\) into 2 files \\(.*\\) in ")
        .contains(
            ": the same 7 rows, the same digest; the small files stay, the large ones are in ")
        .contains(RESULTS + "/_compact\n");
    assertThat(Ran.of("digest", RESULTS).out()).isEqualTo(digest);
    assertThat(Ran.of("status", RESULTS).out())
        .containsPattern("trials +6 of 6 done")
        .contains(" in %1$s/trials and %1$s/_compact\n".formatted(RESULTS));
    assertThat(Ran.of("compact", RESULTS).err())
        .startsWith("nothing to do: the table has 2 files (");
    assertThat(program("sql", RESULTS, "--format", "csv", "SELECT count(*) AS n FROM trials"))
        .isEqualTo("n\n6\n");
  }

  @Test
  void aBucketThatIsNotThereIsNamed() {
    Ran run = Ran.of("run", study.toString(), "--out", "s3a://none/tiny");

    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains("s3a://none/tiny", "The specified bucket does not exist");
  }

  /** The whole program in a process of its own, whose Spark knows the store from the start. */
  private static String program(String... arguments) throws IOException, InterruptedException {
    List<String> command = OwnJvm.ofLauncher("512m");
    settings.forEach(each -> command.add("-D" + each));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(IclSweep.class.getName());
    command.addAll(List.of(arguments));
    Path log = folder.resolve(arguments[0] + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(out + Files.readString(log)).isZero();
    return out;
  }
}
