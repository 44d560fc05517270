package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Curves whose falls are known. */
class LossFallTest {
  private static final int EVERY = 20;
  private static final int BUDGET = 4000;
  private static final double HIGH = 0.42;
  private static final double LOW = 0.21;

  /** A logistic curve from one loss to another, half-way at a step, over about four widths. */
  private static DoubleUnaryOperator logistic(double high, double low, double at, double width) {
    return t -> low + (high - low) / (1 + Math.exp((t - at) / width));
  }

  /** Where a logistic curve has done a share of the way down, in the logarithm. */
  private static double crossing(double high, double low, double at, double width, double share) {
    double loss = Math.exp(Math.log(high) - share * Math.log(high / low));
    return at + width * Math.log((high - low) / (loss - low) - 1);
  }

  private static List<LossFall> falls(DoubleUnaryOperator loss) {
    int[] steps = IntStream.rangeClosed(0, BUDGET / EVERY).map(k -> k * EVERY).toArray();
    return LossFall.of(steps, IntStream.of(steps).mapToDouble(loss::applyAsDouble).toArray());
  }

  private static LossFall only(DoubleUnaryOperator loss) {
    List<LossFall> falls = falls(loss);
    assertThat(falls).hasSize(1);
    return falls.get(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {200, 700, 1500, 3000})
  void ofALogisticCurveAllIsKnown(double at) {
    double width = 25;
    LossFall fall = only(logistic(HIGH, LOW, at, width));

    assertThat(fall.from()).isCloseTo(HIGH, within(0.01 * HIGH));
    assertThat(fall.to()).isCloseTo(LOW, within(0.01 * LOW));
    assertThat(fall.step()).isCloseTo(crossing(HIGH, LOW, at, width, 0.5), within(2.0));
    assertThat(fall.begin()).isCloseTo(crossing(HIGH, LOW, at, width, 0.1), within(5.0));
    assertThat(fall.end()).isCloseTo(crossing(HIGH, LOW, at, width, 0.9), within(12.0));
  }

  @Test
  void aSharpFallIsNarrowAndAWideOneWide() {
    assertThat(only(t -> t < 1010 ? HIGH : LOW).width()).isLessThanOrEqualTo(EVERY);
    assertThat(only(t -> t < 1010 ? HIGH : LOW).step()).isBetween(1000.0, 1020.0);
    double width = only(logistic(HIGH, LOW, 1500, 100)).width();
    double exact = crossing(HIGH, LOW, 1500, 100, 0.9) - crossing(HIGH, LOW, 1500, 100, 0.1);
    assertThat(width).isCloseTo(exact, within(0.1 * exact));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.42, 0.21, 1e-6, 40})
  void aLevelCurveHasNone(double level) {
    assertThat(falls(t -> level)).isEmpty();
  }

