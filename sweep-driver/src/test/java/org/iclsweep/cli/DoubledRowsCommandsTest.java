package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every verb that reads a table tells of trials that have several rows. */
class DoubledRowsCommandsTest {
  private static final String STUDY =
      """
      study = tiny
      task { dim = 3, context = 5 }
      training { steps = 20, batch = 64 }
      measure { every = 10, eval-tasks = 128, alpha.tasks = 64, against = [] }
      sweep.grid.seed = "0..2"
      checks.n { query = "SELECT count(*) FROM trials", expected = 3, tolerance = 0, source = "the plan" }
      """;

  @TempDir static Path folder;
  private static Path study;
  private static Path sound;
  private static Path doubled;

  @BeforeAll
  static void runAStudyAndCopyAFile() throws IOException {
    SharedSpark.settings();
    study = Files.writeString(folder.resolve("tiny.conf"), STUDY);
    sound = folder.resolve("sound");
    assertThat(Ran.of("run", study.toString(), "--out", sound.toString()).code()).isZero();
    doubled = copied("doubled");
  }

  private static Path copied(String name) throws IOException {
    Path results = Tables.copy(sound, folder.resolve(name));
    try (Stream<Path> files = Files.list(results.resolve("trials"))) {
      Files.copy(files.sorted().toList().get(0), results.resolve("trials/x.parquet"));
    }
    return results;
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "compact", "digest", "check", "report", "run", "plan"})
  void doubledRowsAreNamedWithTheCure(String verb) {
    boolean ofStudy = verb.equals("run") || verb.equals("plan");
    Ran ran =
        ofStudy
            ? Ran.of(verb, study.toString(), "--out", doubled.toString())
            : Ran.of(verb, doubled.toString());
    String file = ofStudy ? study.toString() : doubled + "/_study/study.conf";

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err())
        .contains(" more than one row in the table:\n")
        .contains(", x.parquet: ")
        .contains(Tables.models(doubled).get(0).trialId())
        .endsWith("  ./icl-sweep run " + file + " --out " + doubled + " --set-aside-doubled\n");
    assertThat(ran.err()).doesNotContain("nothing was left to do");
  }

  @Test
  void statusDoesNotTakeThemForOtherPlans() {
    Ran status = Ran.of("status", doubled.toString());

    assertThat(status.out()).contains("3 of 3 done").doesNotContain("earlier plans");
  }

  @Test
  void aQueryIsAnsweredWithAWarning() {
    Ran sql = Ran.of("sql", doubled.toString(), "SELECT count(*) FROM trials");

    assertThat(sql.code()).isZero();
    assertThat(sql.err())
        .startsWith("warning: ")
        .contains(", x.parquet: ", " --set-aside-doubled\n");
  }

  @Test
  void theCureMends() throws IOException {
    Path results = copied("to be mended");
    List<String> cure =
        List.of("run", study.toString(), "--out", results.toString(), "--set-aside-doubled");
    Ran run = Ran.of(cure.toArray(String[]::new));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("set aside x.parquet, all of its ")
        .contains("_corrupt/x.parquet.corrupt\n");
    assertThat(results.resolve("_corrupt/x.parquet.corrupt")).exists();
    assertThat(Ran.of("digest", results.toString())).isEqualTo(Ran.of("digest", sound.toString()));
    assertThat(Ran.of(cure.toArray(String[]::new)).err()).contains("nothing to set aside: every");
  }
}
