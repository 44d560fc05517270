package org.iclsweep.study.sweep;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sweep.random} and {@code sweep.sobol}. */
class SamplesTest {

  private static final String RATE = "training.optimizer.learning-rate = \"1e-4..1e-1 log\"";

  private static Set<String> ids(Plan plan) {
    return LongStream.range(0, plan.size()).mapToObj(i -> plan.trial(i).id()).collect(toSet());
  }

  private static List<Object> column(Plan plan, String column) {
    return LongStream.range(0, plan.size())
        .mapToObj(i -> plan.trial(i).parameters().get(column))
        .toList();
  }

  /** Made by this version; stored studies are drawn again whenever they are resumed. */
  @Test
  void pointsAreWhatTheyHaveAlwaysBeen() {
    String axes = RATE + ", training.batch = \"16..1024 log\", model.heads = [1, 2, 4]";
    Plan random = plan("sweep.random { count = 3, " + axes + " }");
    assertThat(column(random, "learning_rate")).containsExactly(0.0289018, 0.0508398, 0.00020622);
    assertThat(column(random, "batch")).containsExactly(117, 23, 720);
    assertThat(column(random, "heads")).containsExactly(2, 4, 1);
    Plan sobol = plan("sweep.sobol { count = 4, seed = 7, " + axes + " }");
    assertThat(column(sobol, "learning_rate"))
        .containsExactly(0.00339756, 0.00010744, 0.000604181, 0.0191059);
    assertThat(column(sobol, "batch")).containsExactly(72, 582, 25, 205);
    assertThat(column(sobol, "heads")).containsExactly(2, 4, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol"})
  void morePointsKeepTheFirst(String kind) {
    String text = "sweep.%s { seed = 3, count = %d, model.depth = \"1..9\", %s }";
    Set<String> few = ids(plan(text.formatted(kind, 50, RATE)));
    Set<String> many = ids(plan(text.formatted(kind, 200, RATE)));
    assertThat(few).hasSize(50);
    assertThat(many).hasSize(200).containsAll(few);
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol"})
  void anotherAxisMovesNoValueOfTheOthers(String kind) {
    Plan one = plan("sweep." + kind + " { count = 30, " + RATE + " }");
    Plan more =
        plan(
            "sweep.%s { count = 30, %s, model.init.scale = \"1..2\", training.steps = \"200..999\" }"
                .formatted(kind, RATE));
    assertThat(column(more, "learning_rate")).isEqualTo(column(one, "learning_rate"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol"})
  void otherSeedsGiveOtherPoints(String kind) {
    String text = "sweep.%s { seed = %d, count = 40, %s }";
    assertThat(ids(plan(text.formatted(kind, 1, RATE))))
        .doesNotContainAnyElementsOf(ids(plan(text.formatted(kind, 2, RATE))));
    assertThat(plan(text.formatted(kind, 0, RATE)))
        .isEqualTo(plan("sweep." + kind + " { count = 40, " + RATE + " }"));
  }

  @Test
  void everyPointMeetsEverySeedAndEveryPointOfAnotherSample() {
    Plan plan =
        plan(
            """
            sweep {
              random { count = 10, training.optimizer.learning-rate = "1e-4..1e-1 log" }
              sobol { count = 8, model.init.scale = "1e-3..1e-2 log" }
              grid.seed = "0..31"
            }
            """);
    assertThat(plan.size()).isEqualTo(10 * 8 * 32);
    assertThat(new HashSet<>(column(plan, "learning_rate"))).hasSize(10);
    assertThat(new HashSet<>(column(plan, "init_scale"))).hasSize(8);
  }

  @Test
  void drawsThatAreEqualAreOneTrial() {
    Plan plan = plan("sweep.random { count = 1000, model.heads = [1, 2], task.dim = \"3..5\" }");
    assertThat(plan.size()).isEqualTo(6);
  }

  @Test
  void drawsThatDoNotApplyMakeNoDifference() {
    Plan plan =
        plan(
            """
            sweep.random {
              count = 100
              training.optimizer.kind = [adam, sgd]
              training.optimizer.momentum = "0..0.9"
            }
            """);
    List<Object> momenta = column(plan, "momentum");
    assertThat(momenta.stream().filter(Objects::isNull)).hasSize(1);
    assertThat(momenta).doesNotHaveDuplicates().hasSizeBetween(30, 70);
  }

  @Test
  void pointsOfASampleMayBeExcluded() {
    Plan plan =
        plan(
            "sweep.random { count = 100, model.depth = [1, 2, 3], "
                + RATE
                + " }\n"
                + "sweep.exclude { model.depth = 2 }");
    assertThat(plan.size() + plan.excluded()).isEqualTo(100);
    assertThat(new HashSet<>(column(plan, "depth"))).containsExactlyInAnyOrder(1, 3);
  }

  @Test
  void countAndSeedCanBeOverridden() {
    String text = "sweep.random { count = 5, " + RATE + " }";
    assertThat(plan(text, "sweep.random.count=200").size()).isEqualTo(200);
    assertThat(plan(text, "sweep.random.seed=1")).isNotEqualTo(plan(text));
    assertThat(plan(text, "sweep.random.training.optimizer.learning-rate=[1, 2]").size())
        .isEqualTo(2);
  }

  @Test
  void sampleThatIsNoneIsTold() {
    String text =
        """
        study = s
        sweep.random {
          seed = "0..31"
          task.dim = "1.5..9 log"
          task.noise = "1..1"
          model.dpeth = [1, 2]
          training.batch = []
          training.steps = "0..9 log"
          measure.every = "1..9 log 0"
        }
        sweep.sobol { count = 0, seed = -1, count-of = 3, model.heads = "1..4" }
        """;
    assertThat(problems(text))
        .containsExactly(
            "x.conf:2: sweep.random.count: is missing. Say how many points, as in count = 100.",
            "x.conf:3: sweep.random.seed: is the text \"0..31\", must be a whole number, at least 0."
                + " It seeds the draws; the seeds of trials are an axis of their own,"
                + " sweep.grid.seed.",
            "x.conf:4: sweep.random.task.dim: is a range of which every value must be a whole"
                + " number, at least 1.",
            "x.conf:5: sweep.random.task.noise: is a range with nothing between its ends.",
            "x.conf:6: sweep.random.model.dpeth: unknown key. Did you mean"
                + " sweep.random.model.depth?",
            "x.conf:7: sweep.random.training.batch: is an axis without values."
                + " Give it a value or leave it out.",
            "x.conf:8: sweep.random.training.steps: is the text \"0..9 log\", and zero has no"
                + " logarithm.",
            "x.conf:9: sweep.random.measure.every: is the text \"1..9 log 0\", which does not say how"
                + " many values, two or more. Write how many after log, as in \"1e-4..1e-1 log"
                + " 7\".",
            "x.conf:11: sweep.sobol.count: is 0, must be a whole number, at least 1.",
            "x.conf:11: sweep.sobol.count-of: unknown key. Did you mean sweep.sobol.count?",
            "x.conf:11: sweep.sobol.seed: is -1, must be a whole number, at least 0.");
  }

  @Test
  void sampleDrawsSomething() {
    assertThat(problems("study = s\nsweep.random { count = 5 }"))
        .containsExactly(
            "x.conf:2: sweep.random: has no axis. Add one, as in random { count = 100,"
                + " training.optimizer.learning-rate = \"1e-4..1e-1 log\" }, or leave it out.");
    assertThat(problems("study = s\nsweep.random { count = 2000000, task.dim = \"1..9\" }"))
        .containsExactly("x.conf:2: sweep.random.count: is 2000000, must be at most 1000000.");
  }
}
