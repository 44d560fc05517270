package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedMatrixTest {

  private final Random random = new Random(7);

  @Test
  void productsAreChainsInTheOrderOfTheInnerIndex() {
    for (int rows : new int[] {1, 3, 5}) {
      for (int cols : new int[] {1, 3, 4, 5, 7, 8, 11}) {
        for (int terms : new int[] {1, 2, 11}) {
          SharedMatrix a = random(rows, terms);
          SharedMatrix b = random(cols, terms).transposed();
          SharedMatrix product = SharedMatrix.zeros(rows, cols);
          product.setProduct(a, b);
          for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
              assertThat(product.get(i, j)).isEqualTo(chain(a, b, i, j));
            }
          }
        }
      }
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    SharedMatrix product = SharedMatrix.zeros(2, 3);
    assertThatThrownBy(() -> product.setProduct(random(2, 5), random(7, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 x 3 is not the shape of 2 x 5 times 7 x 3");
  }

  private static float chain(SharedMatrix a, SharedMatrix b, int i, int j) {
    float sum = 0f;
    for (int k = 0; k < a.cols(); k++) {
      sum = Math.fma(a.get(i, k), b.get(k, j), sum);
    }
    return sum;
  }

  private SharedMatrix random(int rows, int cols) {
    SharedMatrix matrix = SharedMatrix.zeros(rows, cols);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        matrix.set(r, c, (float) random.nextGaussian());
      }
    }
    return matrix;
  }
}
