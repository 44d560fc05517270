package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Theory as people meet it: asked by SQL, and drawn. */
class TheoryOfTableTest {
  private static final String STUDY =
      """
      study = tiny
      model { depth = 2, weights = merged, pattern = sparse }
      task { dim = 3, inputs = normal }
      training { steps = 20, batch = 64 }
      measure { every = 10, eval-tasks = 64, against = [], alpha { input-range = [], teacher-scale = [] } }
      sweep.grid { task.context = [4, 8, 16], seed = "0..1" }
      """;

  @TempDir Path folder;

  @Test
  void itIsARowOfEveryTrialAndFormulaAndALineOfFigures() throws IOException {
    SharedSpark.settings();
    String study = Files.writeString(folder.resolve("tiny.conf"), STUDY).toString();
    String results = folder.resolve("results").toString();
    assertThat(Ran.of("run", study, "--out", results).code()).isZero();

    String query =
        "SELECT formula, context, count(*) AS trials, count(z) AS known, count(DISTINCT value) AS levels"
            + " FROM theory GROUP BY formula, context ORDER BY formula, context";
    assertThat(Ran.of("sql", results, query, "--format", "csv").out())
        .isEqualTo(
            """
            formula,context,trials,known,levels
            class-s,4,2,2,1
            class-s,8,2,2,1
            class-s,16,2,2,1
            pgd,4,2,2,1
            pgd,8,2,2,1
            pgd,16,2,2,1
            """);

    Path figures = folder.resolve("figures");
    Path page = folder.resolve("page.html");
    String folderOfFigures = figures.toString();
    Ran report =
        Ran.of(
            "report",
            results,
            "--out",
            page.toString(),
            "--figures",
            folderOfFigures,
            "--format=svg,pdf");
    assertThat(report.out()).contains(figures.resolve("final-loss-over-context.pdf").toString());
    assertThat(Files.readAllBytes(figures.resolve("final-loss-over-context.pdf")))
        .startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
    assertThat(Files.readString(figures.resolve("final-loss-over-context.svg")))
        .contains("<title>class-s, theory</title>", "<title>pgd, theory</title>");
    assertThat(Files.readString(figures.resolve("evaluation-loss-of-every-seed.svg")))
        .contains("<title>class-s, theory</title>", "<title>pgd, theory</title>");
  }
}
