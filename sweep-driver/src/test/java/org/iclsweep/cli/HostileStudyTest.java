package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A results directory of a stranger, whose own study has checks that do more than ask. */
class HostileStudyTest {
  private static final String STUDY =
      """
      study = tiny
      task { dim = 3, context = 5 }
      training { steps = 1, batch = 64 }
      measure { every = 1, eval-tasks = 64, alpha.tasks = 64, against = [gd] }
      sweep.grid.seed = "0..1"
      """;

  @TempDir static Path folder;
  private static Path results;
  private static Path secret;
  private static String digest;

  @BeforeAll
  static void runIt() throws IOException {
    SharedSpark.settings();
    results = folder.resolve("tiny");
    secret = Files.writeString(folder.resolve("secret"), "hunter2-hunter2");
    Path study = Files.writeString(folder.resolve("tiny.conf"), STUDY);
    assertThat(Ran.of("run", study.toString(), "--out", results.toString()).code()).isZero();
    digest = digest();
  }

  private static String digest() {
    return Ran.of("digest", results.toString()).out();
  }

  private static void keepStudyWith(String checks) throws IOException {
    Files.writeString(results.resolve("_study/study.conf"), STUDY + checks);
    Files.deleteIfExists(results.resolve("_study/.study.conf.crc"));
  }

  private static String check(String name, String query) {
    return "checks.\"%s\" { query = \"%s\", at-most = 1, source = me }\n".formatted(name, query);
  }

  private static final String DESTROYS =
      "INSERT OVERWRITE DIRECTORY '%s/trials' USING parquet SELECT 1";

  @Test
  void aCheckThatWritesOrReadsElsewhereIsRefusedAndTheTableIsAsItWas() throws IOException {
    keepStudyWith(
        check("writes", DESTROYS.formatted(results))
            + check("reads", "SELECT value FROM text.`" + secret + "`")
            + check("calls", "SELECT reflect('java.nio.file.Path', 'of', 'x')")
            + check("asks", "SELECT 1"));

    Ran check = Ran.of("check", results.toString());

    assertThat(check.code()).isEqualTo(ExitCode.USAGE);
    assertThat(check.out())
        .contains("FAIL    writes", "FAIL    reads", "FAIL    calls", "pass    asks");
    assertThat(check.err())
        .contains("  writes: the query is refused: it is INSERT OVERWRITE DIRECTORY; ")
        .contains("  reads: the query is refused: it reads text." + secret + ", which is no view")
        .contains("  calls: the query is refused: it calls reflect; ")
        .doesNotContain("hunter2", "--unsafe", "to look into one");
    assertThat(digest()).isEqualTo(digest);
  }

  @Test
  void aPageOfSuchAStudyHasNothingOfWhatItWanted() throws IOException {
    keepStudyWith(
        check("<script>alert(1)</script>", "SELECT value FROM text.`" + secret + "`")
            + check("writes", DESTROYS.formatted(results)));
    Path page = folder.resolve("page.html");

    Ran report = Ran.of("report", results.toString(), "--out", page.toString());

    assertThat(report.code()).isZero();
    assertThat(Files.readString(page))
        .contains("0 of 2 passed.", "&lt;script&gt;alert(1)&lt;/script&gt;", "the query is refused")
        .containsOnlyOnce("<script>")
        .doesNotContain("hunter2", "<script>alert");
    assertThat(digest()).isEqualTo(digest);
    assertThat(secret).hasContent("hunter2-hunter2");
  }

  @Test
  void checksThatNeverEndAreGivenUpAndTheRestIsNotAsked() throws IOException {
    String endless = "SELECT count(*) FROM range(1000000000000000) WHERE id % 7 * id % 5 = 3";
    keepStudyWith(
        check("a", endless) + check("b", endless) + check("c", endless) + check("d", "SELECT 1"));

    Ran check = Ran.of("check", results.toString(), "--query-timeout", "50ms");

    assertThat(check.code()).isEqualTo(ExitCode.FAILED_CHECKS);
    assertThat(check.err())
        .contains(
            "  a: the query took longer than 0.05 s and was given up; to allow more: --query-timeout\n")
        .contains("  c: the query took longer than ")
        .contains("  d: not asked, since others took too long\n");
  }

  @Test
  void sqlRefusesWhatDoesMoreThanAskInOneLineAndSaysHowToRunIt() {
    Ran sql = Ran.of("sql", results.toString(), DESTROYS.formatted(results));

    assertThat(sql.code()).isEqualTo(ExitCode.USAGE);
    assertThat(sql.err().lines())
        .containsExactly(
            "error: the query is refused: it is INSERT OVERWRITE DIRECTORY; a query only asks the"
                + " views of a study, with SELECT or WITH and functions that compute; to run it all"
                + " the same: sql --unsafe");
    assertThat(digest()).isEqualTo(digest);
  }

  @Test
  void whoKnowsRunsItWithTheWordUnsafe() {
    Path written = folder.resolve("written");
    String query = "INSERT OVERWRITE DIRECTORY '%s' USING parquet SELECT 1".formatted(written);

    assertThat(Ran.of("sql", "--unsafe", results.toString(), query).code()).isZero();
    assertThat(written).isDirectory();
  }

  @Test
  void checkAndReportHaveNoWordForIt() {
    assertThat(Ran.of("check", results.toString(), "--unsafe").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Ran.of("report", results.toString(), "--unsafe").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aTerminalIsToldNoControlCharacters() {
    String query =
        "SELECT concat('a', char(27), '[2J', char(155), char(8238), 'b') AS `c\u001b[1m`";

    Ran table = Ran.of("sql", results.toString(), query);
    Ran json = Ran.of("sql", results.toString(), query, "--format", "json");
    Ran wrong = Ran.of("sql", results.toString(), "SELECT raise_error(concat(char(27), '[2J'))");
    Ran verb = Ran.of("sq\u001b[2Jl");

    assertThat(table.out()).contains("a\\x1b[2J\\x9b", "b").doesNotContain("\u001b", "\u009b");
    assertThat(json.out()).contains("a\\u001b[2J\u009b");
    assertThat(wrong.err()).contains("\\x1b[2J").doesNotContain("\u001b");
    assertThat(verb.err()).doesNotContain("\u001b");
  }

  @Test
  void aLinkWhereThePageGoesByItselfIsNotFollowed() throws IOException {
    keepStudyWith("");
    Path kept = Files.writeString(folder.resolve("kept"), "mine");
    Path link = Files.createSymbolicLink(results.resolve("report.html"), kept);

    Ran report = Ran.of("report", results.toString());

    assertThat(report.code()).isEqualTo(ExitCode.USAGE);
    assertThat(report.err())
        .isEqualTo("error: " + link + " is a link; name the file to write with --out\n");
    assertThat(kept).hasContent("mine");
    Files.delete(link);
  }
}
