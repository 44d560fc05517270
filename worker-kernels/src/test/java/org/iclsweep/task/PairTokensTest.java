package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iclsweep.lanes.LaneMatrix;
import org.junit.jupiter.api.Test;

class PairTokensTest {

  /** Every row holds its number. */
  private static LaneMatrix numbered(int tokens) {
    LaneMatrix rows = LaneMatrix.zeros(tokens, 1);
    for (int t = 0; t < tokens; t++) {
      rows.set(t, 0, 3, t);
    }
    return rows;
  }

  private static float[] rows(LaneMatrix some) {
    float[] numbers = new float[some.rows()];
    for (int r = 0; r < numbers.length; r++) {
      numbers[r] = some.get(r, 0, 3);
    }
    return numbers;
  }

  @Test
  void inputsAndLabelsFollowOneAnother() {
    PairTokens plain = new PairTokens(0, false, 4);
    LaneMatrix tokens = numbered(plain.tokens());
    assertThat(tokens.rows()).isEqualTo(7);
    assertThat(rows(plain.inputs(tokens))).containsExactly(0, 2, 4, 6);
    assertThat(rows(plain.labels(tokens))).containsExactly(1, 3, 5);
    assertThat(rows(plain.separators(tokens))).isEmpty();
  }

  @Test
  void aSeparatorStandsBehindEveryLabelAndThePrefixBeforeAll() {
    PairTokens all = new PairTokens(2, true, 3);
    LaneMatrix tokens = numbered(all.tokens());
    assertThat(tokens.rows()).isEqualTo(9);
    assertThat(rows(all.inputs(tokens))).containsExactly(2, 5, 8);
    assertThat(rows(all.labels(tokens))).containsExactly(3, 6);
    assertThat(rows(all.separators(tokens))).containsExactly(4, 7);
  }

  /** At the paper's 224 tokens 68 pairs are all that there is room for behind a prefix of 20. */
  @Test
  void asManyPairsFitAsTheirTokensAreNoMore() {
    assertThat(PairTokens.fitting(0, false, 224)).isEqualTo(112);
    assertThat(PairTokens.fitting(0, true, 224)).isEqualTo(75);
    assertThat(PairTokens.fitting(20, true, 224)).isEqualTo(68);
    assertThat(PairTokens.fitting(20, true, 20)).isZero();
    for (int tokens = 4; tokens < 40; tokens++) {
      for (int prefix : new int[] {0, 1, 3}) {
        for (boolean separated : new boolean[] {false, true}) {
          int most = PairTokens.fitting(prefix, separated, tokens);
          if (most >= 2) {
            assertThat(new PairTokens(prefix, separated, most).tokens())
                .isLessThanOrEqualTo(tokens);
          }
          assertThat(new PairTokens(prefix, separated, most + 1 + (most == 0 ? 1 : 0)).tokens())
              .isGreaterThan(tokens);
        }
      }
    }
  }

  @Test
  void oneIsNoContext() {
    assertThatThrownBy(() -> new PairTokens(0, false, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("pairs is 1, must be at least 2");
  }
}
