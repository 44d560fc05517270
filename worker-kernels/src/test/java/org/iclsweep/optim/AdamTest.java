package org.iclsweep.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {

  /**
   * Minimising x² / 2 + 10 y² / 2 from (1, -2) with rate 0.1, betas 0.9 and 0.98: positions after
   * 1, 2, 3 and 50 steps, computed in double by algorithm 1 of Kingma and Ba written out in another
   * language.
   */
  @Test
  void traceOnAQuadraticIsThatOfTheAlgorithm() {
    float[] position = {1f, -2f};
    Optimizer adam = new OptimizerSpec.Adam(0.1, 0.9, 0.98, 1e-8).optimizer(2);
    double[][] expected = {
      {0.900000001, -1.90000000005},
      {0.8003620061066734, -1.8001419158128846},
      {0.70139703850656, -1.7005319345798302},
      {-0.030248810629377648, 0.038653108443782676}
    };
    int next = 0;
    for (int step = 1; step <= 50; step++) {
      adam.step(position, new float[] {position[0], 10 * position[1]}, 1f);
      if (step <= 3 || step == 50) {
        assertThat((double) position[0]).isCloseTo(expected[next][0], within(2e-6));
        assertThat((double) position[1]).isCloseTo(expected[next][1], within(2e-6));
        next++;
      }
    }
  }

  @Test
  void clippingKeepsTheDirectionAndBoundsTheNormOverAllParameters() {
    float[] gradient = {3f, -4f, 12f};
    assertThat(GradientClip.norm(gradient)).isEqualTo(13);
    GradientClip.clip(gradient, 13, 26);
    assertThat(gradient).containsExactly(3f, -4f, 12f);
    GradientClip.clip(gradient, 13, 6.5);
    assertThat(gradient).containsExactly(1.5f, -2f, 6f);
    GradientClip.clip(gradient, 6.5, 0);
    assertThat(gradient).containsExactly(1.5f, -2f, 6f);
  }
}
