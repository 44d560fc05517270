package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every verb, where names, languages and the standard output are not as one is used to. */
class OddNamesTest {
  private static final String STUDY =
      """
      study = tiny
      task { dim = 3, context = 5 }
      training { steps = 4, batch = 64 }
      measure { every = 2, eval-tasks = 64, alpha.tasks = 64, against = [least-squares] }
      checks.trials { query = "SELECT count(*) FROM trials", expected = 2, tolerance = 0, source = "the plan" }
      sweep.grid.seed = "%s"
      """;

  /** What patterns, addresses, formats and shells would make something else of. */
  private static final String ODD = "-c:d *?[x]{y,z}%41%s#&~$HOME\\\n'\"\u00fc";

  @TempDir static Path folder;
  private static Path results;
  private static Path study;
  private static List<Ran> told;

  @BeforeAll
  static void runIt() throws IOException {
    SharedSpark.settings();
    Path odd = Files.createDirectories(folder.resolve(ODD));
    study = Files.writeString(odd.resolve(ODD + ".conf"), STUDY.formatted("0..1"));
    results = odd.resolve(ODD);
    Ran run = Ran.of("run", study.toString(), "--out", results.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("ran 2 trials", "table: " + results + "/trials/*.parquet");
    Ran again = Ran.of("run", study.toString(), "--out", results.toString());
    assertThat(again.err()).contains("nothing was left to do: 2 trials of the plan");
    told = verbs(results).stream().map(OddNamesTest::ran).toList();
  }

  @Test
  void everyVerbFindsWhatIsThere() throws IOException {
    Path page = results.resolveSibling(ODD + ".html");
    Path figures = results.resolveSibling(ODD + " figures");
    assertThat(told).allSatisfy(ran -> assertThat(ran.code()).as(ran.err()).isZero());
    Ran report =
        Ran.of(
            "report",
            results.toString(),
            "--out",
            page.toString(),
            "--figures",
            figures.toString());

    assertThat(report.code()).as(report.err()).isZero();
    assertThat(page).isRegularFile();
    assertThat(figures.toFile().list()).isNotEmpty();
    assertThat(Ran.of("sql", results.toString(), "SELECT count(*) n FROM trials").out())
        .isEqualTo("n\n-\n2\n");
  }

  /** A pattern would match both directories. */
  @Test
  void rowsOfADirectoryThatItsNameWouldMatchAreNotItsOwn() throws IOException {
    Path star = folder.resolve("x*");
    Path other = folder.resolve("xy");
    run(star, "5..6");
    run(other, "7..9");

    assertThat(Ran.of("sql", star.toString(), "SELECT seed FROM trials ORDER BY 1").out())
        .isEqualTo("seed\n----\n   5\n   6\n");
    assertThat(Ran.of("status", star.toString()).out()).contains("2 of 2 done");
    assertThat(Ran.of("sql", folder.resolve("x?").toString(), "SELECT 1").err())
        .contains("no results in " + folder.resolve("x?"));
  }

  private static void run(Path directory, String seeds) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), STUDY.formatted(seeds));
    Ran run = Ran.of("run", file.toString(), "--out", directory.toString());
    assertThat(run.code()).as(run.err()).isZero();
  }

  /** Languages with another point, another i, other digits, another calendar. */
  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai"})
  void noLanguageChangesAWord(String language) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertThat(verbs(results).stream().map(OddNamesTest::ran).toList()).isEqualTo(told);
      assertThat(Ran.of("run", study.toString(), "--out", results + language).code()).isZero();
      assertThat(digest(Path.of(results + language))).isEqualTo(digest(results));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Ran ran(List<String> verb) {
    return Ran.of(verb.toArray(String[]::new));
  }

  private static String digest(Path directory) {
    return Ran.of("digest", directory.toString()).out();
  }

  @Test
  void whatCannotBePrintedIsAFaultOfEveryVerb() {
    for (List<String> verb : verbs(results)) {
      Told told = to(new Failing("No space left on device"), verb);
      assertThat(told.code()).as(verb.toString()).isEqualTo(ExitCode.FAULT);
      assertThat(told.err())
          .endsWith("error: cannot write to standard output: No space left on device\n");
    }
  }

  @Test
  void aReaderThatWantsNoMoreIsNoFault() {
    for (List<String> verb : verbs(results)) {
      Told told = to(new Failing("Broken pipe"), verb);
      assertThat(told.code()).as(verb.toString()).isZero();
      assertThat(told.err()).as(verb.toString()).doesNotContain("error", "pipe");
    }
  }

  @Test
  void whatWentWrongBeforeKeepsItsCode() {
    Told told = to(new Failing("it is full"), List.of("check", results + "/none"));

    assertThat(told.code()).isEqualTo(ExitCode.USAGE);
  }

  private record Told(int code, String err) {}

  private static Told to(OutputStream stream, List<String> verb) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    StandardOutput out = new StandardOutput(stream);
    Console console = new Console(out.stream(), Ran.stream(err), false, 80, false, false);
    int code = IclSweep.execute(console, out, verb.toArray(String[]::new));
    return new Told(code, Ran.text(err));
  }

  /** One of each that prints something, and changes nothing. */
  private static List<List<String>> verbs(Path directory) {
    String name = directory.toString();
    List<List<String>> verbs = new ArrayList<>();
    verbs.add(List.of("--version"));
    verbs.add(List.of("--help"));
    verbs.add(List.of("plan", study.toString(), "--out", name));
    verbs.add(List.of("status", name));
    verbs.add(List.of("sql", name, "SELECT * FROM trials"));
    verbs.add(List.of("sql", name, "SELECT final_loss / 3 FROM trials", "--format", "csv"));
    verbs.add(List.of("sql", name, "SELECT final_loss / 3 FROM trials", "--format", "JSON"));
    verbs.add(List.of("check", name));
    verbs.add(List.of("digest", name));
    verbs.add(List.of("report", name));
    return verbs;
  }

  /** Takes nothing. */
  private static final class Failing extends OutputStream {
    private final String reason;

    Failing(String reason) {
      this.reason = reason;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(reason);
    }
  }
}
