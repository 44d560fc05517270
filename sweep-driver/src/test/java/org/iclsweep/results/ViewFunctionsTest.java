package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearntRule;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What views compute beyond SQL, on values whose answers are known. */
class ViewFunctionsTest {

  /** Clopper and Pearson's, from tables of theirs. */
  @Test
  void theIntervalOfAShareIsExact() {
    isInterval(new ExactInterval().call(5L, 10L), 0.1871, 0.8129);
    isInterval(new ExactInterval().call(0L, 10L), 0, 0.3085);
    assertThat(new ExactInterval().call(0L, 0L)).isNull();
    assertThat(new ExactInterval().call(null, 3L)).isNull();
    assertThat(new ExactInterval().call(3L, null)).isNull();
  }

  private static void isInterval(Row row, double low, double high) {
    assertThat(row.getDouble(0)).isCloseTo(low, within(5e-5));
    assertThat(row.getDouble(1)).isCloseTo(high, within(5e-5));
  }

  /** One of three learns at 10, one is lost sight of at 20, the last learns at 30. */
  @Test
  void survivalFallsWhereSeedsLearn() {
    List<Row> falls =
        new SurvivalFunction()
            .call(seq(seed(10, "learnt"), seed(20, "censored"), seed(30, "learnt")));
    assertThat(falls).hasSize(2);
    assertThat(falls.get(0).getDouble(0)).isEqualTo(10);
    assertThat(falls.get(0).getLong(1)).isEqualTo(3);
    assertThat(falls.get(0).getLong(2)).isEqualTo(1);
    assertThat(falls.get(0).getDouble(3)).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(falls.get(0).getDouble(4)).isLessThan(falls.get(0).getDouble(3));
    assertThat(falls.get(0).getDouble(5)).isGreaterThan(falls.get(0).getDouble(3));
    assertThat(falls.get(1).getDouble(0)).isEqualTo(30);
    assertThat(falls.get(1).getLong(1)).isEqualTo(1);
    assertThat(falls.get(1).getDouble(3)).isZero();
    assertThat(new SurvivalFunction().call(null)).isEmpty();
    assertThat(new SurvivalFunction().call(seq())).isEmpty();
  }

  private static Row seed(double time, String event) {
    StructType type = StructType.fromDDL("time double, event string");
    return new GenericRowWithSchema(new Object[] {time, event}, type);
  }

  /** Between 0.4 for answering 0 and 0.2 for gradient descent. */
  @Test
  void eventsOfACurveAreToldWithTheStepsAroundThem() {
    Row events = events(0.2, null, 0.4, 0.375, 0.25, 0.2, 0.2, 0.2, 0.35);
    assertThat(events.getString(0)).isEqualTo("relapsed");
    assertThat(events.getDouble(1)).isCloseTo(80, within(1e-9));
    assertThat(events.getInt(2)).isEqualTo(50);
    assertThat(events.getInt(3)).isEqualTo(100);
    assertThat(events.getDouble(4)).isBetween(100.0, 150.0);
    assertThat(events.getInt(5)).isEqualTo(100);
    assertThat(events.getInt(6)).isEqualTo(150);
    assertThat(events.getDouble(7)).isBetween(250.0, 300.0);
    assertThat(events.getInt(8)).isEqualTo(250);
    assertThat(events.getInt(9)).isEqualTo(300);
    assertThat(events.getInt(10)).isEqualTo(300);
    isWatched(events, events.getDouble(4), "learnt");
  }

  private static void isWatched(Row events, double until, String end) {
    assertThat(events.getStruct(11).getDouble(0)).isEqualTo(until);
    assertThat(events.getStruct(11).getString(1)).isEqualTo(end);
  }

  @Test
  void whatDidNotHappenIsNull() {
    Row late = events(0.2, null, 0.4, 0.4, 0.4);
    assertThat(late.getString(0)).isEqualTo("late");
    for (int column = 1; column < 10; column++) {
      assertThat(late.isNullAt(column)).as("column %d", column).isTrue();
    }
    assertThat(late.getInt(10)).isEqualTo(100);
    isWatched(late, 100, "censored");
    Row diverged = events(0.2, 70, 0.4, 0.4, Double.NaN);
    assertThat(diverged.getString(0)).isEqualTo("diverged");
    isWatched(diverged, 70, "diverged");
  }

