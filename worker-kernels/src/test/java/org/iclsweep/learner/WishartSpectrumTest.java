package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.iclsweep.measure.Loss;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact spectrum against identities, published moments and sampled contexts. */
class WishartSpectrumTest {

  /** The recursion over sampled contexts of normal inputs; losses are half of the squared error. */
  static EigenRecursion sampled(int dim, int context, int tasks) {
    LinearRegression task =
        new LinearRegression(dim, context, 1, 1)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    return new EigenRecursion(ContextSpectrum.of(task, Stream.EVAL, 1, tasks), context, 1, 1);
  }

  private static List<Double> moments(WishartSpectrum spectrum, int count) {
    return IntStream.range(0, count).mapToObj(k -> spectrum.moment(k).doubleValue()).toList();
  }

  /** Of d = 5: computed elsewhere. */
  @Test
  void momentsAreThePublishedOnes() {
    assertThat(moments(new WishartSpectrum(5, 20), 9))
        .containsExactly(5.0, 5.0, 6.5, 10.05, 17.45, 32.9265, 66.2607, 140.62096125, 312.5121615);
    assertThat(moments(new WishartSpectrum(5, 10), 7))
        .containsExactly(5.0, 5.0, 8.0, 16.2, 37.8, 97.524, 272.4624);
  }

  /** E tr Ĝ = d and E tr Ĝ² = d (n + d + 1) / n, whichever is larger. */
  @ParameterizedTest
  @CsvSource({"5, 20", "5, 5", "5, 3", "7, 2", "4, 1", "1, 6", "20, 41"})
  void quadratureKnowsTheFirstMoments(int dim, int context) {
    Quadrature spectrum = new WishartSpectrum(dim, context).quadrature(8);
    assertThat(spectrum.integral(s -> 1)).isCloseTo(dim, within(1e-13 * dim));
    assertThat(spectrum.integral(s -> s)).isCloseTo(dim, within(1e-13 * dim));
    double second = dim * (context + dim + 1.0) / context;
    assertThat(spectrum.integral(s -> s * s)).isCloseTo(second, within(1e-13 * second));
  }

  /** A quadrature for degree 9 is none for degree 10. */
  @Test
  void degreeIsWhatIsAskedFor() {
    WishartSpectrum spectrum = new WishartSpectrum(5, 3);
    Quadrature sum = spectrum.quadrature(8);
    assertThat(sum.size()).isEqualTo(6);
    assertThat(sum.integral(s -> power(s, 9)) / spectrum.moment(9).doubleValue())
        .isCloseTo(1, within(1e-13));
    assertThat(sum.integral(s -> power(s, 10)) / spectrum.moment(10).doubleValue())
        .isLessThan(0.999);
  }

  private static double power(double base, int exponent) {
    return exponent == 0 ? 1 : base * power(base, exponent - 1);
  }

  @ParameterizedTest
  @CsvSource({"5, 20, 0.5", "5, 3, 0.2"})
  void sampledContextsHaveItsMeans(int dim, int context, double rate) {
    Quadrature exact = new WishartSpectrum(dim, context).quadrature(4);
    double expected = exact.integral(s -> power(1 - rate * s, 4)) / 2;
    Loss sampled = sampled(dim, context, 50_000).loss(List.of(rate, rate), List.of());
    assertThat(sampled.mean()).isCloseTo(expected, within(4 * sampled.standardError()));
    assertThat(sampled.standardError()).isLessThan(0.02 * expected);
  }
}
