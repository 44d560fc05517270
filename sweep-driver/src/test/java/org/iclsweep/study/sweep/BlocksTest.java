package org.iclsweep.study.sweep;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;

import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code sweep.blocks}: several sweeps in one study. */
class BlocksTest {

  private static final String TWO =
      """
      task.dim = 5
      sweep {
        grid.seed = "0..31"
        blocks {
          shallow { grid.model.depth = [1, 2] }
          deep {
            model { depth = 5, token-clip = 10 }
            training { steps = 9000, optimizer.learning-rate = 5e-4 }
            grid.seed = "0..7"
          }
        }
      }
      """;

  private static Set<String> ids(Plan plan) {
    return LongStream.range(0, plan.size()).mapToObj(i -> plan.trial(i).id()).collect(toSet());
  }

  @Test
  void planIsAllOfItsBlocks() {
    Plan plan = plan(TWO);
    assertThat(plan.blocks()).extracting(Block::name).containsExactly("deep", "shallow");
    assertThat(plan.size()).isEqualTo(8 + 64);
    Set<String> ids = ids(plan);
    assertThat(ids).hasSize(72);
    assertThat(ids)
        .containsAll(
            ids(plan("task.dim = 5\nsweep.grid { seed = \"0..31\", model.depth = [1, 2] }")))
        .containsAll(
            ids(
                plan(
                    """
                    task.dim = 5
                    model { depth = 5, token-clip = 10 }
                    training { steps = 9000, optimizer.learning-rate = 5e-4 }
                    sweep.grid.seed = "0..7"
                    """)));
  }

  @Test
  void trialThatTwoBlocksDescribeIsThereOnce() {
    Plan plan =
        plan(
            """
            sweep.blocks {
              a { grid { seed = "0..9", model.depth = [1, 2] } }
              b { grid { seed = "5..14", model.depth = [2, 3] } }
              c { grid.seed = "0..4" }
            }
            """);
    assertThat(plan.size()).isEqualTo(20 + 15);
    assertThat(plan.repeated()).isEqualTo(5 + 5);
    assertThat(ids(plan)).hasSize(35);
    assertThat(LongStream.range(0, 35).map(i -> plan.index(plan.trial(i))))
        .containsExactlyElementsOf(LongStream.range(0, 35).boxed().toList());
  }

  @Test
  void whatABlockExcludesMayBeInAnother() {
    Plan plan =
        plan(
            """
            sweep.grid { seed = "0..3", model.depth = [1, 2] }
            sweep.blocks {
              a.exclude { seed = 3 }
              b.grid { model.depth = [2] }
            }
            """);
    assertThat(plan.size()).isEqualTo(6 + 1);
    assertThat(plan.excluded()).isEqualTo(2);
    assertThat(plan.repeated()).isEqualTo(3);
  }

  @Test
  void millionsOfTrialsInCommonAreNotWalked() {
    Plan plan =
        plan(
            """
            sweep.blocks {
              a { grid { seed = "0..1999999", model.depth = [1, 2, 3] } }
              b { grid { seed = "0..1999999", model.depth = [2, 3, 4], model.heads = [1, 2] } }
            }
            """);
    assertThat(plan.size()).isEqualTo(2_000_000L * (3 + 6 - 2));
    assertThat(plan.index(plan.trial(13_999_999))).isEqualTo(13_999_999);
  }

  @Test
  void blockTakesASweptParameterOutOfWhatIsSweptAround() {
    Plan plan =
        plan(
            """
            sweep {
              grid { seed = "0..3", model.depth = [1, 2] }
              zip { task.dim = [5, 10], task.context = [6, 11] }
              blocks {
                wide { model.depth = 3, grid { model.heads = [1, 2, 4], task.dim = 7 } }
                plain {}
              }
            }
            """);
    assertThat(plan.size(plan.blocks().get(0))).isEqualTo(4 * 2 * 2);
    assertThat(plan.size(plan.blocks().get(1))).isEqualTo(4 * 2 * 3);
    assertThat(plan.blocks().get(1).axes().map(Axis::path))
        .containsExactlyInAnyOrder("seed", "model.heads", "task.dim", "task.context");
  }

  @Test
  void blockMayChangeASampleInPart() {
    String text =
        """
        sweep {
          random { count = 10, training.optimizer.learning-rate = "1e-4..1e-1 log" }
          blocks {
            few {}
            many { random.count = 20 }
            other { random.model.init.scale = "1e-3..1e-2 log" }
          }
        }
        """;
    Plan plan = plan(text);
    assertThat(plan.blocks()).extracting(plan::size).containsExactly(10L, 20L, 10L);
    assertThat(plan.repeated()).as("the first ten of many").isEqualTo(10);
    assertThat(plan.blocks().get(2).groups()).hasSize(1);
  }