  @Test
  void twoFallsAreTwo() {
    List<LossFall> falls =
        falls(
            t ->
                logistic(1, 0.5, 300, 15).applyAsDouble(t)
                    * logistic(1, 0.3, 1500, 40).applyAsDouble(t));

    assertThat(falls).hasSize(2);
    assertThat(falls.get(0).to()).isEqualTo(falls.get(1).from()).isCloseTo(0.5, within(0.01));
    assertThat(falls.get(0).step()).isCloseTo(crossing(1, 0.5, 300, 15, 0.5), within(3.0));
    assertThat(falls.get(1).step()).isCloseTo(crossing(1, 0.3, 1500, 40, 0.5), within(5.0));
    assertThat(falls.get(1).to()).isCloseTo(0.15, within(0.005));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1})
  void aPowerLawHasNone(double exponent) {
    assertThat(falls(t -> Math.pow(1 + t / EVERY, -exponent))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 400, 3000})
  void anExponentialDeclineFromTheStartHasNone(double time) {
    assertThat(falls(t -> LOW + (HIGH - LOW) * Math.exp(-t / time))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noiseMovesItLittleAndMakesNone(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DoubleUnaryOperator noise = t -> Math.exp(0.03 * random.nextGaussian());
    LossFall fall =
        only(t -> logistic(HIGH, LOW, 1000, 30).applyAsDouble(t) * noise.applyAsDouble(t));

    assertThat(fall.step()).isCloseTo(crossing(HIGH, LOW, 1000, 30, 0.5), within(1.5 * EVERY));
    assertThat(fall.from()).isCloseTo(HIGH, within(0.02 * HIGH));
    assertThat(fall.to()).isCloseTo(LOW, within(0.02 * LOW));
    assertThat(falls(t -> HIGH * noise.applyAsDouble(t))).isEmpty();
  }

  @Test
  void aSinglePointThatIsWildIsNone() {
    assertThat(falls(t -> t == 1000 ? 0.01 : HIGH)).isEmpty();
    assertThat(falls(t -> t == 0 || t == BUDGET ? 0.01 : HIGH)).isEmpty();
    DoubleUnaryOperator curve = logistic(HIGH, LOW, 1500, 25);
    assertThat(only(t -> t == 600 ? 9 : curve.applyAsDouble(t))).isEqualTo(only(curve));
  }

  @Test
  void aRiseBeforeTheFallIsNoneAndDoesNotHideIt() {
    DoubleUnaryOperator grokking =
        t ->
            logistic(1, 0.1, 2000, 40).applyAsDouble(t)
                * logistic(0.4, 2, 300, 20).applyAsDouble(t);
    LossFall fall = only(grokking);

    assertThat(fall.from()).isCloseTo(2, within(0.02));
    assertThat(fall.to()).isCloseTo(0.2, within(0.005));
    assertThat(fall.step()).isCloseTo(crossing(1, 0.1, 2000, 40, 0.5), within(5.0));
  }

  @Test
  void whatIsStillFallingAtTheEndIsNone() {
    assertThat(falls(logistic(HIGH, LOW, BUDGET, 50))).isEmpty();
  }

  @Test
  void aSmallStepIsNone() {
    assertThat(falls(logistic(HIGH, 0.9 * HIGH, 1000, 20))).isEmpty();
  }

  @Test
  void aCurveThatEndsInNothingKeepsWhatItHad() {
    DoubleUnaryOperator curve = logistic(HIGH, LOW, 500, 25);
    LossFall fall = only(t -> t > 2500 ? Double.NaN : curve.applyAsDouble(t));

    assertThat(fall.step()).isCloseTo(crossing(HIGH, LOW, 500, 25, 0.5), within(2.0));
    assertThat(falls(t -> Double.NaN)).isEmpty();
  }

  @Test
  void aSlowEndIsPartOfTheSecondPlateau() {
    DoubleUnaryOperator slow = t -> 1 + 0.15 * Math.exp(-t / 600);
    LossFall fall =
        only(t -> logistic(HIGH, LOW, 400, 20).applyAsDouble(t) * slow.applyAsDouble(t));

    assertThat(fall.to()).isCloseTo(LOW, within(0.03 * LOW));
    assertThat(fall.step()).isBetween(390.0, 450.0);
  }

  @Test
  void fewPointsHaveNone() {
    assertThat(LossFall.of(new int[] {0, 1, 2, 3, 4}, new double[] {1, 1, 1, 0.1, 0.1})).isEmpty();
    assertThat(LossFall.of(new int[0], new double[0])).isEmpty();
  }

  @Test
  void unevenStepsAreTakenAsTheyAre() {
    int[] steps = {0, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120};
    double[] losses = {1, 1, 1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.1};
    List<LossFall> falls = LossFall.of(steps, losses);

    assertThat(falls).hasSize(1);
    assertThat(falls.get(0).step()).isEqualTo(240);
  }

  /** Three points are the fewest that a plateau has. */
  @Test
  void threePointsAtTheEndAreAPlateau() {
    int[] steps = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 200, 400, 800};
    double[] losses = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.1, 0.1, 0.1};
    List<LossFall> falls = LossFall.of(steps, losses);

    assertThat(falls).hasSize(1);
    assertThat(falls.get(0).step()).isCloseTo(145, within(1e-9));
    assertThat(LossFall.of(Arrays.copyOf(steps, 12), Arrays.copyOf(losses, 12))).isEmpty();
  }

  /** It lasts longer than what was before it needs, but less than a third of the ways beside it. */
  @Test
  void aShortRestOnALongWayDownIsNoPlateau() {
    LossFall fall = only(rest(180));
    assertThat(fall.from()).isCloseTo(1, within(0.01));
    assertThat(fall.to()).isCloseTo(Math.exp(-4), within(0.001));
    assertThat(falls(rest(600))).hasSize(2);
  }

  /** Down by two in the logarithm in 900 steps, then a rest, then the same again. */
  private static DoubleUnaryOperator rest(double steps) {
    return t -> {
      double first = Math.max(0, Math.min(1, (t - 500) / 900));
      double second = Math.max(0, Math.min(1, (t - 1400 - steps) / 900));
      return Math.exp(-2 * (first + second));
    };
  }
}
