package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;

import java.util.stream.LongStream;
import org.iclsweep.study.sweep.Plan;
import org.junit.jupiter.api.Test;

/** {@code sweep.exclude}: trials that a plan leaves out. */
class ExclusionsTest {

  private static final String GRID =
      "sweep.grid { model.depth = [1, 2, 5], model.heads = [1, 2], training.batch = [64, 128] }\n";

  private static boolean has(Plan plan, int depth, int heads, int batch) {
    return LongStream.range(0, plan.size())
        .mapToObj(index -> plan.trial(index).spec())
        .anyMatch(
            spec ->
                spec.model().depth() == depth
                    && spec.model().heads() == heads
                    && spec.training().batch() == batch);
  }

  @Test
  void trialThatHasAllOfOneEntryIsNotInThePlan() {
    Plan plan =
        plan(
            GRID
                + """
                sweep.exclude = [
                  { model.depth = 1, model.heads = 2 }
                  { model { depth = 5 }, training.batch = [64] }
                ]
                """);
    assertThat(plan.size()).isEqualTo(12 - 2 - 2);
    assertThat(plan.excluded()).isEqualTo(4);
    assertThat(has(plan, 1, 2, 64) || has(plan, 1, 2, 128)).isFalse();
    assertThat(has(plan, 5, 1, 64) || has(plan, 5, 2, 64)).isFalse();
    assertThat(has(plan, 1, 1, 64) && has(plan, 5, 2, 128) && has(plan, 2, 2, 64)).isTrue();
  }

  @Test
  void entriesMayOverlap() {
    Plan plan = plan(GRID + "sweep.exclude = [{ model.depth = [1, 2] }, { model.heads = 2 }]");
    assertThat(plan.size()).isEqualTo(2);
    assertThat(has(plan, 5, 1, 64) && has(plan, 5, 1, 128)).isTrue();
  }

  @Test
  void oneEntryNeedsNoList() {
    assertThat(plan(GRID + "sweep.exclude { model.depth = 1 }"))
        .isEqualTo(plan(GRID + "sweep.exclude = [{ model.depth = [1] }]"));
  }

  @Test
  void entryMayNameWhatIsFixedBesideWhatIsSwept() {
    assertThat(plan(GRID + "sweep.exclude { model.depth = 1, task.dim = 10 }").size()).isEqualTo(8);
  }

  @Test
  void parameterThatDoesNotApplyHasNoneOfTheValues() {
    String text =
        """
        sweep.grid { model.depth = [1, 2], model.tied = [true, false] }
        sweep.exclude { model.tied = false }
        """;
    Plan plan = plan(text);
    assertThat(
            LongStream.range(0, plan.size()).mapToObj(i -> plan.trial(i).parameters().get("tied")))
        .containsExactlyInAnyOrder(null, true);
  }

  @Test
  void excludedRangeOfSeedsIsLeftOut() {
    Plan plan =
        plan(
            "sweep.grid { seed = \"0..99999\", model.depth = [1, 2] }\n"
                + "sweep.exclude { seed = \"1000..1999\", model.depth = 2 }");
    assertThat(plan.size()).isEqualTo(199_000);
    assertThat(plan.index(plan.trial(150_000))).isEqualTo(150_000);
  }

  @Test
  void impossibleCombinationMayBeExcluded() {
    String grid = "sweep.grid { training.steps = [50, 500], measure.every = [100, 50] }\n";
    assertThat(problems("study = s\n" + grid)).hasSize(1);
    assertThat(plan(grid + "sweep.exclude { training.steps = 50, measure.every = 100 }").size())
        .isEqualTo(3);
  }

  @Test
  void parameterThatAppliesOnlyToExcludedTrialsHasNoEffect() {
    assertThat(
            problems(
                "study = s\nmodel.tied = true\nsweep.grid.model.depth = [1, 2]\n"
                    + "sweep.exclude { model.depth = 2 }"))
        .containsExactly(
            "x.conf:2: model.tied: has no effect: it applies when model.depth is not 1, and here it"
                + " is 1. Remove it or give model.depth another value.");
  }

  @Test
  void whatExcludesNothingIsTold() {
    String text =
        """
        study = s
        sweep.grid { model.depth = [1, 2, 4], model.tied = [true, false] }
        sweep.exclude = [
          { model.depth = [2, 3] }
          { model.depth = 1, model.tied = true }
          { model.dpeth = 1 }
          { model.depth = two }
          { training.optimizer.momentum = 0 }
          { task.dim = 5 }
          {}
          { model.depth = 2, task.dim = "1..20" }
        ]
        """;
    String cure = " Correct it or leave it out.";
    assertThat(problems(text))
        .containsExactly(
            "x.conf:4: sweep.exclude[1].model.depth: holds 3, which no trial has: model.depth is 1"
                + " or 2 or 4."
                + cure,
            "x.conf:5: sweep.exclude[2]: matches no trial: its values are there, but not together."
                + cure,
            "x.conf:6: sweep.exclude[3].model.dpeth: unknown key. Did you mean"
                + " sweep.exclude[3].model.depth?",
            "x.conf:7: sweep.exclude[4].model.depth: is the text \"two\", must be a whole number, at"
                + " least 1.",
            "x.conf:8: sweep.exclude[5].training.optimizer.momentum: holds 0, which no trial has: it"
                + " applies when training.optimizer.kind is sgd."
                + cure,
            "x.conf:9: sweep.exclude[6].task.dim: holds 5, which no trial has: task.dim is 10."
                + cure,
            "x.conf:10: sweep.exclude[7]: excludes everything. Name a parameter, or leave it out.",
            "x.conf:11: sweep.exclude[8].task.dim: holds 1, which no trial has: task.dim is 10."
                + cure);
  }

  @Test
  void somethingHasToBeLeft() {
    assertThat(
            problems("study = s\nsweep.grid.model.depth = [1, 2]\nsweep.exclude { task.dim = 10 }"))
        .containsExactly("x.conf:3: sweep.exclude: leaves no trial. Exclude less.");
  }

  @Test
  void exclusionIsAListOfSections() {
    assertThat(problems("study = s\nsweep.exclude = [1, 2]"))
        .hasSize(2)
        .first()
        .isEqualTo(
            "x.conf:2: sweep.exclude[1]: is 1, must be a section, as in exclude = [{ model.depth ="
                + " 1, model.heads = 2 }].");
  }
}
