package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.results.PythonScript;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three of the notebooks, run on a small study: {@code pip install './notebooks[notebooks]'}, and
 * {@code -Dtest.python=...} for another Python; {@code -Dnotebooks=all} runs all that need no more.
 */
class NotebooksTest {
  private static final String STUDY =
      """
      study = noted
      task { dim = 3, context = 5 }
      training { steps = 60, batch = 64, optimizer.learning-rate = 3e-2 }
      measure { every = 10, eval-tasks = 256, alpha.tasks = 64, against = [gd], learnt-for = 10 }
      sweep.grid { seed = "0..3", model.heads = [1, 2], model.init.kind = [fan-in-variance, standard-deviation] }
      """;

  @TempDir static Path folder;
  private static Path results;

  @BeforeAll
  static void runAStudy() throws IOException {
    SharedSpark.settings();
    Path study = Files.writeString(folder.resolve("noted.conf"), STUDY);
    results = folder.resolve("results");
    assertThat(Ran.of("run", study.toString(), "--out", results.toString()).code()).isZero();
    assertThat(Ran.of("export", results.toString(), "tasks").code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "phase-diagram", "inside-a-head"})
  void runsFromTheBeginning(String notebook) throws Exception {
    String said = notebook(notebook);
    assertThat(said).contains("(picture)");
    if (notebook.equals("inside-a-head")) {
      assertThat(said).as("the loss again").doesNotContain("no archive").contains("cosine with");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"paper-figure", "two-studies", "how-many-seeds", "pyspark", "java-with-spark"})
  void soDoTheOthers(String notebook) throws Exception {
    assumeTrue("all".equals(System.getProperty("notebooks")), "asked for by -Dnotebooks=all");
    assertThat(notebook(notebook))
        .contains(
            switch (notebook) {
              case "pyspark" -> "seeds|learnt";
              case "java-with-spark" -> "\n1  8  ";
              default -> "(picture)";
            });
  }

  @Test
  void weightsFilesModelsAndWhatIsRefused() throws Exception {
    run("table_checks.py", results.toString(), folder.toString());
  }

  /** What cells said is of whoever ran them, and makes every run a change. */
  @Test
  void noneIsStoredWithOutputs() throws IOException {
    List<Path> notebooks;
    try (Stream<Path> files = Files.list(PythonScript.NOTEBOOKS)) {
      notebooks = files.filter(file -> file.toString().endsWith(".ipynb")).toList();
    }
    assertThat(notebooks).hasSizeGreaterThan(5);
    for (Path notebook : notebooks) {
      for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
        assertThat(cell.path("outputs").size()).as("outputs in %s", notebook).isZero();
        assertThat(
                cell.path("execution_count").isNull()
                    || cell.path("execution_count").isMissingNode())
            .as("counts in %s", notebook)
            .isTrue();
      }
    }
  }

  private static String notebook(String name) throws Exception {
    return run("run_notebook.py", PythonScript.NOTEBOOKS.resolve(name + ".ipynb").toString());
  }

  private static String run(String script, Object... arguments) throws Exception {
    return PythonScript.of(script, arguments)
        .with(
            Map.of(
                "JUPYTER_DATA_DIR", folder.resolve("jupyter").toString(),
                "IPYTHONDIR", folder.resolve("ipython").toString(),
                "MPLCONFIGDIR", folder.resolve("matplotlib").toString(),
                "ICL_SWEEP_FIGURE", folder.resolve("loss.pdf").toString(),
                "ICL_SWEEP_RESULTS", results.toString(),
                "ICL_SWEEP_OTHER", results.toString(),
                "JJAVA_JVM_OPTS", "@" + Path.of("../conf/jvm.args").toRealPath(),
                "JJAVA_CLASSPATH", System.getProperty("java.class.path")))
        .said();
  }
}
