package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sines and reciprocal roots: the same bits from both twins, within the stated error. */
class WavesTest {

  private final LaneKernels scalar = new ScalarKernels();
  private final LaneKernels vector = new VectorKernels();

  /** From, to, step in units of the last place: every argument near 8, fewer to 8192. */
  @ParameterizedTest
  @CsvSource({"0, 1, 31", "1, 8.2, 1", "8.2, 8192, 1"})
  void sineIsWithinItsStatedError(float from, float to, int step) {
    double worst = 0;
    for (int bits = Float.floatToIntBits(from); bits < Float.floatToIntBits(to); bits += step) {
      float x = Float.intBitsToFloat(bits);
      double truth = StrictMath.sin(x);
      double error = Math.abs(Elementary.sin(x) - truth);
      if (error > 0) {
        worst = Math.max(worst, error / Math.ulp((float) truth));
      }
    }
    assertThat(worst).isLessThan(2);
  }

  @Test
  void sineIsOddToTheBit() {
    for (float x = 0.001f; x < 8000; x *= 1.0003f) {
      assertThat(Elementary.sin(-x)).isEqualTo(-Elementary.sin(x));
    }
  }

  @Test
  void twinsAreEqual() {
    Random random = new Random(5);
    for (float size : new float[] {1e-30f, 1, 9, 8000}) {
      LaneMatrix x = LaneMatrix.zeros(3, 7);
      for (int k = 0; k < x.room().length(); k++) {
        x.data[x.room().offset() + k] = size * (2 * random.nextFloat() - 1);
      }
      x.set(1, 2, 5, Float.NaN);
      x.set(2, 3, 15, Float.POSITIVE_INFINITY);
      LaneMatrix a = LaneMatrix.zeros(3, 7);
      LaneMatrix b = LaneMatrix.zeros(3, 7);
      scalar.sin(a, x);
      vector.sin(b, x);
      assertThat(b.room().floats()).containsExactly(a.room().floats());
      assertThat(a.get(1, 2, 5)).isNaN();
      assertThat(a.get(2, 3, 15)).isNaN();
      scalar.reciprocalRoot(a, x, 1.3f);
      vector.reciprocalRoot(b, x, 1.3f);
      assertThat(b.room().floats()).containsExactly(a.room().floats());
    }
  }
}
