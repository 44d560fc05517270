package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.iclsweep.study.read.EveryLaw;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.sweep.Plan;
import org.iclsweep.study.sweep.Round;
import org.iclsweep.study.sweep.Rounds;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {

  /** What some points of a curve take at most, by which no trial is large. */
  private static final double OF_POINTS = 1000;

  /** Of every parameter alone: where trials differ in what they take, the largest is told. */
  @Test
  void whateverMakesATrialLargerIsASize() throws Exception {
    int larger = 0;
    List<String> untold = new ArrayList<>();
    for (Map.Entry<String, String> block : EveryLaw.blocks().entrySet()) {
      Plan plan = Study.parse(EveryLaw.text(block.getValue()), "memory", List.of()).plan();
      TreeSet<Double> bytes = new TreeSet<>();
      for (long i = 0; i < plan.size(); i++) {
        bytes.add(MemoryModel.bytes(plan.trial(i)));
      }
      MemoryNeed need = MemoryNeed.of(plan);
      boolean differ = bytes.last() - bytes.first() > OF_POINTS;
      if (differ && (need.bytes() != bytes.last() || need.largest().isEmpty())) {
        untold.add(block.getKey());
      }
      larger += differ ? 1 : 0;
    }
    assertThat(untold).isEmpty();
    assertThat(larger).isGreaterThan(50);
  }

  @Test
  void longSequencesAreToldWithTheirTokens() throws Exception {
    assertThat(
            largest(
                "task.kind = dynamics\nmodel.keys = causal\n"
                    + "sweep.grid { task.length = [90, 2000], task.sequence-tokens = [raw, stacked],"
                    + " training.steps = [1000, 1001] }"))
        .isEqualTo("length 2000, sequence tokens stacked, stack 3");
  }

  /** A batch is kept where it comes back. */
  @Test
  void batchesThatAreKeptAreSizes() throws Exception {
    assertThat(largest("training.redraw-every = 2\nsweep.grid.training.batch = [16, 4096]"))
        .isEqualTo("batch 4096");
  }

  /** Of rounds that nobody knows: at least as much as any value of the axis takes. */
  @Test
  void ofARefinementEveryRoundThatMayComeHasTheMemory() throws Exception {
    for (String axis : List.of("task.context", "task.dim", "model.depth", "model.heads")) {
      Study study = refining(axis);
      MemoryNeed need = MemoryNeed.of(study);
      for (int value = 1; value <= 40; value++) {
        Round round = new Round(List.of(List.of(value)));
        Study known = study.with(new Rounds(study.refinement().orElseThrow(), List.of(round)));
        assertThat(need.bytes())
            .as("%s = %d", axis, value)
            .isGreaterThanOrEqualTo(MemoryNeed.of(known.plan()).bytes());
      }
      assertThat(need.largest()).contains(axis.substring(axis.indexOf('.') + 1) + " 40");
    }
  }

  /** Also where those that are known are small, and both axes count. */
  @Test
  void roundsThatAreKnownAreNotTheLargest() throws Exception {
    Study study =
        Study.parse(
            "study = s\nsweep.refine { axes { task.dim = \"2..50\", model.depth = \"1..9\" },"
                + " budget = 500 }",
            "memory",
            List.of());
    Round small = new Round(List.of(List.of(2, 1)));
    Study known = study.with(new Rounds(study.refinement().orElseThrow(), List.of(small)));
    assertThat(MemoryNeed.of(known)).isEqualTo(MemoryNeed.of(study));
    assertThat(MemoryNeed.of(known).largest()).startsWith("depth 9, ").endsWith("dim 50");
    assertThat(MemoryNeed.of(known.plan()).bytes()).isLessThan(MemoryNeed.of(study).bytes());
  }

  private static Study refining(String axis) throws Exception {
    String text = "study = s\nsweep.refine { axes.%s = \"1..40\", budget = 500 }".formatted(axis);
    return Study.parse(text, "memory", List.of());
  }

  private static String largest(String text) throws Exception {
    return MemoryNeed.of(Study.parse("study = memory\n" + text, "memory", List.of()).plan())
        .largest();
  }
}
