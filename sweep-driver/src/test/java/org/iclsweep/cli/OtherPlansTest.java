package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs speak of the plan of the study that ran last, and say how many other rows lie there. */
class OtherPlansTest {
  private static final String STUDY =
      """
      study = tiny
      task { dim = 3, context = 5 }
      training { steps = 20, batch = 64 }
      measure { every = 10, eval-tasks = 128, alpha.tasks = 64, against = [gd] }
      sweep.grid.seed = "0..3"
      checks {
        "number of trials" { query = "SELECT count(*) FROM trials", expected = 4, tolerance = 0, source = "the plan" }
        learners { query = "SELECT count(*) FROM records WHERE kind = 'learner'", expected = 1, tolerance = 0, source = "the plan" }
        steps { query = "SELECT max(steps) FROM trials", expected = 20, tolerance = 0, source = "the plan" }
      }
      """;
  private static final String COUNT = "SELECT count(*) AS n FROM trials";

  @TempDir static Path folder;
  private static Path study;

  /** Of the study, of one of twice the steps, and of one with two seeds more. */
  private static Path results;

  private static Ran ran;

  @BeforeAll
  static void runThreePlans() throws IOException {
    SharedSpark.settings();
    study = Files.writeString(folder.resolve("stale.conf"), STUDY);
    results = folder.resolve("stale");
    assertThat(run("--set", "training.steps=40").code()).isZero();
    assertThat(run("--set", "sweep.grid.seed=0..5").code()).isZero();
    ran = run();
  }

  private static Ran run(String... more) {
    return Ran.of(
        Stream.concat(
                Stream.of("run", study.toString(), "--out", results.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private static String others(int rows) {
    return rows + " rows in " + results + " are not of this plan and are left out; --all-rows asks";
  }

  @Test
  void findingsAreOfThePlan() {
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("4 trials: ").contains("steps 20");
    assertThat(ran.err()).contains(others(6)).contains("nothing was left to do");
    assertThat(run("--all-rows").out()).contains("10 trials: ");
  }

  @Test
  void checksAreAskedOfThePlan() {
    Ran check = Ran.of("check", results.toString());

    assertThat(check.code()).as(check.out()).isZero();
    assertThat(check.err()).contains(others(6)).endsWith("all of 3 checks passed\n");
  }

  @Test
  void ofAllRowsTheHintAsksAllToo() {
    Ran check = Ran.of("check", results.toString(), "--all-rows");

    assertThat(check.code()).isEqualTo(ExitCode.FAILED_CHECKS);
    assertThat(check.out()).contains("FAIL    number of trials        10");
    assertThat(check.err()).endsWith(" 'SELECT count(*) FROM trials' --all-rows\n");
  }

  @Test
  void ofAnotherStudyTheHintNamesIt() {
    String other = "sweep.grid.seed=0..5";
    Ran check = Ran.of("check", results.toString(), "--study", study.toString(), "--set", other);

    assertThat(check.code()).isEqualTo(ExitCode.FAILED_CHECKS);
    assertThat(check.out()).contains("FAIL    number of trials         6");
    assertThat(check.err()).endsWith(" --study " + study + " --set " + other + "\n");
    assertThat(count("--study", study.toString(), "--set", other)).isEqualTo(6);
  }

  @Test
  void queriesAreAskedOfThePlan() {
    Ran sql = Ran.of("sql", results.toString(), COUNT, "--format", "csv");

    assertThat(sql.out()).isEqualTo("n\n4\n");
    assertThat(sql.err()).contains(others(6));
    assertThat(count("--all-rows")).isEqualTo(10);
    assertThat(Ran.of("sql", results.toString(), COUNT, "--all-rows").err())
        .doesNotContain("left out");
  }

  @Test
  void thePageIsOfThePlan() throws IOException {
    Path page = folder.resolve("page.html");
    Ran report = Ran.of("report", results.toString(), "--out", page.toString());

    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.err()).contains(others(6));
    assertThat(Files.readString(page))
        .contains("<p>4 trials: ", "6 rows in ", "3 of 3 passed.")
        .doesNotContain("planned trials are here");
    Ran all = Ran.of("report", results.toString(), "--out", page.toString(), "--all-rows");
    assertThat(all.code()).isZero();
    assertThat(Files.readString(page)).contains("<p>10 trials: ").doesNotContain("left out");
  }

  @Test
  void statusCountsTheOthers() {
    Ran status = Ran.of("status", results.toString());

    assertThat(status.code()).isZero();
    assertThat(status.out()).contains("4 of 4 done").contains("6 rows of earlier plans");
  }

  @Test
  void filesWithRowsOfSeveralPlansComeInPart() throws IOException {
    Path mixed = Tables.copy(results, folder.resolve("mixed rows [a]"));
    List<TrialRow> models = Tables.models(mixed);
    List<TrialRow> learners = learners(mixed);
    try (Stream<Path> files = Files.list(mixed.resolve("trials"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Tables.write(mixed, "with blanks", models);
    Tables.write(mixed, "learners", learners);

    Ran check = Ran.of("check", mixed.toString());
    assertThat(check.code()).as(check.out() + check.err()).isZero();
    assertThat(check.err()).contains("6 rows in ");
    assertThat(Ran.of("run", study.toString(), "--out", mixed.toString()).out())
        .contains("4 trials: ");
  }

  @Test
  void rowsOfOtherNumericsAreNoneOfThePlanAndAreToldOf() throws IOException {
    Path old = Tables.copy(results, folder.resolve("old"));
    List<TrialRow> models = Tables.models(old).subList(0, 3);
    Tables.write(old, "old", models.stream().map(row -> Tables.ofNumerics(1, row)).toList());
    String sentence = old + " has 3 rows of version 1 of the numerics, and this icl-sweep has";
    Path page = folder.resolve("old.html");

    Ran check = Ran.of("check", old.toString());
    assertThat(check.code()).as(check.out() + check.err()).isZero();
    assertThat(check.err()).contains(sentence, "9 rows in ");
    assertThat(Ran.of("sql", old.toString(), COUNT, "--format", "csv"))
        .satisfies(sql -> assertThat(sql.err()).contains(sentence))
        .satisfies(sql -> assertThat(sql.out()).isEqualTo("n\n4\n"));
    assertThat(Ran.of("report", old.toString(), "--out", page.toString()).err()).contains(sentence);
    assertThat(Files.readString(page)).contains("3 rows of version 1", "<p>4 trials: ");
    assertThat(Ran.of("status", old.toString()).err()).contains(sentence);
    for (String verb : List.of("plan", "run")) {
      Ran ran = Ran.of(verb, study.toString(), "--out", old.toString());
      assertThat(ran.code()).isZero();
      assertThat(ran.err()).as(verb).contains(sentence);
    }
  }

  private static long count(String... more) {
    Ran sql =
        Ran.of(
            Stream.concat(
                    Stream.of("sql", results.toString(), COUNT, "--format", "csv"), Stream.of(more))
                .toArray(String[]::new));
    return Long.parseLong(sql.out().lines().toList().get(1));
  }

  private static List<TrialRow> learners(Path directory) {
    try (ResultTable table = ResultTable.open(directory.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.filter(row -> row.kind().equals(TrialRow.LEARNER)).toList();
    }
  }
}