  @Test
  void withoutALevelNothingIsTold() {
    assertThat(events(0.39, null, 0.4, 0.3)).isNull();
    LearningEventsFunction function = new LearningEventsFunction(LearntRule.DEFAULT);
    Seq<String> gd = seq("gd");
    assertThat(function.call(null, seq(0.4), 0.4, gd, seq(0.2), seq(0.0), null)).isNull();
    assertThat(function.call(seq(), seq(), 0.4, gd, seq(0.2), seq(0.0), null)).isNull();
    assertThat(function.call(seq(0), seq(0.4), null, gd, seq(0.2), seq(0.0), null)).isNull();
    assertThat(function.call(seq(0), seq(0.4), 0.4, null, null, null, null)).isNull();
    assertThat(function.call(seq(0), seq(0.4), 0.4, seq("gd++"), seq(0.2), seq(0.0), null))
        .isNull();
    Seq<Double> unknown = seq((Double) null);
    assertThat(function.call(seq(0), seq(0.4), 0.4, gd, unknown, unknown, null)).isNull();
    assertThat(function.call(seq(0), seq(0.4), 0.4, gd, seq(0.2), seq(0.0), null)).isNotNull();
  }

  @Test
  void theLossIsThatOfTheGoalAmongOthers() {
    Row row =
        new LearningEventsFunction(LearntRule.DEFAULT)
            .call(
                seq(0, 100, 200, 300),
                seq(1.0, 0.5, 0.5, 0.5),
                1.0,
                seq("ridge", "gd"),
                seq(0.1, 0.5),
                seq(1e-4, 1e-3),
                null);
    assertThat(row.getString(0)).isEqualTo("learnt");
    assertThat(row.getDouble(1)).as("crossed: half of the way").isEqualTo(50);
  }

  /** The learner whose loss it has to come to is picked with its own loss and error. */
  @Test
  void anotherGoalIsAnotherLearnersOrANumber() {
    assertThat(fate(Goal.of("ridge-prefix"), 0.0)).isEqualTo("learnt");
    assertThat(fate(Goal.of("ridge-prefix"), 0.02)).isEqualTo("no verdict");
    assertThat(fate(Goal.of("gd-prefix"), 0.0)).isEqualTo("late");
    assertThat(fate(Goal.of(0.3), 0.02)).isEqualTo("learnt");
    assertThat(fate(Goal.of(0.2), 0.02)).isEqualTo("between");
    assertThat(fate(Goal.of(0.37), 0.02)).as("above 0.36").isEqualTo("no verdict");
    assertThat(fate(Goal.GRADIENT_DESCENT, 0.0)).isEqualTo("no verdict");
  }

  private static String fate(Goal goal, double error) {
    Row events =
        new LearningEventsFunction(new LearntRule(goal, 1.05, 100))
            .call(
                seq(0, 100, 200),
                seq(0.4, 0.3, 0.3),
                0.4,
                seq("gd-prefix", "ridge-prefix"),
                seq(0.1, 0.29),
                seq(0.001, error),
                null);
    return events == null ? "no verdict" : events.getString(0);
  }

  @Test
  void aNumberNeedsNoLearners() {
    LearntRule rule = new LearntRule(Goal.of(0.3), 1.05, 0);
    assertThat(
            new LearningEventsFunction(rule)
                .call(seq(0), seq(0.3), 0.4, null, null, null, null)
                .getString(0))
        .isEqualTo("learnt");
  }

  private static Row events(double gd, Integer divergedAt, Double... losses) {
    Integer[] steps = new Integer[losses.length];
    Arrays.setAll(steps, k -> 50 * k);
    return new LearningEventsFunction(LearntRule.DEFAULT)
        .call(seq(steps), seq(losses), 0.4, seq("gd"), seq(gd), seq(0.0), divergedAt);
  }

  @SafeVarargs
  private static <T> Seq<T> seq(T... values) {
    return CollectionConverters.asScala(Arrays.asList(values)).toSeq();
  }
}
