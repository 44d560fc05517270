package org.iclsweep.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Axes at even steps of the logarithm. */
class LogRangesTest {

  private static List<Object> axis(String path, String range) {
    return plan("sweep.grid." + path + " = \"" + range + "\"")
        .blocks()
        .get(0)
        .axes()
        .findFirst()
        .orElseThrow()
        .values();
  }

  @Test
  void valuesHaveFourDigitsBetweenExactEnds() {
    assertThat(axis("training.optimizer.learning-rate", "1e-4..1e-1 log 7"))
        .containsExactly(1e-4, 3.162e-4, 1e-3, 3.162e-3, 1e-2, 3.162e-2, 1e-1);
    assertThat(axis("task.noise", "0.123456789..9.87654321 log 3"))
        .containsExactly(0.123456789, 1.104, 9.87654321);
    assertThat(axis("task.noise", "1e-300..1e300 log 5"))
        .containsExactly(1e-300, 1e-150, 1.0, 1e150, 1e300);
    assertThat(axis("task.noise", "2..8 log 2")).containsExactly(2.0, 8.0);
  }

  @Test
  void wholeNumbersAreTheNearest() {
    assertThat(axis("training.batch", "16..1024 log 7"))
        .containsExactly(16, 32, 64, 128, 256, 512, 1024);
    assertThat(axis("training.batch", "16..1024 log 4")).containsExactly(16, 64, 256, 1024);
    assertThat(axis("training.steps", "100..5000 log 4")).containsExactly(100, 368, 1357, 5000);
    assertThat(axis("seed", "1..1000000 log 3")).containsExactly(1L, 1000L, 1_000_000L);
  }

  @Test
  void listMayBeALogarithmicRange() {
    assertThat(trial("measure.alpha.teacher-scale = \"0.25..4 log 5\"").parameters())
        .containsEntry("alpha_teacher_scale", List.of(0.25, 0.5, 1.0, 2.0, 4.0));
  }

  @Test
  void quotesMayBeLeftOut() {
    assertThat(plan("sweep.grid.task.noise = 1e-2..1e0 log 3"))
        .isEqualTo(plan("sweep.grid.task.noise = [0.01, 0.1, 1]"));
    assertThat(plan("", "sweep.grid.task.noise=1e-2..1e0 log 3").size()).isEqualTo(3);
  }

  @Test
  void rangeThatIsNoneIsToldWithTheRule() {
    String text =
        """
        study = s
        sweep.grid {
          task.context = "1..100 log"
          task.dim = "1..100 log 1"
          model.heads = "1..4 log 9"
          measure.eval-seed = "0..9 log 2"
          task.noise = "0..1 log 3"
          task.teacher-scale = "2..1 log 3"
          training.clip-norm = "1..1.0001 log 9"
          task.input-range = "1..2 log 2000000"
          model.dampening = "1..2 log x"
        }
        """;
    String count =
        ", which does not say how many values, two or more."
            + " Write how many after log, as in \"1e-4..1e-1 log 7\".";
    assertThat(problems(text))
        .containsExactly(
            "x.conf:3: sweep.grid.task.context: is the text \"1..100 log\"" + count,
            "x.conf:4: sweep.grid.task.dim: is the text \"1..100 log 1\"" + count,
            "x.conf:5: sweep.grid.model.heads: holds 1 twice.",
            "x.conf:6: sweep.grid.measure.eval-seed: is the text \"0..9 log 2\", and zero has no"
                + " logarithm.",
            "x.conf:7: sweep.grid.task.noise: is a range of which every value must be a positive"
                + " number, or off.",
            "x.conf:8: sweep.grid.task.teacher-scale: is the text \"2..1 log 3\", a range without"
                + " values. Write the smaller end first, and a positive step.",
            "x.conf:9: sweep.grid.training.clip-norm: holds 1 twice.",
            "x.conf:10: sweep.grid.task.input-range: is a range of more than 100000 values. Choose nearer ends or larger steps, or make studies of parts of it.",
            "x.conf:11: sweep.grid.model.dampening: is the text \"1..2 log x\", must be a positive"
                + " number. An axis may be a range: \"0..31\", \"0.5..2 by 0.25\" or \"1e-4..1e-1"
                + " log 7\".");
  }
}
