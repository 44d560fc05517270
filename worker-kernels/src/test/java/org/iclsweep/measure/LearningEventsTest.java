package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Curves of a point every 50 steps between a loss of 0.4 for answering 0 and 0.2 for a learner. */
class LearningEventsTest {
  private static final Level LEVEL = new Level(0.4, 0.2);
  private static final LearntRule RULE = new LearntRule(1.05, 100);

  private static LearningEvents diverging(Integer divergedAt, double... losses) {
    int[] steps = new int[losses.length];
    for (int k = 0; k < steps.length; k++) {
      steps[k] = 50 * k;
    }
    return LearningEvents.of(steps, losses, LEVEL, RULE, divergedAt);
  }

  private static LearningEvents events(double... losses) {
    return diverging(null, losses);
  }

  @Test
  void aLossThatComesToTheLearnersAndStaysHasLearnt() {
    LearningEvents events = events(0.4, 0.375, 0.25, 0.2, 0.2, 0.2);
    assertThat(events.crossed().step()).isCloseTo(80, within(1e-9)); // 0.375 to 0.25 passes 0.3
    assertThat(events.crossed().after()).isEqualTo(50);
    assertThat(events.crossed().by()).isEqualTo(100);
    assertThat(events.learnt().after()).isEqualTo(100);
    assertThat(events.learnt().by()).isEqualTo(150);
    assertThat(events.relapsed()).isNull();
    assertThat(events.until()).isEqualTo(250);
    assertThat(events.fate()).isEqualTo(Fate.LEARNT);
  }

  @Test
  void anExponentialApproachIsReadWithoutBias() {
    double[] losses = new double[40];
    for (int k = 0; k < losses.length; k++) {
      losses[k] = 0.2 * 1.001 + 0.2 * Math.exp(-50.0 * k / 60);
    }
    double exact = 60 * Math.log(0.2 / (0.05 * 0.2 - 0.0002));
    assertThat(events(losses).learnt().step()).isCloseTo(exact, within(2.0)); // straight, 4.6 late
  }

  @Test
  void aLossFarBelowTheLearnersIsReadStraight() {
    assertThat(events(0.4, 0.3, 0.1, 0.1, 0.1).learnt().step()).isCloseTo(72.5, within(1e-9));
  }

  @Test
  void oneAndAHalfTimesTheLearnersLossIsBetween() {
    LearningEvents events = events(0.4, 0.4, 0.29, 0.3, 0.3, 0.3);
    assertThat(events.crossed()).isNotNull();
    assertThat(events.learnt()).isNull();
    assertThat(events.fate()).isEqualTo(Fate.BETWEEN);
  }

  @Test
  void aDipAndThenALossOf482IsBetween() {
    assertThat(events(0.4, 0.2, 0.4, 3, 482).fate()).isEqualTo(Fate.BETWEEN);
  }

  @Test
  void aLossThatStaysAndThenEndsAt482HasRelapsed() {
    LearningEvents events = events(0.4, 0.2, 0.2, 0.2, 0.2, 482);
    assertThat(events.fate()).isEqualTo(Fate.RELAPSED);
    assertThat(events.learnt().by()).isEqualTo(50);
    assertThat(events.relapsed().after()).isEqualTo(200);
    assertThat(events.relapsed().by()).isEqualTo(250);
  }

  @Test
  void aLossThatComesBackHasRelapsedAllTheSame() {
    assertThat(events(0.4, 0.2, 0.2, 0.2, 0.31, 0.2, 0.2, 0.2).fate()).isEqualTo(Fate.RELAPSED);
  }

  @Test
  void aLossAboveItsBoundAndBelowTheMiddleIsNoRelapse() {
    assertThat(events(0.4, 0.2, 0.2, 0.2, 0.29).fate()).isEqualTo(Fate.LEARNT);
  }

