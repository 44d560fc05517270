package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iclsweep.study.read.LossUnit;
import org.junit.jupiter.api.Test;

class SoFarTest {

  @Test
  void numbersAreBarsFromTheLeastToTheLargest() {
    assertThat(SoFar.line(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0))).isEqualTo("▁▂▃▄▅▆▇█");
    assertThat(SoFar.line(List.of(2.0, 2.0))).isEqualTo("▁▁");
    assertThat(SoFar.line(java.util.Collections.nCopies(100, 1.0))).hasSize(40);
  }

  @Test
  void theFirstAndTheLastOfManyAreDrawn() {
    List<Double> many =
        java.util.stream.IntStream.range(0, 81)
            .mapToObj(i -> i == 0 ? 1.0 : i == 80 ? 0.5 : 0.0)
            .toList();
    assertThat(SoFar.line(many)).startsWith("█▁").endsWith("▁▅").hasSize(40);
  }

  @Test
  void shareAndCurveAreThoseOfTheTrials() {
    List<Run> trials = Synthetic.quickstart().stream().filter(Run::isTrial).toList();
    SoFar shown = SoFar.of(trials, LossUnit.HALF_SQUARED_ERROR);
    long learnt = trials.stream().filter(Run::learnt).count();

    assertThat(shown.share().orElseThrow())
        .startsWith(learnt + " of 128 trials: ")
        .matches(".*: \\d+ % \\(95 % interval \\d+-\\d+\\)");
    assertThat(shown.curve().orElseThrow())
        .startsWith("█")
        .contains("▁  0.4222 at step 0, 0.2")
        .endsWith(" at step 2000");
    assertThat(SoFar.of(trials, LossUnit.SQUARED_ERROR).curve().orElseThrow())
        .contains("0.8444 at step 0");
  }

  @Test
  void nothingIsToldOfNothing() {
    assertThat(SoFar.of(List.of(), LossUnit.HALF_SQUARED_ERROR).share()).isEmpty();
    assertThat(SoFar.of(List.of(), LossUnit.HALF_SQUARED_ERROR).curve()).isEmpty();
  }
}
