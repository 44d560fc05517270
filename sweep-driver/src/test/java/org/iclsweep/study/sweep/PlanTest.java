package org.iclsweep.study.sweep;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iclsweep.study.read.Studies.plan;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.LongStream;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.TransformerTrial;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final String THREE_AXES =
      """
      sweep.grid {
        seed = "3..7"
        task.context = [2, 1]
        model.depth = "1..5 by 2"
      }
      """;

  private static final String MILLION =
      """
      sweep.grid {
        seed = "0..99999"
        model.depth = [1, 2, 3, 4, 5]
        training.optimizer.learning-rate = [1e-3, 5e-4]
      }
      """;

  private static final String TIED_WHERE_DEEP =
      """
      sweep.grid {
        seed = "0..2"
        model.tied = [true, false]
        model.depth = [2, 1, 5]
        model.heads = [1, 2]
      }
      """;

  private static final String CONDITIONAL_MILLION =
      """
      sweep.grid {
        seed = "0..99999"
        model.depth = "1..6"
        model.tied = [true, false]
      }
      """;

  private static String point(TransformerTrial trial) {
    return trial.spec().model().depth()
        + " "
        + trial.spec().inContext().context()
        + " "
        + trial.spec().seed();
  }

  @Test
  void planWithoutASweepIsOneTrial() {
    assertThat(plan("").size()).isEqualTo(1);
    assertThat(plan("").trial(0).parameters()).containsEntry("seed", 0L);
  }

  @Test
  void axesAreSortedByPathAndTheSeedVariesFastest() {
    Plan plan = plan(THREE_AXES);
    assertThat(LongStream.range(0, 6).mapToObj(plan::trial).map(PlanTest::point))
        .containsExactly("1 2 3", "1 2 4", "1 2 5", "1 2 6", "1 2 7", "1 1 3");
    assertThat(point(plan.trial(29))).isEqualTo("5 1 7");
  }

  @Test
  void indexAndTrialAreInversesAndTrialsAreDistinct() {
    Plan plan = plan(THREE_AXES);
    assertThat(plan.size()).isEqualTo(30);
    assertThat(LongStream.range(0, 30).map(i -> plan.index(plan.trial(i))))
        .containsExactlyElementsOf(LongStream.range(0, 30).boxed().toList());
    assertThat(LongStream.range(0, 30).mapToObj(i -> plan.trial(i).id()).collect(toSet()))
        .hasSize(30);
  }

  @Test
  void indexOfATrialOfAnotherPlanIsRefused() {
    assertThatThrownBy(() -> plan(THREE_AXES).index(plan("seed = 8").trial(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is not of this plan");
    assertThatThrownBy(() -> plan("").index(plan("seed = 8").trial(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void indexBeyondThePlanIsRefused() {
    assertThatThrownBy(() -> plan(THREE_AXES).trial(30))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("index is 30, must be in [0, 30)");
    assertThatThrownBy(() -> plan(THREE_AXES).trial(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sweptParameterOverridesItsFixedValue() {
    assertThat(plan("model.depth = 7\nsweep.grid.model.depth = [2, 3]"))
        .isEqualTo(plan("sweep.grid.model.depth = [2, 3]"));
  }

  @Test
  void axisThatDoesNotApplyMultipliesNothing() {
    Plan plan = plan(TIED_WHERE_DEEP);
    assertThat(plan.size()).isEqualTo((2 + 1 + 2) * 2 * 3);
    assertThat(
            LongStream.of(0, 3, 12, 15, 24)
                .mapToObj(plan::trial)
                .map(
                    trial ->
                        trial.parameters().get("depth") + " " + trial.parameters().get("tied")))
        .containsExactly("2 true", "2 false", "5 true", "5 false", "1 null");
  }

  @Test
  void conditionalTrialsAreDistinctAndHaveTheirIndex() {
    Plan plan = plan(TIED_WHERE_DEEP);
    assertThat(LongStream.range(0, 30).map(i -> plan.index(plan.trial(i))))
        .containsExactlyElementsOf(LongStream.range(0, 30).boxed().toList());
    assertThat(LongStream.range(0, 30).mapToObj(i -> plan.trial(i).id()).collect(toSet()))
        .hasSize(30);
    assertThatThrownBy(() -> plan.index(plan("model.depth = 7").trial(0)))
        .hasMessageEndingWith("is not of this plan");
    assertThatThrownBy(
            () ->
                plan("sweep.grid { model { depth = [2], tied = [true] }}").index(plan("").trial(0)))
        .hasMessageEndingWith("is not of this plan");
  }

  @Test
  void everyOptimizerHasItsOwnAxes() {
    Plan plan =
        plan(
            """
            training.schedule.halve-every = 300
            sweep.grid {
              seed = "0..3"
              training.optimizer.kind = [adam, sgd]
              training.optimizer.beta1 = [0.9, 0.5]
              training.optimizer.momentum = [0, 0.5, 0.9]
              training.schedule.kind = [constant, halving]
            }
            """);
    assertThat(plan.size()).isEqualTo((2 + 3) * 2 * 4);
    assertThat(LongStream.range(0, 40).map(i -> plan.index(plan.trial(i))))
        .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
    assertThat(LongStream.range(0, 40).mapToObj(i -> plan.trial(i).id()).collect(toSet()))
        .hasSize(40);
  }

  @Test
  void fixedValueIsThatOfTheTrialsToWhichItApplies() {
    Plan plan = plan("model.tied = true\nsweep.grid.model.depth = [1, 2]");
    assertThat(plan.size()).isEqualTo(2);
    assertThat(plan.trial(0)).isEqualTo(plan("").trial(0));
    assertThat(plan.trial(1)).isEqualTo(plan("model { depth = 2, tied = true }").trial(0));
  }

  @Test
  void steppedRangeIsExactInDecimals() {
    Plan plan = plan("sweep.grid.task.input-range = \"0.1..0.7 by 0.1\"");
    assertThat(LongStream.range(0, 7).mapToObj(i -> plan.trial(i).parameters().get("input_range")))
        .containsExactly(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7);
    assertThat(plan("sweep.grid.task.input-range = \"0.5..1 by 0.2\"").size()).isEqualTo(3);
  }

  @Test
  void axisMayBeASingleValue() {
    assertThat(
            plan("sweep.grid { seed = 5, model.depth = 2, model.key-size = model-width }").size())
        .isEqualTo(1);
  }

  @Test
  void axisOverListsTakesElementsAndLists() {
    Plan plan =
        plan(
            """
            sweep.grid {
              measure.against = [gd, [least-squares, gd]]
              measure.alpha.input-range = "1..2 by 0.5"
              measure.alpha.teacher-scale = [[], "1..3 by 1"]
            }
            """);
    assertThat(plan.size()).isEqualTo(2 * 3 * 2);
    assertThat(plan.trial(0).parameters())
        .containsEntry("against", List.of("gd"))
        .containsEntry("alpha_input_range", List.of(1.0))
        .containsEntry("alpha_teacher_scale", List.of());
    assertThat(plan.trial(11).parameters())
        .containsEntry("against", List.of("gd", "least-squares"))
        .containsEntry("alpha_input_range", List.of(2.0))
        .containsEntry("alpha_teacher_scale", List.of(1.0, 2.0, 3.0));
  }

  @Test
  void ofMillionTrialsNoneIsMadeToReadAndSizeThem() {
    plan(THREE_AXES);
    long before = allocated();
    Plan plan = plan(MILLION);
    assertThat(plan.size()).isEqualTo(1_000_000);
    assertThat(plan.learners()).hasSize(11);
    Plan conditional = plan(CONDITIONAL_MILLION);
    assertThat(conditional.size()).isEqualTo(1_100_000);
    assertThat(conditional.index(conditional.trial(1_099_999))).isEqualTo(1_099_999);
    assertThat(allocated() - before).as("bytes").isLessThan(24_000_000);
  }

  /** What this thread has taken of the heap so far. */
  private static long allocated() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class)
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  void millionTrialsAreShippedInAFewKilobytes() throws Exception {
    Plan plan = plan(MILLION);
    byte[] shipped = bytes(plan);
    assertThat(shipped.length).isLessThan(8192);
    Plan arrived = (Plan) arrived(shipped);
    assertThat(arrived).isEqualTo(plan);
    assertThat(arrived.trial(777_777)).isEqualTo(plan.trial(777_777));
    assertThat(arrived.trial(777_777).id()).isEqualTo(plan.trial(777_777).id());
  }

  @Test
  void whatIsDrawnAndExcludedIsShippedAsItIsDescribed() throws Exception {
    Plan plan =
        plan(
            """
            sweep {
              grid.seed = "0..99999"
              random { count = 10000, training.optimizer.learning-rate = "1e-4..1e-1 log" }
              exclude { seed = "1000..1999" }
              blocks {
                a.grid.model.depth = [1, 2]
                b.zip { model.depth = [1, 2, 3], model.heads = [1, 1, 2] }
              }
            }
            """);
    byte[] shipped = bytes(plan);
    assertThat(shipped.length).isLessThan(16384);
    Plan arrived = (Plan) arrived(shipped);
    assertThat(arrived).isEqualTo(plan);
    assertThat(arrived.size()).isEqualTo(plan.size()).isGreaterThan(2_900_000_000L);
    long last = plan.size() - 1;
    assertThat(arrived.trial(last).id()).isEqualTo(plan.trial(last).id());
  }

  @Test
  void trialIsShippedAsItsValues() throws Exception {
    TransformerTrial trial = plan(TIED_WHERE_DEEP).trial(7);
    TransformerTrial arrived = (TransformerTrial) arrived(bytes(trial));
    assertThat(arrived).isEqualTo(trial).hasSameHashCodeAs(trial).hasToString(trial.toString());
    assertThat(arrived.id()).isEqualTo(trial.id());
    assertThat(arrived.spec()).isEqualTo(trial.spec());
  }

  @Test
  void parametersThatVaryAreThoseThatNotAllTrialsShare() {
    Plan plan =
        plan(
            "sweep { grid.seed = [3], blocks { a.grid.model.depth = [1, 2], b.model.heads = 2 } }");
    assertThat(plan.varied())
        .extracting(Parameter::path)
        .containsExactly("model.depth", "model.heads", "model.tied");
  }

  private static Object arrived(byte[] shipped) throws Exception {
    try (var in = new ObjectInputStream(new ByteArrayInputStream(shipped))) {
      return in.readObject();
    }
  }

  private static byte[] bytes(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }
}