  @Test
  void itIsLearntFromTheVisitThatLasts() {
    LearningEvents events = events(0.4, 0.2, 0.2, 0.25, 0.2, 0.2, 0.2, 0.2);
    assertThat(events.learnt().by()).isEqualTo(200);
  }

  @Test
  void whatComesTooLateToLastIsBetween() {
    assertThat(events(0.4, 0.4, 0.2, 0.2).fate()).isEqualTo(Fate.BETWEEN);
    assertThat(events(0.4, 0.2, 0.2, 0.2).fate()).isEqualTo(Fate.LEARNT);
  }

  @Test
  void pointsFurtherApartThanTheRuleNeedTheNextOneToo() {
    LearntRule rule = new LearntRule(1.05, 100);
    int[] steps = {0, 500, 1000};
    assertThat(LearningEvents.of(steps, new double[] {0.4, 0.2, 0.25}, LEVEL, rule, null).learnt())
        .isNull();
    assertThat(LearningEvents.of(steps, new double[] {0.4, 0.2, 0.2}, LEVEL, rule, null).learnt())
        .isNotNull();
  }

  @Test
  void aPlateauIsLate() {
    assertThat(events(0.4, 0.38, 0.38).fate()).isEqualTo(Fate.LATE);
    assertThat(events(0.4, 0.38, Double.NaN).fate()).isEqualTo(Fate.LATE);
  }

  @Test
  void whatDivergesBeforeItLearnsHasDiverged() {
    LearningEvents events = diverging(130, 0.4, 0.29, 0.4);
    assertThat(events.fate()).isEqualTo(Fate.DIVERGED);
    assertThat(events.diverged()).isEqualTo(new Moment(130, 129, 130));
    assertThat(events.until()).isEqualTo(130);
  }

  @Test
  void whatDivergesAfterItLearntHasRelapsed() {
    LearningEvents events = diverging(180, 0.4, 0.2, 0.2, 0.2);
    assertThat(events.fate()).isEqualTo(Fate.RELAPSED);
    assertThat(events.relapsed()).isEqualTo(events.diverged());
    assertThat(diverging(200, 0.4, 0.2, 0.2, 0.2, Double.NaN).relapsed())
        .isEqualTo(new Moment(200, 150, 200));
  }

  /** The logarithm of a loss just above its floor is rounded, and falls outside otherwise. */
  @ParameterizedTest
  @CsvSource({"1e-300", "1e-17", "1", "1e17", "1e300"})
  void aMomentLiesBetweenItsPoints(double unit) {
    SplittableRandom random = new SplittableRandom(7);
    for (int k = 0; k < 1000; k++) {
      double above = unit * (0.21 + random.nextDouble());
      double below = unit * 0.2 * (1.04 + 0.01 * random.nextDouble());
      double[] losses = {above, random.nextInt(9) == 0 ? 1 / 0.0 : above, below, below, below};
      LearningEvents events =
          LearningEvents.of(
              new int[] {0, 1, 3, 100, 900}, losses, new Level(2 * unit, 0.2 * unit), RULE, null);
      assertThat(events.learnt().step()).isBetween(1.0, 3.0);
    }
  }

  @Test
  void noMomentLiesElsewhere() {
    for (double step : new double[] {Double.NaN, 9, 11.5, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Moment(step, 10, 11)).hasMessageContaining("not from 10 to 11");
    }
  }

  @Test
  void aCurveThatStartsBelowIsThereAtItsFirstPoint() {
    LearningEvents events = events(0.2, 0.2, 0.2);
    assertThat(events.crossed()).isEqualTo(new Moment(0, 0, 0));
    assertThat(events.learnt()).isEqualTo(new Moment(0, 0, 0));
  }

  @Test
  void crossingIsTheStoredTransitionStep() {
    double[] losses = {0.4, 0.37, 0.41, 0.26, 0.31, 0.2};
    int[] steps = {0, 50, 100, 150, 200, 250};
    assertThat(events(losses).crossed().step())
        .isEqualTo(Transition.step(steps, losses, LEVEL.middle()));
  }

