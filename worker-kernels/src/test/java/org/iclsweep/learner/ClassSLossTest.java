package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iclsweep.measure.Loss;
import org.junit.jupiter.api.Test;

/** The exact loss of class S against values computed elsewhere and against sampled contexts. */
class ClassSLossTest {

  private static final WishartSpectrum SPECTRUM = new WishartSpectrum(5, 20);

  private static Loss sampled(double[] a, double[] b, int tasks) {
    List<Double> rates = Arrays.stream(a).boxed().toList();
    List<Double> gammas = new ArrayList<>();
    for (int l = 0; l < a.length; l++) {
      gammas.add(l < b.length ? a[l] * b[l] / 20 : 0);
    }
    return WishartSpectrumTest.sampled(5, 20, tasks).loss(rates, gammas);
  }

  private static double[] point(double... numbers) {
    return numbers;
  }

  /** From rational arithmetic on the moments of another program. */
  @Test
  void lossIsThatOfExactArithmetic() {
    assertThat(ClassSLoss.blocks(SPECTRUM, 2).at(point(.5168, 3.4747, .8685)))
        .isCloseTo(0.057501175486445025, within(1e-13));
    assertThat(ClassSLoss.blocks(SPECTRUM, 3).at(point(.3383, 2.0908, 8.5681, .8776, .5782)))
        .isCloseTo(0.000961311237463009, within(1e-14));
    assertThat(
            ClassSLoss.blocks(SPECTRUM, 4)
                .at(point(1.6858, 1.0586, 4.8690, 17.2662, .0857, .6290, .5080)))
        .isCloseTo(1.1122860309606238e-05, within(1e-15));
  }

  @Test
  void layersThatMoveNothingMayStandInAnyOrder() {
    ClassSLoss sparse = ClassSLoss.sparse(SPECTRUM, 3);
    double inOrder = sparse.at(point(.4, .7, 1.7));
    assertThat(sparse.at(point(1.7, .4, .7))).isCloseTo(inOrder, within(1e-14));
    ClassSLoss blocks = ClassSLoss.blocks(SPECTRUM, 3);
    assertThat(blocks.at(point(.4, .7, 1.7, 0, 0))).isCloseTo(inOrder, within(1e-14));
    assertThat(blocks.at(point(.4, .7, 1.7, .5, .3)))
        .isGreaterThan(1.04 * blocks.at(point(.7, .4, 1.7, .3, .5)));
  }

  @Test
  void sampledContextsAgreeWhereTailsAreThin() {
    double[] a = {.3, .8, 1.6};
    Loss sparse = sampled(a, point(), 100_000);
    assertThat(sparse.mean())
        .isCloseTo(ClassSLoss.sparse(SPECTRUM, 3).at(a) / 2, within(4 * sparse.standardError()));
    Loss blocks = sampled(point(.7, 2.5), point(.4), 100_000);
    assertThat(blocks.mean())
        .isCloseTo(
            ClassSLoss.blocks(SPECTRUM, 2).at(point(.7, 2.5, .4)) / 2,
            within(4 * blocks.standardError()));
    assertThat(blocks.standardError()).isLessThan(0.03 * blocks.mean());
  }

  /** The point that a published run reached: its loss is in contexts that are never drawn. */
  @Test
  void samplingMissesTheTailsOfThreeLayers() {
    double exact = ClassSLoss.blocks(SPECTRUM, 3).at(point(.38, 2.40, 9.55, .90, .57));
    assertThat(exact).isCloseTo(0.0513266371791015, within(1e-12));
    Loss sampled = sampled(point(.38, 2.40, 9.55), point(.90, .57), 100_000);
    assertThat(2 * sampled.mean()).isCloseTo(6.9e-4, within(8 * sampled.standardError()));
    assertThat(2 * sampled.mean()).isLessThan(exact / 50);
  }

  @Test
  void derivativesAreThoseOfDifferences() {
    ClassSLoss loss = ClassSLoss.blocks(SPECTRUM, 3);
    double[] at = {.4, 1.9, 6, .7, .5};
    Jet jet = loss.jet(at);
    double step = 1e-5;
    for (int j = 0; j < at.length; j++) {
      double[] above = at.clone();
      double[] below = at.clone();
      above[j] += step;
      below[j] -= step;
      // third derivatives are below 1e5 times the curvature's scale
      double slope = (loss.at(above) - loss.at(below)) / (2 * step);
      assertThat(jet.slopes()[j]).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
      for (int k = 0; k < at.length; k++) {
        double bend = (loss.jet(above).slopes()[k] - loss.jet(below).slopes()[k]) / (2 * step);
        assertThat(jet.curvatures()[j][k]).isCloseTo(bend, within(1e-5 * (1 + Math.abs(bend))));
      }
    }
  }

  @Test
  void sixLayersAreRefused() {
    assertThatThrownBy(() -> ClassSLoss.blocks(SPECTRUM, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("depth is 6, must be 5 or less, for class S to be computed");
  }
}
