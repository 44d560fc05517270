package org.iclsweep.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.iclsweep.optim.ClipSpec.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClipTest {

  /** Two matrices, of norms 5 and 13. */
  private static final List<ParameterRange> MATRICES =
      List.of(new ParameterRange(0, 2), new ParameterRange(2, 3));

  private static float[] gradient() {
    return new float[] {3f, -4f, 3f, -4f, 12f};
  }

  @Test
  void globalNormKeepsTheDirectionAndBoundsTheNormOverAllParameters() {
    float[] gradient = {3f, -4f, 12f};
    assertThat(GradientClip.norm(gradient)).isEqualTo(13);
    assertThat(clipped(Kind.GLOBAL_NORM, 26, gradient)).containsExactly(3f, -4f, 12f);
    assertThat(clipped(Kind.GLOBAL_NORM, 13, gradient)).containsExactly(3f, -4f, 12f);
    assertThat(clipped(Kind.GLOBAL_NORM, 6.5, gradient)).containsExactly(1.5f, -2f, 6f);
  }

  @Test
  void matrixNormBoundsEachMatrixOnItsOwn() {
    assertThat(clipped(Kind.MATRIX_NORM, 6.5, gradient())).containsExactly(3f, -4f, 1.5f, -2f, 6f);
    assertThat(clipped(Kind.MATRIX_NORM, 2.5, gradient()))
        .startsWith(1.5f, -2f)
        .satisfies(
            all -> {
              float[] second = {all[2], all[3], all[4]};
              // the factor and each product are rounded once, by 2^-24 at most
              assertThat(GradientClip.norm(second)).isCloseTo(2.5, within(2.5 * 0x1p-23));
            });
    assertThat(clipped(Kind.MATRIX_NORM, 13, gradient())).containsExactly(gradient());
  }

  /** Two heads of one column each, of norms 5 and 13, side by side. */
  @Test
  void headsOfAMatrixAreBoundedEachOnItsOwn() {
    float[] gradient = {3f, 5f, -4f, -12f};
    List<ParameterRange> heads =
        List.of(new ParameterRange(0, 2, 1, 2), new ParameterRange(1, 2, 1, 2));
    ClipSpec clip = new ClipSpec(Kind.HEAD_MATRIX_NORM, 6.5);
    assertThat(clip.ofHeads()).isTrue();
    assertThat(new ClipSpec(Kind.MATRIX_NORM, 6.5).ofHeads()).isFalse();
    clip.clip(gradient, GradientClip.norm(gradient), heads);
    assertThat(gradient).containsExactly(3f, 2.5f, -4f, -6f);
  }

  @Test
  void valueBringsEachElementIntoTheBound() {
    assertThat(clipped(Kind.VALUE, 3.5, gradient())).containsExactly(3f, -3.5f, 3f, -3.5f, 3.5f);
    assertThat(clipped(Kind.VALUE, 12, gradient())).containsExactly(gradient());
  }

  @Test
  void normAfterClippingIsTheBound() {
    Random random = new Random(3);
    float[] gradient = new float[1009];
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] = (float) random.nextGaussian();
    }
    List<ParameterRange> whole = List.of(new ParameterRange(0, gradient.length));
    float[] global = gradient.clone();
    new ClipSpec(Kind.GLOBAL_NORM, 0.7).clip(global, GradientClip.norm(global), List.of());
    assertThat(GradientClip.norm(global)).isCloseTo(0.7, within(0.7 * 0x1p-23));
    new ClipSpec(Kind.MATRIX_NORM, 0.7).clip(gradient, GradientClip.norm(gradient), whole);
    assertThat(gradient).containsExactly(global);
  }

  @ParameterizedTest
  @EnumSource
  void boundZeroMeansNone(Kind kind) {
    assertThat(clipped(kind, 0, gradient())).containsExactly(gradient());
  }

  @ParameterizedTest
  @EnumSource
  void aZeroGradientStaysZero(Kind kind) {
    assertThat(clipped(kind, 1e-3, new float[5])).containsExactly(new float[5]);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoNumberStaysNone(Kind kind) {
    float[] gradient = clipped(kind, 1, new float[] {Float.NaN, 2f, 0.3f, 0.4f, 0f});
    assertThat(gradient[0]).isNaN();
    assertThat(gradient).endsWith(0.3f, 0.4f, 0f);
  }

  /** A norm that is infinite leaves no direction to keep: the element turns into no number. */
  @Test
  void anInfiniteElementHidesOnlyBehindABoundOnValues() {
    float[] infinite = {Float.NEGATIVE_INFINITY, 2f, 0.3f, 0.4f, 0f};
    assertThat(clipped(Kind.GLOBAL_NORM, 1, infinite)[0]).isNaN();
    assertThat(clipped(Kind.MATRIX_NORM, 1, infinite)[0]).isNaN();
    assertThat(clipped(Kind.VALUE, 1, infinite)).containsExactly(-1f, 1f, 0.3f, 0.4f, 0f);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new ClipSpec(Kind.VALUE, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bound is -1.0, must be positive, or 0 for none");
    assertThatThrownBy(() -> new ClipSpec(Kind.VALUE, Double.NaN))
        .hasMessage("bound is NaN, must be positive, or 0 for none");
    assertThatThrownBy(() -> new ParameterRange(-1, 5))
        .hasMessage("offset is -1, must be 0 or more");
    assertThatThrownBy(() -> new ParameterRange(0, -5)).hasMessage("cols is -5, must be 0 or more");
    assertThatThrownBy(() -> new ParameterRange(0, -2, 3, 3))
        .hasMessage("rows is -2, must be 0 or more");
    assertThatThrownBy(() -> new ParameterRange(0, 2, 3, 2))
        .hasMessage("stride is 2, must be at least the 3 elements of a row");
  }

  private static float[] clipped(Kind kind, double bound, float[] gradient) {
    float[] copy = gradient.clone();
    new ClipSpec(kind, bound).clip(copy, GradientClip.norm(copy), MATRICES);
    return copy;
  }
}
