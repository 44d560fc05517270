package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.iclsweep.measure.LearntRule;
import org.iclsweep.measure.Level;
import org.junit.jupiter.api.Test;

class LearntSoFarTest {

  private static final LearntRule RULE = new LearntRule(1.25, 100);

  /** Answering 0 loses 1, the goal .5: .625 is what has to be come to. */
  private static final Level LEVEL = new Level(1, .5);

  @Test
  void aLossAtTheBoundIsLowEnough() {
    LearntSoFar model = new LearntSoFar(RULE, LEVEL);
    assertThat(model.see(0, 1)).isFalse();
    assertThat(model.see(50, .625)).isFalse();
    assertThat(model.see(100, .625)).isFalse();
    assertThat(model.see(150, .625)).isTrue();
  }

  @Test
  void aPointAboveStartsAnew() {
    LearntSoFar model = new LearntSoFar(RULE, LEVEL);
    model.see(0, .6);
    model.see(50, .626);
    assertThat(model.see(100, .6)).isFalse();
    assertThat(model.see(199, .6)).isFalse();
    assertThat(model.see(200, .6)).isTrue();
  }

  @Test
  void manyPointsAreKept() {
    LearntSoFar model = new LearntSoFar(RULE, LEVEL);
    for (int step = 0; step < 1000; step++) {
      assertThat(model.see(step, 1)).isFalse();
    }
    for (int step = 1000; step < 1100; step++) {
      assertThat(model.see(step, .55)).as("step %d", step).isFalse();
    }
    assertThat(model.see(1100, .55)).isTrue();
  }
}
