package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Derivatives of polynomials against those taken by hand, in numbers that round nowhere. */
class JetTest {

  /** x² y (1 - z²) + x y at (3, 5, 7). */
  private static Jet polynomial(boolean second) {
    Jet[] x = Jet.parameters(new double[] {3, 5, 7}, second);
    return x[0].times(x[0]).times(x[1]).times(x[2].times(x[2]).fromOne()).plus(x[0].times(x[1]));
  }

  @Test
  void valueAndSlopesAreTheDerivatives() {
    for (boolean second : new boolean[] {false, true}) {
      assertThat(polynomial(second).value()).isEqualTo(-2145);
      assertThat(polynomial(second).slopes()).containsExactly(-1435, -429, -630);
    }
  }

  @Test
  void curvaturesAreTheSecondDerivatives() {
    assertThat(polynomial(true).curvatures())
        .isDeepEqualTo(new double[][] {{-480, -287, -420}, {-287, 0, -126}, {-420, -126, -90}});
    assertThat(polynomial(false).curvatures()).isEmpty();
  }

  @Test
  void aConstantDependsOnNothing() {
    Jet product = Jet.constant(2, 3, true).times(polynomial(true));
    assertThat(product.value()).isEqualTo(-4290);
    assertThat(product.slopes()).containsExactly(-2870, -858, -1260);
    assertThat(product.curvatures()[0]).containsExactly(-960, -574, -840);
  }
}
