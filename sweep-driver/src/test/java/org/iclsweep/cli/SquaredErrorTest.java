package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table, told by the loss as it has it and by the squared error. */
class SquaredErrorTest {
  private static final String STUDY =
      """
      study = tiny
      task { dim = 3, context = 5 }
      training { steps = 20, batch = 64 }
      measure { every = 10, eval-tasks = 128, alpha.tasks = 64, against = [gd] }
      sweep.grid.seed = "0..2"
      checks.loss { query = "SELECT median(final_loss) FROM trials", at-least = 0, source = me }
      """;
  private static final Pattern GD =
      Pattern.compile("standard\\s+errors: .*?, gd\\s+([0-9.]+)", Pattern.DOTALL);
  private static final String OF_QUERIES =
      "Queries see the losses of the table, half the squared error; 2 * final_loss is it.";

  @TempDir static Path folder;
  private static String results;
  private static Ran half;
  private static String halfPage;
  private static String digest;
  private static Ran halfCheck;
  private static Ran squared;

  @BeforeAll
  static void runTwice() throws IOException {
    SharedSpark.settings();
    results = folder.resolve("tiny").toString();
    Path study = Files.writeString(folder.resolve("tiny.conf"), STUDY);
    half = Ran.of("run", study.toString(), "--out", results);
    halfPage = page();
    halfCheck = Ran.of("check", results);
    digest = Ran.of("digest", results).out();
    squared =
        Ran.of("run", study.toString(), "--out", results, "--set", "report.loss=squared-error");
  }

  private static String page() throws IOException {
    Path page = folder.resolve("page.html");
    assertThat(Ran.of("report", results, "--out", page.toString()).code()).isZero();
    return Files.readString(page);
  }

  private static double gd(String text) {
    Matcher told = GD.matcher(text);
    assertThat(told.find()).as(text).isTrue();
    return Double.parseDouble(told.group(1));
  }

  @Test
  void nothingIsTrainedAnewAndNoRowChanges() {
    assertThat(squared.err()).startsWith("nothing was left to do: 3 trials of the plan");
    assertThat(Ran.of("digest", results).out()).isEqualTo(digest);
  }

  @Test
  void findingsTellTwiceTheLossByItsName() {
    assertThat(half.out()).contains("Losses on the evaluation tasks").doesNotContain("squared");
    assertThat(squared.out())
        .contains("Squared errors on the evaluation tasks")
        .doesNotContainPattern("\\b[lL]oss(es)?\\b");
    assertThat(gd(squared.out())).isEqualTo(2 * gd(half.out()), within(1.6e-4));
  }

  @Test
  void aReportKnowsItFromTheStudyBesideTheTable() throws IOException {
    String page = page();
    assertThat(page)
        .contains(">evaluation squared error</text>")
        .contains("<h2>Evaluation squared error of every seed</h2>")
        .contains("<p>" + OF_QUERIES + "</p>");
    assertThat(halfPage).contains(">evaluation loss</text>").doesNotContain("squared error");
    assertThat(gd(page)).isEqualTo(2 * gd(halfPage), within(1.6e-4));
  }

  @Test
  void checksMeasureWhatTheTableHasAndSaySo() {
    Ran check = Ran.of("check", results);
    assertThat(check.out()).isEqualTo(halfCheck.out());
    assertThat(check.err()).contains(OF_QUERIES);
    assertThat(halfCheck.err()).doesNotContain("squared");
  }
}
