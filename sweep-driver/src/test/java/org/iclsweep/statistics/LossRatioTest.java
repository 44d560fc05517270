package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Numbers of SciPy 1.17.1, by {@code permutation_test}, {@code t} and {@code mannwhitneyu}. */
class LossRatioTest {

  private static final double[] A = {0.21, 0.22, 0.205, 0.23, 0.24, 0.215};
  private static final double[] B = {0.215, 0.231, 0.204, 0.236, 0.255, 0.222};

  @Test
  void pairsAreComparedByTheirLogarithms() {
    LossRatio ratio = LossRatio.paired(A, B).orElseThrow();

    assertThat(ratio.paired()).isTrue();
    assertThat(ratio.count()).isEqualTo(6);
    assertThat(ratio.ratio().value()).isCloseTo(1.0314592267754086, within(1e-12));
    assertThat(ratio.ratio().low()).isCloseTo(1.0072238588163493, within(1e-8));
    assertThat(ratio.ratio().high()).isCloseTo(1.0562777352696824, within(1e-8));
    assertThat(ratio.p()).isEqualTo(0.0625);
  }

  @Test
  void seedsThatAreNotSharedAreComparedByTheirRanks() {
    double[] a = {0.21, 0.22, 0.205, 0.23, 0.24};
    double[] b = {0.3, 0.228, 0.31, 0.27, 0.29, 0.25};
    LossRatio ratio = LossRatio.unpaired(a, b).orElseThrow();

    assertThat(ratio.paired()).isFalse();
    assertThat(ratio.count()).isEqualTo(11);
    assertThat(ratio.ratio().value()).isCloseTo(1.272727272727273, within(1e-12));
    assertThat(ratio.ratio().low()).isNaN();
    assertThat(ratio.p()).isCloseTo(0.017622090962324432, within(1e-12));
  }

  /** Student's interval of the logarithms, with t = 2.5705818 for five degrees of freedom. */
  @Test
  void lossesHaveAGeometricMean() {
    Interval mean = LossRatio.mean(A);

    assertThat(mean.value()).isCloseTo(0.21968255066374953, within(1e-12));
    assertThat(mean.low()).isCloseTo(0.20656346479023271, within(1e-8));
    assertThat(mean.high()).isCloseTo(0.2336348449380428, within(1e-8));
    assertThat(LossRatio.mean(new double[] {0.2}).low()).isNaN();
  }

  @Test
  void equalLossesDoNotDiffer() {
    LossRatio same = LossRatio.paired(A, A).orElseThrow();

    assertThat(same.ratio().value()).isEqualTo(1);
    assertThat(same.ratio().low()).isEqualTo(1);
    assertThat(same.p()).isEqualTo(1);
  }

  @Test
  void onePairHasNoInterval() {
    LossRatio one = LossRatio.paired(new double[] {1}, new double[] {2}).orElseThrow();

    assertThat(one.ratio().value()).isCloseTo(2, within(1e-15));
    assertThat(one.ratio().high()).isNaN();
    assertThat(one.p()).isEqualTo(1);
  }

  @Test
  void nothingIsToldOfNothing() {
    assertThat(LossRatio.paired(new double[0], new double[0])).isEmpty();
    assertThat(LossRatio.unpaired(A, new double[0])).isEmpty();
    assertThatThrownBy(() -> LossRatio.paired(A, new double[2]))
        .hasMessage("6 losses are paired with 2");
  }
}
