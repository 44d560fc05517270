package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a loss has to come to: a learner's, or a loss itself. */
class GoalTest {

  private static Optional<Loss> lost(String word) {
    return word.equals("gd") ? Optional.of(new Loss(0.2, 0.01)) : Optional.empty();
  }

  @Test
  void aLearnersIsKnownWhereTheLearnerIs() {
    assertThat(Goal.GRADIENT_DESCENT.among(GoalTest::lost)).contains(new Loss(0.2, 0.01));
    assertThat(Goal.of("ridge").among(GoalTest::lost)).isEmpty();
    assertThat(Goal.of("ridge").isLoss()).isFalse();
  }

  @Test
  void aLossItselfIsKnownWithoutError() {
    assertThat(Goal.of(0.243).among(word -> Optional.empty())).contains(new Loss(0.243, 0));
    assertThat(Goal.of(0.243).isLoss()).isTrue();
  }

  /** Learners' losses are told in that unit already. */
  @Test
  void inAnotherUnitALossItselfIsAnother() {
    assertThat(Goal.of(0.243).times(2)).isEqualTo(Goal.of(0.486));
    assertThat(Goal.of("ridge").times(2)).isEqualTo(Goal.of("ridge"));
    assertThat(Goal.of(Double.MAX_VALUE).times(2).loss()).isInfinite();
  }

  @Test
  void aLossThatNoModelHasIsRefused() {
    assertThatThrownBy(() -> Goal.of(0.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("loss is 0.0, must be above 0, or NaN for a learner's");
    assertThatThrownBy(() -> Goal.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Goal("gd", 0.2)).isInstanceOf(IllegalArgumentException.class);
  }
}