  @Test
  void whatHasLearntHasCrossedHoweverWideTheRule() {
    LearningEvents events =
        LearningEvents.of(
            new int[] {0, 50, 100},
            new double[] {0.35, 0.35, 0.35},
            LEVEL,
            new LearntRule(3, 50),
            null);
    assertThat(events.fate()).isEqualTo(Fate.LATE);
  }

  @ParameterizedTest
  @CsvSource({
    "0.36, 0, true", // 0.9 of answering 0
    "0.3601, 0, false",
    "0.3988, 0, false", // sines: gradient descent is 0.3 % better
    "0.5, 0, false", // worse than 0
    "0.2, 0.0178, true", // errors of 0.0178 and twice that: five of the gap's are 0.199
    "0.2, 0.018, false"
  })
  void aLevelIsOfALearnerThatIsClearlyBetterThanZero(double loss, double error, boolean clear) {
    assertThat(Level.of(0.4, loss, error).isPresent()).isEqualTo(clear);
  }

  @Test
  void aRuleWithoutRoomIsRefused() {
    assertThatThrownBy(() -> new LearntRule(1, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("within is 1.0, must be a number above 1");
    assertThatThrownBy(() -> new LearntRule(1.05, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lasting is -1, must be 0 or more");
  }

  @Test
  void aRuleIsAFactorAboveOneForNoStepOrMore() {
    assertThat(new LearntRule(1.0001, 0).lasting()).isZero();
    assertThatThrownBy(() -> new LearntRule(1, 100))
        .hasMessage("within is 1.0, must be a number above 1");
    assertThatThrownBy(() -> new LearntRule(Double.POSITIVE_INFINITY, 100))
        .hasMessage("within is Infinity, must be a number above 1");
    assertThatThrownBy(() -> new LearntRule(1.05, -1))
        .hasMessage("lasting is -1, must be 0 or more");
  }

  @Test
  void theBoundIsTheFactorOrTheMiddle() {
    assertThat(RULE.bound(LEVEL)).isCloseTo(0.21, within(1e-12));
    assertThat(new LearntRule(2, 100).bound(LEVEL)).isCloseTo(0.3, within(1e-12));
    assertThat(new LearntRule(1.44, 100).floor(LEVEL)).isCloseTo(0.2 / 1.2, within(1e-12));
  }

  /** Four fifths of the way to a loss of 0.25 are no more than within a factor of 1.12. */
  @Test
  void aRuleKeepsItsFactorAndStepsWhateverItsGoal() {
    LearntRule rule = new LearntRule(Goal.of(0.25), 1.12, 50);
    assertThat(rule.bound(new Level(0.4, 0.25))).isCloseTo(0.28, within(1e-12));
    assertThat(rule.times(2)).isEqualTo(new LearntRule(Goal.of(0.5), 1.12, 50));
    assertThat(RULE.times(2)).isEqualTo(RULE);
    assertThat(RULE.goal()).isEqualTo(Goal.GRADIENT_DESCENT);
  }

  /** Nine tenths of 0.5 are a level, and a little more is none. */
  @Test
  void aLearnerIsClearlyBetterThanZeroOrThereIsNoLevel() {
    assertThat(Level.of(0.5, 0.45, 0)).contains(new Level(0.5, 0.45));
    assertThat(Level.of(0.5, Math.nextUp(0.45), 0)).isEmpty();
    // answering 0 has the same share of error, so that of the gap is sqrt(1² + 2²) of the learner's
    assertThat(Level.of(0.4, 0.2, 0.2 / 5 / 2.2361 / 1.0001)).isPresent();
    assertThat(Level.of(0.4, 0.2, 0.2 / 5 / 2.2361 * 1.0001)).isEmpty();
  }

  @Test
  void fatesHaveTheWordsOfTables() {
    assertThat(Arrays.stream(Fate.values()).map(Fate::label))
        .containsExactly("learnt", "relapsed", "between", "late", "diverged");
  }
}
