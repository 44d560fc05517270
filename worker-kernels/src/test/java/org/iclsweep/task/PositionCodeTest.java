package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.SharedMatrix;
import org.junit.jupiter.api.Test;

class PositionCodeTest {

  /** code[p, 2i] = sin(p 10000^(-2i/D)), code[p, 2i+1] = its cosine; widths even and odd. */
  @Test
  void valuesAreThoseOfTheFormula() {
    for (int width : new int[] {1, 4, 5}) {
      SharedMatrix code = PositionCode.of(26, width);
      assertThat(code.rows()).isEqualTo(26);
      assertThat(code.cols()).isEqualTo(width);
      for (int p = 0; p < 26; p++) {
        for (int i = 0; 2 * i < width; i++) {
          double angle = p / Math.pow(10_000, 2.0 * i / width);
          assertThat((double) code.get(p, 2 * i)).isCloseTo(Math.sin(angle), within(1e-7));
          if (2 * i + 1 < width) {
            assertThat((double) code.get(p, 2 * i + 1)).isCloseTo(Math.cos(angle), within(1e-7));
          }
        }
      }
    }
  }

  /** At position 0 sines are 0 and cosines 1; sin 1, cos 1 and sin 0.01 by hand at position 1. */
  @Test
  void positionsCountFromZero() {
    SharedMatrix code = PositionCode.of(2, 4);
    assertThat(code.get(0, 0)).isEqualTo(0f);
    assertThat(code.get(0, 3)).isEqualTo(1f);
    assertThat(code.get(1, 0)).isEqualTo(0.8414709848f);
    assertThat(code.get(1, 1)).isEqualTo(0.5403023059f);
    assertThat(code.get(1, 2)).isEqualTo(0.0099998333f);
  }
}
