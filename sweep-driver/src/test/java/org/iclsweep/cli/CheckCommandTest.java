package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final String STUDY =
      """
      study = tiny
      task { dim = 3, context = 5 }
      training { steps = 20, batch = 64 }
      measure { every = 10, eval-tasks = 128, alpha.tasks = 64, against = [gd] }
      sweep.grid.seed = "0..2"
      """;
  private static final String GOOD =
      """
      checks {
        "number of trials" { query = "SELECT count(*) FROM trials", expected = 3, tolerance = 0, source = "the plan" }
        loss { query = "SELECT max(final_loss) FROM trials", at-least = 0, at-most = 1, source = "closed form" }
      }
      """;

  @TempDir static Path folder;
  private static Path results;

  @BeforeAll
  static void runIt() throws IOException {
    SharedSpark.settings();
    results = folder.resolve("tiny");
    Ran run = Ran.of("run", study("ran.conf", GOOD).toString(), "--out", results.toString());
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("  ./icl-sweep check " + results + "\n");
  }

  private static Path study(String name, String checks) throws IOException {
    return Files.writeString(folder.resolve(name), STUDY + checks);
  }

  private static Ran check(String name, String checks) throws IOException {
    return Ran.of("check", results.toString(), "--study", study(name, checks).toString());
  }

  @Test
  void checksThatHoldAreToldAndEndWithZero() {
    Ran check = Ran.of("check", results.toString());

    assertThat(check.code()).isZero();
    assertThat(check.out().lines())
        .hasSize(4)
        .anyMatch(line -> line.matches("pass    number of trials +3  3 ± 0 +the plan"))
        .anyMatch(line -> line.matches("pass    loss +0\\.\\d+  0 to 1 +closed form"));
    assertThat(check.err()).endsWith("all of 2 checks passed\n");
  }

  @Test
  void aCheckThatFailsIsToldWithItsQueryAndEndsWithFour() throws IOException {
    Ran check =
        check(
            "failing.conf",
            "checks.loss { query = \"SELECT max(seed) FROM trials\", at-most = 1, source = me }");

    assertThat(check.code()).isEqualTo(4);
    assertThat(check.out()).contains("FAIL    loss          2  ≤ 1       me\n");
    assertThat(check.err())
        .contains("error: 1 of 1 check failed\n")
        .endsWith("  ./icl-sweep sql " + results + " 'SELECT max(seed) FROM trials'\n");
  }

  @Test
  void aQueryThatAnswersNoNumberIsAFailure() throws IOException {
    Ran check =
        check(
            "broken.conf",
            """
            checks {
              a { query = "SELECT seed FROM trials", at-most = 1, source = me }
              b { query = "SELECT max(seed) FROM trials WHERE seed > 99", at-most = 1, source = me }
              c { query = "SELECT sed FROM trials", at-most = 1, source = me }
              d { query = "SELECT 'x'", at-most = 1, source = me }
              e { query = "SELECT 1", at-most = 1, source = me }
            }
            """);

    assertThat(check.code()).isEqualTo(4);
    assertThat(check.err())
        .contains("error: 4 of 5 checks failed\n")
        .contains("  a: the query has to answer one number, and answers 3 x 1 values\n")
        .contains("  b: nothing that the query asks for was measured\n")
        .contains("  c: the query is wrong: ")
        .contains("  d: the query has to answer a number, and answers x\n");
  }

  @Test
  void aTableThatIsNotWholeFailsThoughItsChecksHold() throws IOException {
    Path more = study("more.conf", GOOD);
    Ran check =
        Ran.of(
            "check",
            results.toString(),
            "--study",
            more.toString(),
            "--set",
            "sweep.grid.seed=0..4");

    assertThat(check.code()).isEqualTo(4);
    assertThat(check.err())
        .contains("all of 2 checks passed\n")
        .endsWith(
            "error: the table is not whole: 2 of 5 trials are missing, 0 failed; to go on:"
                + " ./icl-sweep run %s --set sweep.grid.seed=0..4 --out %s\n"
                    .formatted(more, results));
  }

  @Test
  void aStudyWithoutChecksIsWrongUse() throws IOException {
    Ran check = check("none.conf", "");

    assertThat(check.code()).isEqualTo(ExitCode.USAGE);
    assertThat(check.err()).startsWith("error: the study tiny has no checks; ");
  }

  @Test
  void verdictsAreToBeHadAsJson() {
    Ran check = Ran.of("check", results.toString(), "--format", "json");

    assertThat(check.out().lines())
        .element(0)
        .isEqualTo(
            "{\"result\":\"pass\",\"check\":\"number of trials\",\"measured\":3,"
                + "\"expected\":\"3 ± 0\",\"source\":\"the plan\"}");
  }

  @Test
  void thePageHasTheChecks() throws IOException {
    Path page = folder.resolve("page.html");
    Ran report = Ran.of("report", results.toString(), "--out", page.toString());

    assertThat(report.code()).isZero();
    assertThat(Files.readString(page))
        .contains("<h2>Checks</h2>", "2 of 2 passed.", "<td class=\"pass\">pass</td>")
        .contains("<td class=\"word\">3 ± 0</td>");
  }
}
