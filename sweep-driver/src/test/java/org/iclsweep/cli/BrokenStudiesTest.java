package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies with something wrong in them: told by file and line, and nothing is started. */
class BrokenStudiesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.detph = 2                 | model.detph: unknown key. Did you mean model.depth?",
        "training.steps = many           | training.steps: is the text \"many\", must be a whole number",
        "training.batch = 0              | training.batch: is 0, must be a whole number, at least 1",
        "modle { depth = 2 }             | modle: unknown key. Did you mean model?",
        "depth = 2                       | depth: unknown key. Did you mean model.depth?",
        "measure.against = [gdd]         | measure.against",
        "sweep.grid.seed = []            | sweep.grid.seed",
        "sweep.grid { model.heads = [1, 1] } | sweep.grid.model.heads",
        "sweep.random.task.dim = 3       | sweep.random.count: is missing",
        "sweep.zip { seed = [1, 2], task.dim = [3] } | sweep.zip: walks its axes in step",
        "sweep.exclude { task.dim = 3 }  | sweep.exclude.task.dim: holds 3, which no trial has",
        "sweep.blocks { a { gird = 3 } } | sweep.blocks.a.gird: unknown key",
        "training.optimizer.kind = lion  | training.optimizer.kind: is the text \"lion\", must be one of",
        "training.optimizer.momentum = 0 | training.optimizer.momentum: has no effect"
      })
  void runTellsLineAndRuleAndStartsNothing(String line, String problem) throws IOException {
    Path study = folder.resolve("broken.conf");
    Files.writeString(study, "study = broken\n" + line + "\n");
    Ran ran = Ran.of("run", study.toString(), "--out", folder.resolve("out").toString());

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .startsWith(study + ":2: " + problem)
        .endsWith("error: 1 problem; nothing was started\n")
        .doesNotContain("\tat ", "Exception");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(Path.of("results")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "run"})
  void allThatIsWrongIsToldAtOnce(String verb) throws IOException {
    Path study = folder.resolve("broken.conf");
    Files.writeString(study, "model.detph = 2\ntraining { steps = many\n batch = 0 }\n");
    Ran ran = Ran.of(verb, study.toString(), "--set", "tsk.dim=3", "--set", "seed");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err().lines())
        .hasSize(7)
        .anyMatch(line -> line.startsWith(study + ":3: training.batch"))
        .anyMatch(line -> line.startsWith("--set tsk.dim=3: tsk"))
        .anyMatch(line -> line.startsWith("--set seed: is no assignment"))
        .last()
        .isEqualTo("error: 6 problems; nothing was started");
  }

  @Test
  void aStudyThatIsNotThereIsToldWithItsNeighbour() throws IOException {
    Files.writeString(folder.resolve("quick.conf"), "study = quick\n");
    Ran ran = Ran.of("plan", folder.resolve("quik.conf").toString());

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .contains("quik.conf: no such file. Did you mean " + folder.resolve("quick.conf") + "?");
  }
}
