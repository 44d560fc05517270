package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.learner.NewestPair.AUTHORS_LAG;
import static org.iclsweep.learner.NewestPair.USED;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules answer to two short sequences, against exact values in rationals. */
class PrefixRulesTest {

  private static final double[][] S1 = {{1, 0}, {.6, .8}, {-.28, .96}, {-.936, .352}};
  private static final double[][] S2 = {{1, -.5}, {.25, 1}, {-.75, .5}, {.5, .75}};

  private static void assertAnswers(
      PrefixRule rule, NewestPair newest, double[][] sequence, double[][] expected) {
    PrefixMoments seen = new PrefixMoments(sequence.length, 2, newest);
    double[] next = {Double.NaN, Double.NaN};
    for (int again = 0; again < 2; again++) {
      seen.read(sequence);
      for (int t = 0; t < sequence.length; t++) {
        seen.next();
        rule.answer(seen, next);
        for (int i = 0; i < 2; i++) {
          assertThat(next[i])
              .as("t = %d, feature %d", t + 1, i)
              .isCloseTo(expected[t][i], within(1e-11));
        }
      }
    }
  }

  @Test
  void oneStepOfGradientDescent() {
    PrefixRule step = new PolynomialRule(List.of(.25), 2);
    assertAnswers(
        step, USED, S1, new double[][] {{0, 0}, {.09, .12}, {-.084, .088}, {-.2612, -.2016}});
    assertAnswers(
        step,
        USED,
        S2,
        new double[][] {{0, 0}, {-.015625, -.0625}, {-.12109375, -.2109375}, {-.15625, .140625}});
  }

  /** Rates .5, .25 and .75: 1 - (1 - x/2) (1 - x/4) (1 - 3x/4) = x q(x). */
  @Test
  void threeStepsAreAPolynomial() {
    PrefixRule steps = new PolynomialRule(List.of(1.5, -.6875, .09375), 2);
    assertAnswers(
        steps,
        USED,
        S1,
        new double[][] {{0, 0}, {.32625, .435}, {-.44736, .26752}, {-.83236136, -.54118848}});
    assertAnswers(
        steps,
        USED,
        S2,
        new double[][] {
          {0, 0},
          {-.0491943359375, -.19677734375},
          {-.307329177856, -.677341461182},
          {-.574836730957, .53931427002}
        });
  }

  @Test
  void ridgeWithTheNewestPair() {
    PrefixRule ridge = new RidgeRule(.1, 2);
    assertAnswers(
        ridge,
        USED,
        S1,
        new double[][] {
          {0, 0},
          {.327272727273, .436363636364},
          {-.744282352941, .306447058824},
          {-.780725083612, -.503352508361}
        });
    assertAnswers(
        ridge,
        USED,
        S2,
        new double[][] {
          {0, 0},
          {-.0462962962963, -.185185185185},
          {-.265450020738, -.662588137702},
          {-.591037984701, .555427327882}
        });
  }

  @Test
  void ridgeOnePairLate() {
    PrefixRule ridge = new RidgeRule(.1, 2);
    assertAnswers(
        ridge,
        AUTHORS_LAG,
        S1,
        new double[][] {
          {0, 0},
          {0, 0},
          {-.152727272727, -.203636363636},
          {-.691727058824, -.524498823529}
        });
    assertAnswers(
        ridge,
        AUTHORS_LAG,
        S2,
        new double[][] {
          {0, 0},
          {0, 0},
          {-.185185185185, -.740740740741},
          {-.543083782663, .643923683119}
        });
  }

  @Test
  void theLearnedSolver() {
    PrefixRule solver = new SolverRule(List.of(1.0, 2.0), List.of(0.0, .5), .1, 2);
    assertAnswers(
        solver,
        USED,
        S1,
        new double[][] {
          {0, 0},
          {.326608940728, .435478587637},
          {-.492549606173, .257601585065},
          {-.71060181444, -.467342727457}
        });
    assertAnswers(
        solver,
        USED,
        S2,
        new double[][] {
          {0, 0},
          {-.0462335663974, -.18493426559},
          {-.260483134779, -.612250117185},
          {-.484880697551, .45273104345}
        });
    assertAnswers(
        solver,
        AUTHORS_LAG,
        S1,
        new double[][] {
          {0, 0},
          {0, 0},
          {-.152417505673, -.203223340897},
          {-.501611031756, -.547377016843}
        });
    assertAnswers(
        solver,
        AUTHORS_LAG,
        S2,
        new double[][] {
          {0, 0},
          {0, 0},
          {-.18493426559, -.739737062358},
          {-.494910514743, .568261072135}
        });
  }

  @Test
  void softmaxOverPairs() {
    PrefixRule kernel = new KernelRule(1, 4);
    assertAnswers(
        kernel,
        USED,
        S1,
        new double[][] {
          {0, 0}, {.6, .8}, {-.0220035545623, .913091555375}, {-.56624652846, .565871601528}
        });
    assertAnswers(
        kernel,
        USED,
        S2,
        new double[][] {
          {0, 0}, {.25, 1}, {-.537931195643, .606034402179}, {-.224153582133, .680178717525}
        });
  }

  /** At t = 3 the one pair that is left has all the weight. */
  @Test
  void softmaxOnePairLate() {
    PrefixMoments seen = new PrefixMoments(4, 2, AUTHORS_LAG);
    double[] next = new double[2];
    seen.read(S1);
    seen.next();
    seen.next();
    new KernelRule(1, 4).answer(seen, next);
    assertThat(next).containsExactly(0, 0);
    seen.next();
    new KernelRule(1, 4).answer(seen, next);
    assertThat(next).containsExactly(.6, .8);
  }

  /** Large products of states overflow no exponential. */
  @Test
  void softmaxOfFarStatesIsFinite() {
    PrefixMoments seen = new PrefixMoments(3, 1, USED);
    seen.read(new double[][] {{30}, {40}, {50}});
    seen.next();
    seen.next();
    seen.next();
    double[] next = new double[1];
    new KernelRule(4, 3).answer(seen, next);
    assertThat(next).containsExactly(50);
  }

  /** .5 + .25 (1 - .5 x) + .75 (1 - .5 x) (1 - .25 x), by hand. */
  @Test
  void stepsOfGivenRatesAreAPolynomial() {
    assertThat(PrefixPolynomial.coefficients(List.of(.5))).containsExactly(.5);
    assertThat(PrefixPolynomial.coefficients(List.of(.5, .25, .75)))
        .containsExactly(1.5, -.6875, .09375);
  }

  @Test
  void whatAnAnswerAndASearchCostGoesByFeaturesTermsAndTrials() {
    RidgePrefix searched = new RidgePrefix(0, USED);
    GdPrefixK steps = new GdPrefixK(3, USED);
    assertThat(RidgeRule.operations(3)).isEqualTo(9 * (1 + 20));
    assertThat(searched.operations(3, 9)).isEqualTo(9 * (1 + 20) + 2 * 9);
    assertThat(steps.operations(3, 9)).isEqualTo(2 * 3 * 9);
    assertThat(searched.searched()).isEqualTo(25 * 4096);
    assertThat(new RidgePrefix(.1, USED).searched()).isZero();
    assertThat(steps.searched()).isEqualTo(2 * 32768);
  }
}
