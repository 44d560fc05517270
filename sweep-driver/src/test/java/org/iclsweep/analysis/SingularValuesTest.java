package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

/** Breeze's, against Commons Math's and by hand. */
class SingularValuesTest {

  @Test
  void areThoseOfAnotherLibrary() {
    double[][] rows = {{3, -1, 0.5}, {0.25, 2, -4}, {7, 0, 1}, {-2, 5, 3}, {1, 1, 1}};
    var matrix = MatrixUtils.createRealMatrix(rows);
    assertThat(SingularValues.of(matrix))
        .containsExactly(new SingularValueDecomposition(matrix).getSingularValues(), within(1e-12));
  }

  @Test
  void theirRatioIsOneForAMultipleOfARotation() {
    double[][] turned = {{0.3, -0.4}, {0.4, 0.3}};
    assertThat(SingularValues.ratio(MatrixUtils.createRealMatrix(turned)))
        .isCloseTo(1, within(1e-12));
    double[][] stretched = {{0, -6}, {2, 0}};
    assertThat(SingularValues.ratio(MatrixUtils.createRealMatrix(stretched)))
        .isCloseTo(3, within(1e-12));
  }

  @Test
  void theirRatioIsInfiniteWhereOneIsZero() {
    double[][] flat = {{0, 0}, {0, 2}};
    assertThat(SingularValues.ratio(MatrixUtils.createRealMatrix(flat))).isInfinite();
  }
}
