package org.iclsweep.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.LaneMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways in which tokens look at those before them. */
class CausalFormTest {

  private static final int HEADS = 2;

  /**
   * What is kept of 4 heads at 50 tokens stays in the cache, of 8 it does not; a token of 20
   * features is summed up from 50 tokens on.
   */
  @Test
  void theFormFollowsFromTheShape() {
    assertThat(CausalForm.of(Scores.SOFTMAX, 50, 50, 20, 4)).isEqualTo(CausalForm.STRIPS);
    assertThat(CausalForm.of(Scores.SOFTMAX, 50, 50, 20, 8)).isEqualTo(CausalForm.STRIPS_AGAIN);
    assertThat(CausalForm.of(Scores.LINEAR, 40, 40, 20, 4)).isEqualTo(CausalForm.STRIPS);
    assertThat(CausalForm.of(Scores.LINEAR, 224, 224, 20, 4)).isEqualTo(CausalForm.PREFIX);
    assertThat(CausalForm.of(Scores.RELU, 224, 224, 20, 4)).isEqualTo(CausalForm.STRIPS_AGAIN);
    assertThat(CausalForm.of(Scores.LINEAR, 224, 1, 20, 4)).isEqualTo(CausalForm.STRIPS);
    assertThat(CausalForm.of(Scores.LINEAR, 224, 200, 20, 4)).isEqualTo(CausalForm.STRIPS_AGAIN);
    double strips = CausalForm.STRIPS.cost(224, 224, 20).multiplyAdds();
    assertThat(strips / CausalForm.PREFIX.cost(224, 224, 20).multiplyAdds()).isBetween(3.5, 4.5);
    // by hand: chunks of 16, 16 and 5 tokens, of strips of 8 and 5; two sums, read by 21, of 32
    assertThat(CausalForm.PREFIX.cost(37, 37, 3))
        .isEqualTo(
            new CausalCost(
                2 * 192 + 25,
                2 * 192 + 25,
                2 * 9,
                (2 * 192 + 25 + 2 * 136 + 15) * 3 + (21 + 32) * 9,
                4 * (2 * 192 + 25) * 3 + 2 * (21 + 32) * 9));
  }

  /** Strips of eight and one; then one of the last three tokens, which look at 7, 8 and 9. */
  @Test
  void stripsCostTheirScoresAndMixes() {
    assertThat(CausalForm.STRIPS.cost(9, 9, 5))
        .isEqualTo(new CausalCost(73, 73, 0, (73 + 45) * 5, 4 * 73 * 5));
    // formed twice, and none is kept
    assertThat(CausalForm.STRIPS_AGAIN.cost(9, 9, 5))
        .isEqualTo(new CausalCost(2 * 73, 0, 0, (73 + 45) * 5, 5 * 73 * 5));
    assertThat(CausalForm.STRIPS.cost(9, 3, 5))
        .isEqualTo(new CausalCost(27, 27, 0, (27 + 24) * 5, 4 * 27 * 5));
  }

  @ParameterizedTest
  @CsvSource({"SOFTMAX, 43", "RELU, 9", "LINEAR, 43", "LINEAR, 16"})
  void allFormsDoTheSame(Scores scores, int tokens) {
    Run strips = new Run(scores, tokens, CausalForm.STRIPS);
    Run again = new Run(scores, tokens, CausalForm.STRIPS_AGAIN);
    strips.run();
    again.run();
    assertThat(again.floats()).isEqualTo(strips.floats());
    // nothing is added to what was there
    again.run();
    assertThat(again.floats()).isEqualTo(strips.floats());
    if (scores == Scores.LINEAR) {
      Run prefix = new Run(scores, tokens, CausalForm.PREFIX);
      prefix.run();
      float[] expected = strips.floats();
      float[] sums = prefix.floats();
      double largest = 0;
      for (float each : expected) {
        largest = Math.max(largest, Math.abs(each));
      }
      for (int k = 0; k < sums.length; k++) {
        // chains of up to 43 and 3 terms in another order
        assertThat((double) sums[k]).isCloseTo(expected[k], within(3e-6 * largest));
      }
    }
  }

  /** Forward and backward of two heads of three features. */
  private static final class Run {
    private final HeadTokens tokens;
    private final CausalMix mix;

    Run(Scores scores, int length, CausalForm form) {
      tokens = HeadTokens.zeros(length, length, HEADS * 3);
      mix = form.mix(scores, tokens.each(HEADS));
      fill(tokens.queries().values(), 1);
      fill(tokens.keys().values(), 2);
      fill(tokens.values().values(), 3);
      fill(tokens.mixes().gradient(), 4);
      // what is overwritten may hold anything
      fill(tokens.mixes().values(), 5);
      fill(tokens.keys().gradient(), 6);
      fill(tokens.values().gradient(), 7);
      fill(tokens.queries().gradient(), 8);
    }

    private static void fill(LaneMatrix matrix, int which) {
      for (int t = 0; t < matrix.rows(); t++) {
        for (int c = 0; c < matrix.cols(); c++) {
          for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
            matrix.set(t, c, lane, (float) Math.sin(1 + 7 * t + 3 * c + 5.5 * lane + 11 * which));
          }
        }
      }
    }

    /** Twice, so that what is left from one pass is there in the next one. */
    void run() {
      for (int pass = 0; pass < 2; pass++) {
        mix.forward().run();
        mix.backward().run();
      }
    }

    float[] floats() {
      LaneMatrix[] all = {
        tokens.mixes().values(),
        tokens.queries().gradient(),
        tokens.keys().gradient(),
        tokens.values().gradient()
      };
      int each = all[0].rows() * all[0].cols() * LaneMatrix.LANES;
      float[] floats = new float[4 * each];
      for (int k = 0; k < 4; k++) {
        all[k].copyTo(floats, k * each);
      }
      return floats;
    }
  }
}
