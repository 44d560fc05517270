package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.iclsweep.measure.LearntRule;
import org.junit.jupiter.api.Test;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

class LearningEventsFunctionTest {

  private static <T> Seq<T> seq(List<T> values) {
    return CollectionConverters.asScala(values);
  }

  /** A curve that falls from 1 to 0.5 at once, beside what gradient descent loses. */
  private static Row row(Seq<String> learners, Seq<Double> losses, Seq<Double> errors) {
    return new LearningEventsFunction(LearntRule.DEFAULT)
        .call(
            seq(List.of(0, 100, 200, 300)),
            seq(List.of(1.0, 0.5, 0.5, 0.5)),
            1.0,
            learners,
            losses,
            errors,
            null);
  }

  @Test
  void theLossIsThatOfTheGoalAmongOthers() {
    Row row = row(seq(List.of("ridge", "gd")), seq(List.of(0.1, 0.5)), seq(List.of(1e-4, 1e-3)));
    assertThat(row.getString(0)).isEqualTo("learnt");
    assertThat(row.getDouble(1)).as("crossed: half of the way").isEqualTo(50);
  }

  @Test
  void whereTheGoalsLossIsNotKnownThereIsNoVerdict() {
    assertThat(row(null, null, null)).isNull();
    assertThat(row(seq(List.of("ridge")), seq(List.of(0.5)), seq(List.of(1e-3)))).isNull();
    Seq<Double> unknown = seq(Arrays.asList((Double) null));
    assertThat(row(seq(List.of("gd")), unknown, unknown)).isNull();
  }
}
