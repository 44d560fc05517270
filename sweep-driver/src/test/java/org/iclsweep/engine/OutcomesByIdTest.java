package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.iclsweep.trial.Outcome;
import org.junit.jupiter.api.Test;

class OutcomesByIdTest {

  @Test
  void itAnswersLikeAHashMap() {
    Random random = new Random(5);
    Map<String, Outcome> expected = new HashMap<>();
    OutcomesById outcomes = new OutcomesById();
    for (int i = 0; i < 5000; i++) {
      String id = id(random);
      Outcome outcome = Outcome.values()[random.nextInt(3)];
      expected.put(id, outcome);
      outcomes.put(id, outcome);
      if (random.nextInt(4) == 0) {
        expected.put(id, Outcome.FAILED);
        outcomes.put(id, Outcome.FAILED);
      }
    }

    assertThat(outcomes.size()).isEqualTo(expected.size());
    expected.forEach((id, outcome) -> assertThat(outcomes.get(id)).contains(outcome));
    for (int i = 0; i < 1000; i++) {
      assertThat(outcomes.get(id(random))).isEmpty();
    }
  }

  @Test
  void identitiesThatDifferInOneHalfOnlyAreTwo() {
    String zero = "0".repeat(32);
    String highOne = "1" + "0".repeat(31);
    String lowOne = "0".repeat(31) + "1";
    OutcomesById outcomes = new OutcomesById();
    outcomes.put(highOne, Outcome.DIVERGED);

    assertThat(outcomes.get(zero)).isEmpty();
    assertThat(outcomes.get(lowOne)).isEmpty();
    outcomes.put(zero, Outcome.COMPLETED);
    assertThat(outcomes.get(zero)).contains(Outcome.COMPLETED);
    assertThat(outcomes.get(highOne)).contains(Outcome.DIVERGED);
  }

  @Test
  void anythingElseIsNoIdentity() {
    assertThatThrownBy(() -> new OutcomesById().put("abc", Outcome.FAILED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trial identity 'abc' must be 32 hexadecimal digits");
  }

  private static String id(Random random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
