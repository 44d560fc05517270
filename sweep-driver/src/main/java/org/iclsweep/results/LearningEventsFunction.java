package org.iclsweep.results;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF7;
import org.apache.spark.sql.types.DataType;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.measure.Level;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.Moment;
import org.iclsweep.statistics.Observation;
import scala.collection.Seq;

/**
 * {@code learning_events(steps, losses, zero_loss, learners, learner_losses,
 * learner_loss_standard_errors, diverged_at)} in SQL: what befell a curve beside what learners lose
 * on the same tasks, as {@link LearningEvents} has it by a study's rule; null where that cannot be
 * told.
 */
final class LearningEventsFunction
    implements UDF7<
        Seq<Integer>, Seq<Double>, Double, Seq<String>, Seq<Double>, Seq<Double>, Integer, Row> {
  private static final long serialVersionUID = 1;

  static final String NAME = "learning_events";

  /** A seed as {@link SurvivalFunction} takes it. */
  static final String WATCHED = "struct<time:double,event:string>";

  static final String TYPE =
      "struct<fate:string,crossed_step:double,crossed_after:int,crossed_by:int,learnt_step:double,"
          + "learnt_after:int,learnt_by:int,relapsed_step:double,relapsed_after:int,relapsed_by:int,"
          + "until:int,watched:"
          + WATCHED
          + ">";

  private final LearntRule rule;

  LearningEventsFunction(LearntRule rule) {
    this.rule = rule;
  }

  static void register(SparkSession session, LearntRule rule) {
    session.udf().register(NAME, new LearningEventsFunction(rule), DataType.fromDDL(TYPE));
  }

  @Override
  public Row call(
      Seq<Integer> steps,
      Seq<Double> losses,
      Double zeroLoss,
      Seq<String> learners,
      Seq<Double> learnerLosses,
      Seq<Double> learnerErrors,
      Integer divergedAt) {
    if (steps == null || steps.isEmpty() || zeroLoss == null) {
      return null;
    }
    Optional<Level> level =
        rule.goal()
            .among(word -> loss(word, learners, learnerLosses, learnerErrors))
            .flatMap(goal -> Level.of(zeroLoss, goal.mean(), goal.standardError()));
    if (level.isEmpty()) {
      return null;
    }
    int[] at = new int[steps.size()];
    double[] values = new double[at.length];
    for (int k = 0; k < at.length; k++) {
      at[k] = steps.apply(k);
      values[k] = losses.apply(k);
    }
    return row(LearningEvents.of(at, values, level.get(), rule, divergedAt));
  }

  /** What a learner loses, if it is among them and that is known; there may be none at all. */
  private static Optional<Loss> loss(
      String word, Seq<String> learners, Seq<Double> losses, Seq<Double> errors) {
    int place = learners == null ? -1 : learners.indexOf(word);
    Double loss = place < 0 ? null : losses.apply(place);
    return loss == null ? Optional.empty() : Optional.of(new Loss(loss, errors.apply(place)));
  }

  private static Row row(LearningEvents events) {
    Moment crossed = events.crossed();
    Moment learnt = events.learnt();
    Moment relapsed = events.relapsed();
    return RowFactory.create(
        events.fate().label(),
        crossed == null ? null : (Double) crossed.step(),
        crossed == null ? null : (Integer) crossed.after(),
        crossed == null ? null : (Integer) crossed.by(),
        learnt == null ? null : (Double) learnt.step(),
        learnt == null ? null : (Integer) learnt.after(),
        learnt == null ? null : (Integer) learnt.by(),
        relapsed == null ? null : (Double) relapsed.step(),
        relapsed == null ? null : (Integer) relapsed.after(),
        relapsed == null ? null : (Integer) relapsed.by(),
        events.until(),
        row(Observation.of(null, events, events.until())));
  }

  /** As {@link SurvivalFunction} takes it. */
  private static Row row(Observation seed) {
    return RowFactory.create(seed.time(), seed.event().name().toLowerCase(Locale.ROOT));
  }
}
