package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutSpecTest {

  @Test
  void aPointIsAnApplicationOfOneDampening() {
    assertThat(new RolloutSpec(10, List.of(0.5, 1.0, 2.0)).points()).isEqualTo(30);
    assertThat(RolloutSpec.NONE.points()).isZero();
  }

  @Test
  void stepsAndDampeningsAreRefusedThatMeanNothing() {
    assertThatThrownBy(() -> new RolloutSpec(-1, List.of()))
        .hasMessage("steps is -1, must be at least 1, or 0 for no roll-out");
    assertThatThrownBy(() -> new RolloutSpec(10, List.of(1.0, 0.0)))
        .hasMessage("dampening is 0.0, must be positive");
  }
}
