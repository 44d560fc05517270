package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.iclsweep.study.read.Check;
import org.iclsweep.study.read.Expectation;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Check CHECK =
      new Check("loss", "select 1", new Expectation.Between(0.2, 0.3), "theory");

  @Test
  void onlyANumberAsExpectedPasses() {
    assertThat(new Verdict(CHECK, OptionalDouble.of(0.25), "", false).passed()).isTrue();
    assertThat(new Verdict(CHECK, OptionalDouble.of(0.35), "", false).passed()).isFalse();
    assertThat(new Verdict(CHECK, OptionalDouble.empty(), "none", false).passed()).isFalse();
  }
}
