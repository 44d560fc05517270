package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments by the Pfaffian against Stein's recursion and against chi-square's. */
class WishartMomentsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "2, 2", "2, 7", "3, 3", "3, 4", "4, 5", "5, 20", "5, 5", "6, 11"})
  void theyAreThoseOfSteinsRecursion(int size, int draws) {
    SteinMoments stein = new SteinMoments(size, draws);
    assertThat(WishartMoments.of(size, draws, 19))
        .isEqualTo(IntStream.range(0, 19).mapToObj(stein::moment).toList());
  }

  /** As far as three layers need them. */
  @Test
  void highOnesAreThoseOfSteinsRecursion() {
    assertThat(WishartMoments.of(5, 20, 28).get(27)).isEqualTo(new SteinMoments(5, 20).moment(27));
  }

  /** Of chi-square with 7 degrees of freedom: 7 · 9 · 11 .. */
  @Test
  void ofOneRowTheyAreThoseOfChiSquare() {
    List<BigInteger> moments = WishartMoments.of(1, 7, 82);
    BigInteger product = BigInteger.ONE;
    for (int k = 0; k < 82; k++) {
      assertThat(moments.get(k)).isEqualTo(product);
      product = product.multiply(BigInteger.valueOf(7 + 2 * k));
    }
  }
}
