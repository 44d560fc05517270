package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.iclsweep.engine.OwnJvm;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run in a process of its own that gets a signal. */
class InterruptedRunTest {
  /** With two cores, one trains the trial that never ends, so that the run does not either. */
  private static final String STUDY =
      """
      study = slow
      task { dim = 3, context = 5 }
      training { batch = 128 }
      measure { every = 300, eval-tasks = 128, alpha.tasks = 64, against = [least-squares] }
      sweep.blocks {
        quick { training.steps = 300, grid.seed = "0..198" }
        endless { training.steps = 1000000000, measure.every = 1000000000, grid.seed = 0 }
      }
      """;

  /** Chunks of half a million trials. */
  private static final String MANY =
      """
      study = many
      training { steps = 1, batch = 2 }
      task.context = 3
      measure { every = 1, eval-tasks = 2, against = [], alpha { tasks = 2, teacher-scale = [] } }
      sweep.grid.seed = "0..2147483646"
      """;

  @TempDir Path folder;

  /** A terminal that is closed takes a run's words no more. */
  @ParameterizedTest
  @CsvSource({"INT, 130", "HUP, 129"})
  void anInterruptedRunIsLeftResumable(String name, int code) throws Exception {
    IgnoredSignals.skipIf(name);
    Path study = Files.writeString(folder.resolve("slow.conf"), STUDY);
    Path results = folder.resolve("out");
    interrupt(study, name, code, "trials", 2);

    assertThat(Files.readString(folder.resolve("err")))
        .contains("of 200 trials are in " + results + "; to go on: ./icl-sweep run " + study);
    SharedSpark.settings();
    String status = Ran.of("status", results.toString()).out();
    assertThat(status).containsPattern("trials +\\d+ of 200 done").containsPattern("running +no");
    assertThat(results.resolve("_staging")).doesNotExist();
  }

  @Test
  void aRunIsInterruptedInTheMiddleOfItsChunks() throws Exception {
    IgnoredSignals.skipIf("TERM");
    Path study = Files.writeString(folder.resolve("many.conf"), MANY);
    interrupt(study, "TERM", 143, "_staging", 1);

    assertThat(Files.readString(folder.resolve("err")))
        .contains("interrupted: 0 of 2147483647 trials are in " + folder.resolve("out"));
    assertThat(folder.resolve("out/_staging")).doesNotExist();
  }

  /** Once so many files are in a folder of the results that are of trials. */
  private void interrupt(Path study, String name, int code, String where, int files)
      throws Exception {
    Path results = folder.resolve("out");
    Process run = start(study, results);
    try {
      awaitFiles(results.resolve(where), files, run);
      signal(name, run);
      assertThat(run.waitFor()).isEqualTo(code);
    } finally {
      run.destroyForcibly();
    }
    assertThat(Files.readString(folder.resolve("out.txt"))).isEmpty();
    assertThat(Files.readString(folder.resolve("err")))
        .contains("stopping; what is in the table stays")
        .doesNotContain("WARN ", "ERROR", "Exception");
  }

  private Process start(Path study, Path results) throws IOException {
    List<String> command = OwnJvm.ofLauncher("512m");
    command.addAll(List.of("-Diclsweep.lanes=scalar", "-cp")); // which is quick to compile
    command.add(System.getProperty("java.class.path"));
    command.add(IclSweep.class.getName());
    command.addAll(List.of("run", study.toString(), "--out", results.toString()));
    command.addAll(List.of("--master", "local[2]"));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private static void awaitFiles(Path folder, int files, Process run) throws Exception {
    while (count(folder) < files) {
      assertThat(run.isAlive()).isTrue();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static long count(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().matches(".*\\.(parquet|staged)")).count();
    } catch (IOException | UncheckedIOException notYet) {
      return 0;
    }
  }

  private static void signal(String name, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }
}
