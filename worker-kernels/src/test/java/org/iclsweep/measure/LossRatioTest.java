package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LossRatioTest {

  /** 6 / 4; errors 1.5, -1.5 of b 1, 3 at r = 1.5: squares of 3 - 1.5 and 3 - 4.5. */
  @Test
  void isOfSums() {
    LossRatio ratio = LossRatio.of(new double[] {3, 3}, new double[] {1, 3});
    assertThat(ratio.ratio()).isEqualTo(1.5);
    assertThat(ratio.standardError()).isCloseTo(Math.sqrt(4.5 / 2) / 2, within(1e-15));
  }

  @Test
  void ofMultiplesIsKnownExactly() {
    LossRatio ratio = LossRatio.of(new double[] {2, 8, 4}, new double[] {1, 4, 2});
    assertThat(ratio).isEqualTo(new LossRatio(2, 0));
  }

  /** Over many draws, ratios spread as the standard error of one says. */
  @Test
  void itsErrorIsTheSpreadOfRatios() {
    Random random = new Random(3);
    int draws = 400;
    double sum = 0;
    double squares = 0;
    double error = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[] a = new double[100];
      double[] b = new double[100];
      for (int k = 0; k < a.length; k++) {
        b[k] = 1 + random.nextDouble();
        a[k] = 2 * b[k] + random.nextGaussian() / 4;
      }
      LossRatio ratio = LossRatio.of(a, b);
      sum += ratio.ratio();
      squares += ratio.ratio() * ratio.ratio();
      error += ratio.standardError() / draws;
    }
    double spread = Math.sqrt(squares / draws - sum / draws * (sum / draws));
    // the spread of 400 is known to 1 / √800 of it, of which these are four
    assertThat(spread).isCloseTo(error, within(.15 * error));
  }
}
