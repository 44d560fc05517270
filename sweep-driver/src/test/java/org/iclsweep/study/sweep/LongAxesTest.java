package org.iclsweep.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.study;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iclsweep.study.NumberType;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.Rule;
import org.iclsweep.study.Values;
import org.iclsweep.study.read.Studies;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A range is a range: neither listed nor looked at value by value. What lists a billion values ends
 * by running out of memory, or of patience.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LongAxesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sweep.grid.seed = \"0..2147483646\"",
        "sweep.grid.seed = \"1..2147483647 by 1\"",
        "sweep.grid.seed = \"0..9223372036854775807 by 4294967299\"",
        "sweep.grid.training.steps = \"100..2147483647\"",
        "sweep.grid { training.steps = \"100..1000100\", seed = \"0..2000\" }",
        "sweep.grid.training.optimizer.learning-rate = \"0.1..1 by 1e-9\"",
        "sweep.grid.model.init.scale = \"1e-9..1 by 1e-9\"",
        "sweep { grid.seed = \"0..2147483646\", exclude = [{ seed = \"5..2147483640\" }] }",
        "sweep { grid.seed = \"0..2147483646\", exclude = [{ seed = 1 }, { seed = 77 }] }",
        "sweep { grid.seed = \"0..2147483646\", blocks { a {}, b { grid.seed = \"9..2147483000\" } } }"
      })
  void planAndWhatItResolvesToAreMadeAtOnce(String sweep) throws Exception {
    Study study = study("study = s\n" + sweep);
    Plan plan = study.plan();
    assertThat(study.resolved()).hasSizeLessThan(10_000);
    Study again = Study.parse(study.resolved(), "resolved", List.of());
    assertThat(again.plan().equals(plan)).isTrue();
    assertThat(plan.learners()).hasSize(3);
    assertThat(plan.varied()).isNotEmpty();
    Plan arrived = (Plan) Studies.shipped(plan);
    for (long index : new long[] {0, plan.size() / 2, plan.size() - 1}) {
      assertThat(arrived.trial(index).id()).isEqualTo(plan.trial(index).id());
      assertThat(plan.index(plan.trial(index))).isEqualTo(index);
    }
  }

  @Test
  void whatIsExcludedOfALongRangeIsGone() {
    Plan plan =
        plan("sweep { grid.seed = \"0..2147483646\", exclude { seed = \"5..2147483640\" } }");
    assertThat(plan.size()).isEqualTo(11);
    assertThat(plan.settings()).isEqualTo(1);
    assertThat(plan("sweep.grid { seed = \"0..2147483646\", model.heads = [1, 2] }").settings())
        .isEqualTo(2);
    assertThat(plan.trial(5).spec().seed()).isEqualTo(2147483641L);
  }

  @Test
  void aRuleThatALongAxisBreaksIsFound() {
    assertThat(problems("study = s\nsweep.grid.training.steps = \"50..1000050\""))
        .singleElement()
        .asString()
        .contains("measure.every: is 100, which does not go with training.steps = 50");
    assertThat(problems("study = s\nsweep.grid.training.steps = \"0..1000000\""))
        .singleElement()
        .asString()
        .contains("does not go with training.steps = 1");
    assertThat(problems("study = s\ntask.distractors = 9\nsweep.grid.task.context = \"2..90000\""))
        .singleElement()
        .asString()
        .contains("does not go with task.context = 2");
    assertThat(
            problems(
                "study = s\nmeasure.against = [gd-closed-form]\nsweep.grid.model.depth = \"1..99999\""))
        .singleElement()
        .asString()
        .contains("known for depth 1 only");
    assertThat(problems("study = s\nsweep.grid.training.dataset-size = \"1..5000\""))
        .singleElement()
        .asString()
        .contains("is 2049, which does not go with training.batch = 2048");
  }

  @Test
  void whatHasToBeLookedAtOneByOneHasABound() {
    assertThat(problems("study = s\nsweep.grid.training.dataset-size = \"1..2000000000\""))
        .containsExactly(
            "x.conf:2: sweep.grid.training.dataset-size: makes more than 100000 combinations of"
                + " training.dataset-size and training.batch, of which each is checked. Sweep fewer"
                + " values of them.");
  }

  @Test
  void settingsOfLearnersHaveABound() {
    assertThat(plan("sweep.grid.task.context = \"1..5000\"").learners()).hasSize(3 * 5000);
    assertThat(problems("study = s\nsweep.grid.task.noise = \"1e-9..1 by 1e-9\""))
        .containsExactly(
            "x.conf:2: sweep.grid.task.noise: makes more than 100000 settings in which learners are"
                + " fitted, each of its own. Sweep fewer values, or set measure.against = [].");
    assertThat(plan("measure.against = []\nsweep.grid.task.noise = \"1e-9..1 by 1e-9\"").learners())
        .isEmpty();
  }

  @Test
  void tooLongRangesAreToldWithTheirBound() {
    assertThat(problems("study = s\nsweep.grid.seed = \"0..9223372036854775807\""))
        .containsExactly(
            "x.conf:2: sweep.grid.seed: is a range of more than 2147483647 values. Choose nearer"
                + " ends or larger steps, or make studies of parts of it.");
    assertThat(problems("study = s\nmeasure.alpha.input-range = \"1..2 by 1e-9\""))
        .containsExactly(
            "x.conf:2: measure.alpha.input-range: is a list of more than 10000 elements. Choose"
                + " larger steps.");
    assertThat(problems("study = s\nsweep.grid.task.noise = \"1e-4..1e-1 log 900000\""))
        .singleElement()
        .asString()
        .contains("a range of more than 100000 values");
    assertThat(
            problems(
                "study = s\nsweep { grid.seed = \"0..2147483646\", exclude.seed = \"0..2147483646 by 2\" }"))
        .singleElement()
        .asString()
        .contains("Give them the same step.");
  }

  /** Pairs of parameters that rules are about, beside what makes them apply. */
  private static final List<List<String>> PAIRS =
      List.of(
          List.of("measure.every", "training.steps"),
          List.of("task.distractors", "task.context"),
          List.of("training.schedule.decay-steps", "training.schedule.warmup-steps"),
          List.of("task.amplitude-min", "task.amplitude-max"),
          List.of("model.depth", "model.token-clip"),
          List.of("task.noise", "model.embedding"),
          List.of("task.sine-range", "model.positions"));

  private static final Map<String, Object> FIXED =
      Map.of(
          "training.schedule.kind",
          "warmup-cosine",
          "model.tied",
          true,
          "model.norm",
          "between-layers",
          "measure.ridge",
          0.0,
          "measure.rollout.steps",
          3,
          "measure.against",
          List.of("gd-closed-form", "ridge"));

  /** The values that are looked at break the rules that any value breaks, and no others. */
  @Test
  void fewValuesTellOfAll() {
    SplittableRandom random = new SplittableRandom(3);
    List<Rule> rules = Parameters.rules().stream().filter(rule -> !rule.ofEveryValue()).toList();
    Set<Boolean> seen = new HashSet<>();
    for (int round = 0; round < 60; round++) {
      Expansion expansion = longAxes(random);
      for (Rule rule : rules) {
        boolean all = breaks(expansion.combinations(rule.of()), rule);
        assertThat(breaks(expansion.telling(rule.of()), rule))
            .as(rule.of() + " " + expansion.block().groups())
            .isEqualTo(all);
        seen.add(all);
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(true, false);
  }

  /** An axis of more values than are walked, in any order, and one of a few. */
  private static Expansion longAxes(SplittableRandom random) {
    List<String> pair = PAIRS.get(random.nextInt(PAIRS.size()));
    int first = random.nextInt(2);
    List<AxisGroup> groups =
        List.of(
            AxisGroup.of(axis(pair.get(first), 300, random)),
            AxisGroup.of(axis(pair.get(1 - first), 3, random)));
    Map<String, Object> fixed = new HashMap<>(FIXED);
    if (pair.get(0).contains("amplitude") || pair.get(0).contains("sine")) {
      fixed.put("task.kind", "sine");
    }
    Values values = Values.defaults().with(fixed);
    Values others = values.only(each -> groups.stream().noneMatch(group -> group.has(each)));
    return new Expansion(new Block("", others, groups, List.of()));
  }

  private static Axis axis(String path, int size, SplittableRandom random) {
    NumberType<?> type = (NumberType<?>) Parameters.at(path).orElseThrow().type();
    int least = random.nextInt(4) == 0 || type.broken(BigDecimal.ZERO).isEmpty() ? 0 : 1;
    List<Object> values = new ArrayList<>();
    int start = least + random.nextInt(3) * random.nextInt(400);
    IntStream.range(start, start + size).forEach(i -> values.add(type.number(i)));
    Collections.shuffle(values, new Random(random.nextLong()));
    return Axis.of(path, values);
  }

  private static boolean breaks(Stream<Values> combinations, Rule rule) {
    return combinations
        .filter(values -> rule.of().stream().allMatch(values::has))
        .anyMatch(values -> rule.broken().apply(values).isPresent());
  }
}