  @Test
  void overrideReachesIntoABlock() {
    Plan plan =
        plan(
            TWO,
            "sweep.blocks.deep.grid.seed=0..3",
            "sweep.blocks.deep.training.steps=500",
            "sweep.blocks.more.grid.seed=[99]");
    assertThat(plan.blocks()).extracting(plan::size).containsExactly(4L, 1L, 64L);
    assertThat(plan.trial(0).parameters()).containsEntry("steps", 500).containsEntry("depth", 5);
  }

  @Test
  void overrideThatEveryBlockReplacesHasNoEffect() {
    assertThat(
            problems(
                "study = s\nsweep.blocks { a.grid.seed = [1, 2], b.seed = 7 }",
                "sweep.grid.seed=0..7"))
        .containsExactly(
            "--set sweep.grid.seed=0..7: sweep.grid.seed: has no effect, because"
                + " sweep.blocks.a.grid.seed takes its place. Override that: --set"
                + " sweep.blocks.a.grid.seed=...");
    assertThat(
            problems(
                "study = s\nsweep.blocks { a.model.depth = 2, b.model.depth = 3 }",
                "model.depth=5"))
        .containsExactly(
            "--set model.depth=5: model.depth: has no effect, because sweep.blocks.a.model.depth"
                + " takes its place. Override that: --set sweep.blocks.a.model.depth=...");
    assertThat(plan("sweep.blocks { a.grid.seed = [1, 2], b {} }", "sweep.grid.seed=0..7").size())
        .isEqualTo(8);
  }

  @Test
  void valueHasToApplyInABlockAtLeast() {
    String blocks = "sweep.blocks { a.model.depth = 1, b.model.depth = 2 }\n";
    assertThat(plan(blocks + "model.tied = true").trial(1).parameters())
        .containsEntry("tied", true);
    String blocksOfOneLayer = "sweep.blocks { a.seed = 1, b { seed = 2, model.tied = true } }";
    assertThat(problems("study = s\nmodel.tied = true\n" + blocksOfOneLayer))
        .hasSize(2)
        .allMatch(problem -> problem.contains("model.tied: has no effect: it applies when"));
  }

  @Test
  void rulesHoldInEveryBlock() {
    assertThat(
            problems(
                "study = s\ntraining.steps = 50\n"
                    + "sweep.blocks { a.measure.every = 10, b.measure.every = 60 }"))
        .containsExactly(
            "x.conf:3: measure.every: is 60, which does not go with training.steps = 50: a curve"
                + " needs a point within the steps. Set measure.every to 50 or less.");
  }

  @Test
  void whatIsWrongAroundBlocksIsToldOnce() {
    assertThat(
            problems(
                "study = s\ntask.dim = x\nsweep { grid.seed = [], blocks { a.seed = -1, b {} } }"))
        .containsExactly(
            "x.conf:2: task.dim: is the text \"x\", must be a whole number, at least 1.",
            "x.conf:3: sweep.blocks.a.seed: is -1, must be a whole number, at least 0.",
            "x.conf:3: sweep.grid.seed: is an axis without values."
                + " Give it a value or leave it out.");
  }

  @Test
  void whatIsNoBlockIsTold() {
    String text =
        """
        study = s
        sweep.blocks {
          a { gird.seed = 1 }
          b { model.depth = 2, grid.model.depth = [1, 2] }
          c { xyz = 1 }
          "x y" {}
          d = 3
          e { exclude { model.depth = 7 } }
        }
        """;
    assertThat(problems(text))
        .containsExactly(
            "x.conf:3: sweep.blocks.a.gird: unknown key. Did you mean sweep.blocks.a.grid?",
            "x.conf:4: sweep.blocks.b.model.depth: is swept by sweep.blocks.b.grid.model.depth, too."
                + " Leave one out.",
            "x.conf:5: sweep.blocks.c.xyz: unknown key. Known here: grid, zip, random, sobol,"
                + " exclude, seed, model, task, training, measure.",
            "x.conf:6: sweep.blocks.x y: is no name of a block. Write letters, digits, - and _"
                + " only, the first a letter or digit.",
            "x.conf:7: sweep.blocks.d: is 3, must be a section, as in d { grid { ... } }.",
            "x.conf:8: sweep.blocks.e.exclude.model.depth: holds 7, which no trial has: model.depth"
                + " is 1. Correct it or leave it out.");
    assertThat(problems("study = s\nsweep.blocks = [{ grid.seed = 1 }]"))
        .containsExactly(
            "x.conf:2: sweep.blocks: is a list, must be a section, as in blocks { shallow { ... },"
                + " deep { ... } }.");
    assertThat(problems("study = s\nsweep.blocks {}"))
        .containsExactly("x.conf:2: sweep.blocks: is empty. Add a block or leave blocks out.");
  }

  @Test
  void blockThatExcludesAllOfItselfIsTold() {
    assertThat(
            problems(
                "study = s\nsweep { exclude { model.depth = 2 }\n"
                    + "blocks { a.model.depth = 2, b {} } }"))
        .containsExactly("x.conf:2: sweep.exclude: leaves no trial of block a. Exclude less.");
  }
}
