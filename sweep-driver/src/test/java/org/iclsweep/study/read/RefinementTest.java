package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.study;

import java.util.List;
import org.iclsweep.statistics.Boundary;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.sweep.RefinedEvent;
import org.iclsweep.study.sweep.Refinement;
import org.iclsweep.study.sweep.Round;
import org.iclsweep.study.sweep.Rounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefinementTest {

  private static final String ONE =
      "study = s\nsweep.refine { axes { task.input-range = \"0.1..2 log\" }, budget = 500 }";
  private static final String TWO =
      """
      study = s
      training.steps = 700
      task.input-range = 3
      sweep.refine {
        axes { task.input-range = "0.5..2", training.optimizer.learning-rate = "1e-4..1e-1 log" }
        event = crossed
        share = 0.9
        tolerance = 0.01
        seeds-a-round = 3
        points-a-round = 5
        budget = 400
      }
      """;

  @Test
  void whatIsNotSaidIsAsDocumented() {
    Refinement refinement = study(ONE).refinement().orElseThrow();

    assertThat(refinement.event()).isEqualTo(RefinedEvent.LEARNT);
    assertThat(refinement.share()).isEqualTo(0.5);
    assertThat(refinement.tolerance()).isEqualTo(0.02);
    assertThat(refinement.seedsARound()).isEqualTo(8);
    assertThat(refinement.pointsARound()).isEqualTo(4);
    assertThat(refinement.budget()).isEqualTo(500);
    assertThat(study("study = s").refinement()).isEmpty();
  }

  @Test
  void whatIsSaidIsTaken() {
    Refinement refinement = study(TWO).refinement().orElseThrow();

    assertThat(refinement.axes())
        .extracting(axis -> axis.parameter().path())
        .containsExactly("task.input-range", "training.optimizer.learning-rate");
    assertThat(refinement.axes())
        .extracting(axis -> axis.text())
        .containsExactly("\"0.5..2\"", "\"0.0001..0.1 log\"");
    assertThat(refinement.event()).isEqualTo(RefinedEvent.CROSSED);
    assertThat(List.of(refinement.share(), refinement.tolerance())).containsExactly(0.9, 0.01);
    assertThat(List.of(refinement.seedsARound(), refinement.pointsARound(), refinement.budget()))
        .containsExactly(3, 5, 400);
  }

  @Test
  void trialsOfAStudyAreThoseOfItsFirstRound() {
    Study two = study(TWO);
    List<List<Double>> first = Boundary.first(2);

    assertThat(two.plan().size()).isEqualTo(3L * first.size());
    assertThat(two.plan().blocks()).hasSize(1);
    TransformerTrial trial = two.plan().trial(4);
    assertThat(trial.parameters())
        .containsEntry("seed", 4L)
        .containsEntry("steps", 700)
        .containsEntry(
            "input_range", two.refinement().orElseThrow().axes().get(0).value(first.get(1).get(0)));
    assertThat(trial.id()).isEqualTo(plain(trial).id());
  }

  /** The same trial as a study without rounds has it. */
  private static TransformerTrial plain(TransformerTrial trial) {
    return Studies.trial(
        "training { steps = 700, optimizer.learning-rate = %s }\ntask.input-range = %s\nseed = %s"
            .formatted(
                trial.parameters().get("learning_rate"),
                trial.parameters().get("input_range"),
                trial.parameters().get("seed")));
  }

  @Test
  void readsBackToItself() {
    for (String text : List.of(ONE, TWO)) {
      Study study = study(text);
      assertThat(study(study.resolved())).isEqualTo(study);
      assertThat(study.resolved()).doesNotContain("\nseed =", "blocks");
    }
    assertThat(study(TWO).resolved())
        .endsWith(
            """
            sweep.refine.axes.task.input-range = "0.5..2"
            sweep.refine.axes.training.optimizer.learning-rate = "0.0001..0.1 log"
            sweep.refine.event = crossed
            sweep.refine.share = 0.9
            sweep.refine.tolerance = 0.01
            sweep.refine.seeds-a-round = 3
            sweep.refine.points-a-round = 5
            sweep.refine.budget = 400
            """);
  }

  @Test
  void moreRoundsHaveFurtherSeedsAndTheSameFirstTrials() {
    Study one = study(ONE);
    Rounds rounds = one.rounds().orElseThrow();
    int before = rounds.points().size();
    List<Object> again = rounds.points().get(0);
    Study more = one.with(rounds.with(new Round(List.of(again))));

    assertThat(more.plan().size()).isEqualTo(8L * (before + 1));
    assertThat(more.plan().repeated()).isZero();
    for (long i = 0; i < one.plan().size(); i++) {
      assertThat(more.plan().trial(i).id()).isEqualTo(one.plan().trial(i).id());
    }
    for (int i = 0; i < 8; i++) {
      TransformerTrial trial = more.plan().trial(8L * before + i);
      assertThat(trial.parameters())
          .containsEntry("seed", 8L * before + i)
          .containsEntry("input_range", again.get(0));
    }
    assertThat(more.resolved()).isEqualTo(one.resolved());
    assertThat(more.rounds().orElseThrow().point(8L * before + 7)).isEqualTo(before);
    assertThat(more.rounds().orElseThrow().first(1)).isEqualTo(rounds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          sweep.refine { budget = 500 }| x.conf:2: sweep.refine.axes: is missing. Write refine { axes { task.input-range = "0.1..2 log" }, budget = 500 }.
          sweep.refine = 3| x.conf:2: sweep.refine: is 3, must be a section, as in refine { axes { task.input-range = "0.1..2 log" }, budget = 500 }.
          sweep.refine { axes = 3, budget = 500 }| x.conf:2: sweep.refine.axes: is 3, must be a section, as in refine { axes { task.input-range = "0.1..2 log" }, budget = 500 }.
          sweep.refine { axes {}, budget = 500 }| x.conf:2: sweep.refine.axes: has no axis. Add one, as in refine.axes { task.input-range = "0.1..2 log" }, or leave it out.
          sweep.refine { axes { task.input-range = "0.1..2" } }| x.conf:2: sweep.refine.budget: is missing. Say how many trials there may be, as in budget = 500.
          sweep.refine { axes { task.input-range = [0.1, 2] }, budget = 500 }| x.conf:2: sweep.refine.axes.task.input-range: is a list, must be a range in which the boundary is looked for, as in "0.5..2" or "1e-4..1e-1 log".
          sweep.refine { axes { task.input-range = "0.1..2 by 0.1" }, budget = 500 }| x.conf:2: sweep.refine.axes.task.input-range: is the text "0.1..2 by 0.1", must be a range in which the boundary is looked for, as in "0.5..2" or "1e-4..1e-1 log".
          sweep.refine { axes { task.input-range = "0.1..2 log 7" }, budget = 500 }| x.conf:2: sweep.refine.axes.task.input-range: is the text "0.1..2 log 7", must be a range in which the boundary is looked for, as in "0.5..2" or "1e-4..1e-1 log".
          sweep.refine { axes { task.input-range = "2..2" }, budget = 500 }| x.conf:2: sweep.refine.axes.task.input-range: is a range with nothing between its ends.
          sweep.refine { axes { task.input-range = "-1..2" }, budget = 500 }| x.conf:2: sweep.refine.axes.task.input-range: is a range of which every value must be a positive number.
          sweep.refine { axes { model.attention = linear }, budget = 500 }| x.conf:2: sweep.refine.axes.model.attention: has no numbers between which a boundary could lie.
          sweep.refine { axes { task.inptu-range = "1..2" }, budget = 500 }| x.conf:2: sweep.refine.axes.task.inptu-range: unknown key. Did you mean sweep.refine.axes.task.input-range?
          sweep.refine { axes { seed = "0..9" }, budget = 500 }| x.conf:2: sweep.refine.axes.seed: has no boundary. Leave it out: every point has seeds of its own.
          sweep.refine { axes { task { input-range = "1..2", dim = "2..5" }, model.depth = "1..3" }, budget = 500 }| x.conf:2: sweep.refine.axes: has 3 axes, must have one or two. Fix the others, and run a study for each of their values.
          sweep.refine { axes { task.input-range = "1..2" }, budget = 500, shrae = 0.4 }| x.conf:2: sweep.refine.shrae: unknown key. Did you mean sweep.refine.share?
          sweep.refine { axes { task.input-range = "1..2" }, budget = 500, task.dim = 4 }| x.conf:2: sweep.refine.task: unknown key. Refine it in sweep.refine.axes.task.
          sweep.refine { axes { task.input-range = "1..2" }, budget = 500, share = 1 }| x.conf:2: sweep.refine.share: is 1, must be a number between 0 and 1.
          sweep.refine { axes { task.input-range = "1..2" }, budget = 500, tolerance = 0 }| x.conf:2: sweep.refine.tolerance: is 0, must be a positive number, at most 1.
          sweep.refine { axes { task.input-range = "1..2" }, budget = 500, event = lernt }| x.conf:2: sweep.refine.event: is the text "lernt", must be one of learnt, crossed. Did you mean learnt?
          sweep.refine { axes { task.input-range = "1..2" }, budget = ${x} }| x.conf:2: sweep.refine.budget: refers to ${x}, which the study does not give.
          sweep { grid.seed = [1], refine { axes { task.input-range = "1..2" }, budget = 500 } }| x.conf:2: sweep.grid: stands beside sweep.refine, which says all that is swept. Leave it out: every point has seeds of its own; of other parameters, run a study for each value.
          sweep { blocks.a {}, refine { axes { task.input-range = "1..2" }, budget = 500 } }| x.conf:2: sweep.blocks: stands beside sweep.refine, which says all that is swept. Leave it out: every point has seeds of its own; of other parameters, run a study for each value.
          seed = 3, sweep.refine { axes { task.input-range = "1..2" }, budget = 500 }| x.conf:2: seed: has no effect beside sweep.refine. Leave it out: every point has seeds of its own.
          measure.against = [], sweep.refine { axes { task.input-range = "1..2" }, budget = 500 }| x.conf:2: sweep.refine.event: cannot be told of trials that are not held against gd, which their loss has to come to. Set measure.learnt-at to a loss itself, as in 0.25, or add gd to measure.against.
          sweep.blocks.a.refine { budget = 3 }| x.conf:2: sweep.blocks.a.refine: unknown key. Known here: grid, zip, random, sobol, exclude, seed, model, task, training, measure.
          """)
  void whatIsWrongIsToldWithItsCure(String study, String problem) {
    assertThat(problems("study = s\n" + study)).contains(problem);
  }

  @Test
  void budgetsHoldTheFirstRoundAndNoMoreThanABoundaryIsFoundFrom() {
    int first = Boundary.first(1).size();
    String axes = "study = s\nsweep.refine { axes { task.input-range = \"1..2\" }, budget = ";
    assertThat(problems(axes + (8 * first - 1) + " }"))
        .containsExactly(
            "x.conf:2: sweep.refine.budget: is %d, and the first round alone is %d points of 8 seeds, %d trials. Allow more, or fewer seeds-a-round."
                .formatted(8 * first - 1, first, 8 * first));
    assertThat(study(axes + 8 * first + " }").refinement()).isPresent();
    assertThat(problems(axes + "4001 }"))
        .containsExactly(
            "x.conf:2: sweep.refine.budget: is 4001, more than 500 points of 8 seeds, beyond which no boundary is looked for. Write at most 4000, or more seeds-a-round.");
    assertThat(study(axes + "4000 }").refinement()).isPresent();
  }

  /** What cannot be trained at an end of an axis is told before anything is trained. */
  @Test
  void bothEndsAreHeldAgainstAllRules() {
    assertThat(
            problems(
                "study = s\nmodel.heads = 2\nsweep.refine { axes { training.steps = \"10..2000\" },"
                    + " budget = 500 }\nmeasure.schedule = [0, 100]"))
        .isNotEmpty();
  }

  @Test
  void overridesReachItAndOneWithoutEffectIsTold() {
    assertThat(study(ONE, "sweep.refine.share=0.25").refinement().orElseThrow().share())
        .isEqualTo(0.25);
    assertThat(problems(ONE, "task.input-range=1"))
        .containsExactly(
            "--set task.input-range=1: task.input-range: has no effect, because"
                + " sweep.refine.axes.task.input-range takes its place. Override that: --set"
                + " sweep.refine.axes.task.input-range=...");
  }

  /** Both ends are possible, and only every second thousand between them. */
  @Test
  void valuesThatNoTrialHasAreToldBeforeTheyAreRun() {
    String text =
        "study = s\ntraining.batch = 2048\n"
            + "sweep.refine { axes.training.dataset-size = \"2048..8192\", budget = 500 }";
    assertThat(problems(text))
        .singleElement()
        .asString()
        .contains(
            "sweep.refine.axes: has values between its ends that no trial has: datasetSize is 2144")
        .contains("Refine where all values are possible");
  }

  @Test
  void aRegionHasTheEndsOfAllAxesAndWhatLiesBetween() {
    Refinement one = study(ONE).refinement().orElseThrow();
    assertThat(one.region(any -> true).points())
        .hasSize(65)
        .contains(List.of(0.1), List.of(2.0), List.of(one.axes().get(0).value(0.5)));
    assertThat(one.region(any -> false).points()).containsExactly(List.of(0.1));

    Refinement two = study(TWO).refinement().orElseThrow();
    assertThat(two.region(any -> true).points())
        .hasSize(17 * 17)
        .contains(List.of(0.5, 1e-1), List.of(2.0, 1e-4), List.of(2.0, 1e-1));
    assertThat(two.region(axis -> axis.path().startsWith("training.")).points())
        .hasSize(17)
        .allMatch(point -> point.get(0).equals(0.5));
  }
}
