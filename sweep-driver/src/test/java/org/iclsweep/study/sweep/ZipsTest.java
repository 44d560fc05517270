package org.iclsweep.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code sweep.zip}: axes in step. */
class ZipsTest {

  private static List<String> points(Plan plan, String... columns) {
    return LongStream.range(0, plan.size())
        .mapToObj(plan::trial)
        .map(
            trial ->
                List.of(columns).stream()
                    .map(column -> String.valueOf(trial.parameters().get(column)))
                    .reduce((a, b) -> a + " " + b)
                    .orElseThrow())
        .toList();
  }

  @Test
  void axesAreWalkedInStep() {
    Plan plan = plan("sweep.zip { task.dim = [5, 10, 5], training.steps = \"100..300 by 100\" }");
    assertThat(points(plan, "dim", "steps")).containsExactly("5 100", "10 200", "5 300");
  }

  @Test
  void everyPointMeetsEveryPointOfTheGridAndOfOtherZips() {
    Plan plan =
        plan(
            """
            sweep.grid.seed = "0..3"
            sweep.zip = [
              { task.dim = [5, 10], task.context = [7, 11] }
              { training.steps = [200, 300, 400], training.batch = [32, 64, 128] }
            ]
            """);
    assertThat(plan.size()).isEqualTo(4 * 2 * 3);
    assertThat(points(plan, "dim", "context", "steps", "batch", "seed"))
        .doesNotHaveDuplicates()
        .startsWith("5 7 200 32 0", "5 7 200 32 1")
        .endsWith("10 11 400 128 3");
  }

  @Test
  void conditionsHoldWithinAZipAndBesideIt() {
    Plan plan =
        plan(
            """
            sweep.zip {
              training.optimizer.kind = [adam, sgd, sgd]
              training.optimizer.learning-rate = [1e-3, 0.1, 0.01]
            }
            sweep.grid.training.optimizer.momentum = [0, 0.9]
            """);
    assertThat(points(plan, "optimizer", "learning_rate", "momentum"))
        .containsExactlyInAnyOrder(
            "adam 0.001 null", "sgd 0.1 0.0", "sgd 0.1 0.9", "sgd 0.01 0.0", "sgd 0.01 0.9");
  }

  @Test
  void zipOfOneAxisIsAGrid() {
    assertThat(plan("sweep.zip.seed = \"0..3\"")).isEqualTo(plan("sweep.grid.seed = \"0..3\""));
  }

  @Test
  void whatDoesNotGoInStepIsTold() {
    String text =
        """
        study = s
        sweep.zip = [
          { model.depth = [1, 2, 5], training.steps = [500, 1000] }
          { task.dim = [5, 5], task.context = [7, 7] }
          { model.heads = [], model.haeds = [1] }
          {}
          3
        ]
        """;
    assertThat(problems(text))
        .containsExactly(
            "x.conf:3: sweep.zip[1]: walks its axes in step, but model.depth has 3 values,"
                + " training.steps has 2 values. Give them equally many values.",
            "x.conf:4: sweep.zip[2]: has the same point twice: 1 of 2 are distinct."
                + " Leave the repeated ones out.",
            "x.conf:5: sweep.zip[3].model.haeds: unknown key. Did you mean"
                + " sweep.zip[3].model.heads?",
            "x.conf:5: sweep.zip[3].model.heads: is an axis without values."
                + " Give it a value or leave it out.",
            "x.conf:6: sweep.zip[4]: has no axis. Add one, as in zip { model.depth = [1, 2],"
                + " training.steps = [500, 1000] }, or leave it out.",
            "x.conf:7: sweep.zip[5]: is 3, must be a section, as in zip { model.depth = [1, 2],"
                + " training.steps = [500, 1000] }.");
  }

  @Test
  void zipIsNoLongerThanAMillionPoints() {
    assertThat(
            problems(
                "study = s\nsweep.zip { seed = \"0..1000000\", measure.eval-seed = \"0..1000000\" }"))
        .containsExactly("x.conf:2: sweep.zip: is of more than 1000000 points.");
  }

  @Test
  void parameterIsSweptOnce() {
    String text =
        """
        study = s
        sweep.grid.model.depth = [1, 2]
        sweep.zip {
          model.depth = [1, 2]
          training.steps = [500, 1000]
        }
        sweep.random {
          count = 3
          training.steps = [500, 1000]
        }
        """;
    assertThat(problems(text))
        .anyMatch(
            problem ->
                problem.endsWith(
                        "model.depth: is swept by sweep.grid.model.depth, too. Leave one out.")
                    || problem.endsWith(
                        "model.depth: is swept by sweep.zip.model.depth, too. Leave one out."))
        .allMatch(problem -> problem.contains("is swept by"));
  }
}
