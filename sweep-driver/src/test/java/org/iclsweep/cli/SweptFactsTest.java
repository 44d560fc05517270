package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.junit.jupiter.api.Test;

/** What is told of a plan, and what to type for more of it. */
class SweptFactsTest {

  private static Study study(String text) throws StudyException {
    return Study.parse("study = s\n" + text, "s.conf", List.of());
  }

  private static List<String> told(String text) throws StudyException {
    Facts facts = new Facts();
    new SweptFacts(facts).add(study(text).plan());
    return facts.text().lines().map(line -> line.replaceAll(" {2,}(?=\\S)", "  ")).toList();
  }

  private static List<String> more(String text, String... overrides) throws StudyException {
    StudyArguments arguments = new StudyArguments();
    arguments.file = "s.conf";
    arguments.overrides = List.of(overrides);
    Study study = Study.parse("study = s\n" + text, "s.conf", List.of(overrides));
    return NextSteps.moreSeeds(arguments, study).orElse(List.of());
  }

  @Test
  void axesOfAGridAreALineEach() throws StudyException {
    assertThat(told("sweep.grid { seed = \"0..31\", model.depth = [1, 2, 5], task.noise = [off] }"))
        .containsExactly(
            "model.depth  3 values: [1, 2, 5]",
            "seed  32 values: 0..31",
            "task.noise  1 value: [off]");
  }

  @Test
  void zipsAndSamplesSayWhatTheyAre() throws StudyException {
    assertThat(
            told(
                """
                sweep.zip { model.depth = [1, 2], training.steps = [500, 900], task.dim = [3, 4] }
                sweep.sobol { count = 8, training.optimizer.learning-rate = "1e-4..1e-1 log" }
                """))
        .containsExactly(
            "model.depth  2 values: [1, 2], in step with task.dim, training.steps",
            "task.dim  2 values: [3, 4], in step with model.depth, training.steps",
            "training.steps  2 values: [500, 900], in step with model.depth, task.dim",
            "training.optimizer.learning-rate  8 sobol draws: 0.0001..0.1 log");
  }

  @Test
  void blocksAreToldOneByOneWithWhatTheyShare() throws StudyException {
    assertThat(
            told(
                """
                sweep {
                  grid.seed = "0..9"
                  blocks {
                    a.grid.model.depth = [1, 2]
                    b { grid.model.depth = [2, 3], exclude { model.depth = 3, seed = 0 } }
                  }
                }
                """))
        .containsExactly(
            "block a  20 trials",
            "  model.depth  2 values: [1, 2]",
            "  seed  10 values: 0..9",
            "block b  19 trials",
            "  model.depth  2 values: [2, 3]",
            "  seed  10 values: 0..9",
            "excluded  1 trial",
            "repeated  10 trials of earlier blocks, counted once");
  }

  @Test
  void moreSeedsGoWhereTheSeedsAre() throws StudyException {
    assertThat(more("sweep.grid.seed = \"0..31\""))
        .containsExactly("run", "s.conf", "--set", "sweep.grid.seed=0..63");
    assertThat(more("model.depth = 2", "model.depth=1", "seed=0"))
        .containsExactly(
            "run", "s.conf", "--set", "model.depth=1", "--set", "sweep.grid.seed=0..31");
    assertThat(more("", "sweep.grid.seed=4..5"))
        .containsExactly("run", "s.conf", "--set", "sweep.grid.seed=4..7");
    assertThat(more("sweep { grid.seed = [1, 2], blocks { a {}, b.grid.seed = [0, 4] } }"))
        .containsExactly(
            "run",
            "s.conf",
            "--set",
            "sweep.blocks.a.grid.seed=1..4",
            "--set",
            "sweep.blocks.b.grid.seed=0..9");
  }

  @Test
  void seedsThatAreNoAxisOfTheirOwnAreLeftAlone() throws StudyException {
    assertThat(more("sweep.zip { seed = [1, 2], task.dim = [3, 4] }")).isEmpty();
    assertThat(more("seed = 5")).isEmpty();
  }

  @Test
  void queryGroupsByWhatDiffers() throws StudyException {
    String text =
        "sweep { grid.seed = [1, 2], blocks { a.model.heads = 2, b.task.dim = 5, c {} } }";
    assertThat(NextSteps.query(study(text)))
        .startsWith("SELECT heads, dim, count(*) AS trials")
        .endsWith("FROM transitions GROUP BY ALL ORDER BY ALL");
  }
}
